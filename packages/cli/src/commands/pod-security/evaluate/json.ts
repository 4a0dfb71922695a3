import { stringifyJson } from "@watertight/core/kubernetes";
import { referenceJson } from "@watertight/reports/json";
import { violationJson } from "../verdicts.ts";
import type { Evaluation } from "./evaluation.ts";

/** `pod-security evaluate -o json`: every pod with its verdict. */
export function evaluationJson({ levelVersion, pods, allowed }: Evaluation): string {
  const verdicts = pods.map(({ reference, verdict }) => ({
    object: referenceJson(reference),
    allowed: verdict.allowed,
    message: verdict.message,
    violations: verdict.violations.map(violationJson),
  }));
  return `${stringifyJson({ ...levelVersion, allowed, pods: verdicts })}\n`;
}
