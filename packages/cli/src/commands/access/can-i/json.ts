import { headingOf } from "@watertight/core/findings";
import { formatFieldPath, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { createLocator } from "../evidence-text.ts";
import { proofJson, requestJson, statusJson } from "../rbac-json.ts";
import type { AnsweredAccess } from "./answer.ts";

/** `access can-i -o json`. */
export function canIJson({ user, request, verdict }: AnsweredAccess, snapshot: Snapshot): string {
  const locate = createLocator(snapshot);
  return `${stringifyJson({
    verdict: verdict.verdict,
    reason: verdict.reason,
    user: { name: user.name, groups: user.groups },
    request: requestJson(request),
    status: statusJson(verdict.decision, ""),
    proof: proofJson(verdict.decision),
    evidence: verdict.proof.map((evidence) => ({
      object: headingOf(evidence.object),
      path: formatFieldPath(evidence.path),
      message: evidence.message,
      location: locate(evidence) ?? null,
    })),
    assumptions: verdict.assumptions,
  })}\n`;
}
