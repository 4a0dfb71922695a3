import type { JsonObject } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkVerdict, SideVerdict } from "@watertight/core/network";
import { proofJson } from "../json/evidence-json.ts";

/** A verdict as a line of a batch has it. */
export function verdictJson(verdict: NetworkVerdict, analysis: NetworkAnalysis): JsonObject {
  return { ...answerJson(verdict, analysis), assumptions: verdict.assumptions };
}

/** A verdict as `network can-reach -o json` has it. */
export function answerJson(verdict: NetworkVerdict, { snapshot }: NetworkAnalysis): JsonObject {
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
