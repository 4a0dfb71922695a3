import type { Check } from "@watertight/core/checks";
import type { Finding } from "@watertight/core/findings";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import {
  type AssessmentInput,
  type ControlResult,
  createAssessment,
  examinedBy,
  FRAMEWORKS,
} from "@watertight/core/scan";
import type { PageObjects } from "./objects-json.ts";

/** What each framework says, as findings come. */
export interface Compliance {
  readonly add: (finding: Finding) => void;
  readonly results: () => readonly FrameworkResults[];
}

export interface FrameworkResults {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly ControlResult[];
}

/** All frameworks at once. */
export function createCompliance(input: AssessmentInput): Compliance {
  const assessments = FRAMEWORKS.map(
    (framework) => [framework, createAssessment(framework, input)] as const,
  );
  return {
    add: (finding) => {
      for (const [, assessment] of assessments) assessment.add(finding);
    },
    results: () =>
      assessments.map(([{ id, title }, assessment]) => ({
        id,
        title,
        controls: assessment.results(),
      })),
  };
}

/** Frameworks control by control, and what each check has examined: the evidence of what is kept. */
export function complianceJson(
  results: readonly FrameworkResults[],
  { catalogue, snapshot }: AssessmentInput,
  { numberOf }: PageObjects,
  time: string,
): string {
  const wanted = new Set(
    results.flatMap(({ controls }) => controls.flatMap(({ checks }) => checks)),
  );
  const sets: number[][] = [];
  const known = new Map<string, number>();
  const setOf = (check: Check): number => {
    const numbers = examinedBy(check, snapshot).flatMap((entry) => numberOf.get(entry) ?? []);
    const key = numbers.join(",");
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, sets.length);
    return sets.push(numbers) - 1;
  };
  const examined = Object.fromEntries(
    catalogue.filter(({ id }) => wanted.has(id)).map((check) => [check.id, setOf(check)]),
  );
  const frameworks = results.map(
    ({ id, title, controls }): JsonObject => ({
      id,
      title,
      controls: controls.map(controlJson),
    }),
  );
  return stringifyJson({ time, frameworks, examined, sets });
}

function controlJson(result: ControlResult): JsonObject {
  const { control, status, reason, checks, failing, findings, excepted } = result;
  const { standard, id, title } = control;
  return {
    ...{ standard, id, title, status, reason: reason ?? null },
    ...{ checks, failing, findings, excepted },
  };
}
