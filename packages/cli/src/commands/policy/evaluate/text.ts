import type { PolicyDecision } from "@watertight/cel/policies";
import { headingOf } from "@watertight/core/findings";
import { counted, positionIn, sanitize } from "@watertight/reports/text";
import type { Evaluated, EvaluatedObject } from "./evaluated.ts";
import { type ReadPolicies, sentencesOf } from "./read.ts";

/** What policies say for people: objects that would be denied first, each with every violation. */
export function evaluationText({ objects, unknown }: Evaluated, input: ReadPolicies): string {
  const { read } = input;
  const noted = objects.filter(({ admission }) => admission.decisions.length > 0);
  const denied = noted.filter(({ admission }) => !admission.allowed);
  const others = noted.filter(({ admission }) => admission.allowed);
  const lines = [
    ...[...denied, ...others].flatMap((each) => [...linesOf(each, read), ""]),
    ...unknown.map(({ reference }) => `not evaluated: ${headingOf(reference)}`),
    ...sentencesOf(input).map((sentence) => `assumed: ${sentence}`),
    `${counted(objects.length, "object")} evaluated, ${denied.length} would be denied.`,
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function linesOf(
  { entry, admission }: EvaluatedObject,
  { cluster }: ReadPolicies["read"],
): string[] {
  const position = positionIn(cluster.snapshot, { object: entry.reference, path: [] });
  return [
    headingOf(entry.reference),
    ...(position === undefined ? [] : [`  ${position}`]),
    ...admission.decisions.map(lineOf),
  ];
}

const WORDS: Readonly<Record<PolicyDecision["action"], string>> = {
  Audit: "audit",
  Deny: "deny",
  Ignore: "no answer, ignored",
  Mutate: "mutate",
  Warn: "warn",
};

function lineOf({ policy, binding, action, message }: PolicyDecision): string {
  const by = binding === "" ? policy : `${policy} (${binding})`;
  return `  - ${WORDS[action]}: ${by}: ${message}`;
}
