import { stringifyJson } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkVerdict } from "@watertight/core/network";
import { type DocumentFacts, documentHead } from "@watertight/reports/json";
import { answerJson } from "@watertight/reports/network";

/** `network can-reach -o json`: what a line of its batch has, with what every document has. */
export function reachJson(
  verdict: NetworkVerdict,
  analysis: NetworkAnalysis,
  facts: DocumentFacts,
): string {
  const head = documentHead({ ...facts, statements: verdict.assumptions });
  return `${stringifyJson({ ...head, ...answerJson(verdict, analysis) })}\n`;
}
