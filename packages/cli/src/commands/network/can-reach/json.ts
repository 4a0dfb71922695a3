import type { JsonObject } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkVerdict, SideVerdict } from "@watertight/core/network";
import { proofJson } from "@watertight/reports/json";

/** A verdict as programs get it. */
export function verdictJson(verdict: NetworkVerdict, { snapshot }: NetworkAnalysis): JsonObject {
  const { unenforced } = verdict;
  return {
    verdict: verdict.verdict,
    reason: verdict.reason,
    egress: sideJson(verdict.egress, snapshot),
    ingress: sideJson(verdict.ingress, snapshot),
    ...(unenforced.length > 0 && { unenforced: proofJson(unenforced, snapshot) }),
    assumptions: verdict.assumptions,
  };
}

function sideJson(
  { verdict, reason, decidedBy }: SideVerdict,
  snapshot: NetworkAnalysis["snapshot"],
): JsonObject {
  return { verdict, reason, decidedBy: proofJson(decidedBy, snapshot) };
}
