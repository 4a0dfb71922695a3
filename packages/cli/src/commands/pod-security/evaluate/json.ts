import { stringifyJson } from "@watertight/core/kubernetes";
import {
  type DocumentFacts,
  documentHead,
  proofJson,
  referenceJson,
} from "@watertight/reports/json";
import { violationJson } from "../verdicts.ts";
import type { Evaluation } from "./evaluation.ts";

/** `pod-security evaluate -o json`: every pod with its verdict. */
export function evaluationJson(
  { levelVersion, pods, allowed }: Evaluation,
  facts: DocumentFacts,
): string {
  const verdicts = pods.map(({ reference, verdict }) => ({
    object: referenceJson(reference),
    allowed: verdict.allowed,
    verdict: verdict.verdict,
    message: verdict.message,
    violations: verdict.violations.map(violationJson),
    proof: proofJson(verdict.proof, facts.snapshot),
  }));
  return `${stringifyJson({ ...documentHead(facts), ...levelVersion, allowed, pods: verdicts })}\n`;
}
