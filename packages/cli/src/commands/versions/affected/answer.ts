import type { Cluster } from "@watertight/core/cluster";
import { cveFactsOf } from "@watertight/core/known-cves";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type CveJudge, createCveJudge, type JudgedCve } from "@watertight/core/versions";
import { didYouMean } from "@watertight/core/vocabulary";

/** What is known of a component, or one sentence on why it cannot be told. */
export type AnsweredCves =
  | { readonly component: string; readonly judged: readonly JudgedCve[] }
  | { readonly problem: string };

/** Answers questions about components; the records are read once. */
export function createAnswers(
  cluster?: Cluster,
): (component: string, version: string) => AnsweredCves {
  const judge = createCveJudge(cluster && cveFactsOf(cluster));
  return (component, version) => answered(judge, component, version);
}

function answered(judge: CveJudge, component: string, version: string): AnsweredCves {
  const answer = judge.judge(component, version);
  if (!("problem" in answer)) return answer;
  switch (answer.problem) {
    case "component": {
      return {
        problem: `No record is about a component ${JSON.stringify(component)}${suggestion(component, answer.names)}`,
      };
    }
    case "version": {
      return {
        problem: `${JSON.stringify(version)} is no version with three numbers, such as 1.30.2 or v1.27.3-gke.100.`,
      };
    }
  }
}

function suggestion(component: string, names: readonly string[]): string {
  return didYouMean(component.slice(component.lastIndexOf("/") + 1), names);
}

/** A judged CVE as every document has it. */
export function cveJson({ record, verdict, reason }: JudgedCve): JsonObject {
  const { id, aliases, condition, fixedIn } = record;
  return { id, aliases, verdict, condition, reason, fixedIn };
}
