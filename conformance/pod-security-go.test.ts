import { type JsonObject, podTemplatesOf } from "@watertight/core/kubernetes";
import { evaluatePod, type PodSecurityVersion } from "@watertight/core/pod-security";
import { seeded } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { buildGoProgram, GO } from "./go-program.ts";
import { needing } from "./needs.ts";
import { randomPod } from "./random-pods.ts";

const PODS = 20_000;
const NEWEST_MINOR = 39; // two more than any check knows: they are evaluated as the newest
interface Question {
  readonly level: "baseline" | "restricted";
  readonly version: PodSecurityVersion;
  readonly pod: JsonObject;
}

test(`Kubernetes' own evaluator says the same about ${PODS} random pods`, needing(GO), () => {
  const random = seeded(20260823);
  const questions = Array.from({ length: PODS }, (_, index) => questionAt(index, random));
  const theirs = askUpstream(questions);
  expect(theirs).toHaveLength(PODS);
  const differences = questions.flatMap((question, index) => {
    const ours = JSON.stringify(answerTo(question));
    const their = JSON.stringify(theirs[index]);
    return ours === their ? [] : [{ ours, their, question: JSON.stringify(question) }];
  });
  expect(differences.slice(0, 3)).toEqual([]);
  // Both verdicts come up often, or the comparison would mean little.
  expect(theirs.filter(({ allowed }) => allowed).length).toBe(7406);
});

function questionAt(index: number, random: () => number): Question {
  const minor = Math.floor(index / 2) % (NEWEST_MINOR + 2);
  return {
    level: index % 2 === 0 ? "baseline" : "restricted",
    version: minor > NEWEST_MINOR ? "latest" : `v1.${minor}`,
    pod: randomPod(random),
  };
}

function answerTo({ level, version, pod }: Question) {
  const [template] = podTemplatesOf({ apiVersion: "v1", kind: "Pod", ...pod });
  if (template === undefined) throw new Error("a random pod has no spec");
  const { allowed, message, violations } = evaluatePod(template, { level, version });
  return {
    allowed,
    message,
    violations: violations.map(({ check, reason, detail }) => ({ check, reason, detail })),
  };
}

function askUpstream(questions: readonly Question[]): readonly { readonly allowed: boolean }[] {
  const program = buildGoProgram("pod-security");
  try {
    const answers = program.ask(questions.map((question) => JSON.stringify(question)));
    return answers.map((answer) => JSON.parse(answer) as { allowed: boolean });
  } finally {
    program.remove();
  }
}
