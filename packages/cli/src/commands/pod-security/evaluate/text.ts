import { positionOf } from "@watertight/core/findings";
import { type FieldPath, formatFieldPath } from "@watertight/core/kubernetes";
import type { SnapshotObject } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import { objectText, violationText } from "../verdicts.ts";
import type { Evaluation } from "./evaluation.ts";

/** `pod-security evaluate` for people: the pods that are refused, why, and where. */
export function evaluationText({ levelVersion, pods }: Evaluation): string {
  const refused = pods.filter(({ verdict }) => !verdict.allowed);
  const lines = refused.flatMap(({ reference, locate, verdict }) => [
    objectText(reference),
    ...verdict.violations.flatMap((violation) => [
      `  ${violationText(violation)}`,
      ...violation.paths.map((path) => `    ${fieldText(locate, path)}`),
    ]),
  ]);
  const policy = `${levelVersion.level}:${levelVersion.version}`;
  const summary = `${refused.length} of ${pods.length} pods violate PodSecurity "${policy}".`;
  return `${[...lines, summary].join("\n")}\n`;
}

function fieldText(locate: SnapshotObject["locate"], path: FieldPath): string {
  return sanitize(`${positionOf(locate(path))} ${formatFieldPath(path)}`);
}
