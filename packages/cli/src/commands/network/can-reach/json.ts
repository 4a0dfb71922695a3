import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkVerdict, SideVerdict } from "@watertight/core/network";
import { type DocumentFacts, documentHead, proofJson } from "@watertight/reports/json";

/** `network can-reach -o json`: what a line of its batch has, with what every document has. */
export function reachJson(
  verdict: NetworkVerdict,
  analysis: NetworkAnalysis,
  facts: DocumentFacts,
): string {
  const head = documentHead({ ...facts, statements: verdict.assumptions });
  return `${stringifyJson({ ...head, ...answerJson(verdict, analysis) })}\n`;
}

/** A verdict as a line of a batch has it. */
export function verdictJson(verdict: NetworkVerdict, analysis: NetworkAnalysis): JsonObject {
  return { ...answerJson(verdict, analysis), assumptions: verdict.assumptions };
}

function answerJson(verdict: NetworkVerdict, { snapshot }: NetworkAnalysis): JsonObject {
  const { unenforced } = verdict;
  return {
    verdict: verdict.verdict,
    reason: verdict.reason,
    egress: sideJson(verdict.egress, snapshot),
    ingress: sideJson(verdict.ingress, snapshot),
    ...(unenforced.length > 0 && { unenforced: proofJson(unenforced, snapshot) }),
  };
}

function sideJson(
  { verdict, reason, decidedBy }: SideVerdict,
  snapshot: NetworkAnalysis["snapshot"],
): JsonObject {
  return { verdict, reason, decidedBy: proofJson(decidedBy, snapshot) };
}
