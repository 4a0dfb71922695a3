import { stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { proofJson } from "@watertight/reports/json";
import { requestJson, statusJson } from "../rbac-json.ts";
import type { AnsweredAccess } from "./answer.ts";

/** `access can-i -o json`. */
export function canIJson({ user, request, verdict }: AnsweredAccess, snapshot: Snapshot): string {
  return `${stringifyJson({
    verdict: verdict.verdict,
    reason: verdict.reason,
    user: { name: user.name, groups: user.groups },
    request: requestJson(request),
    status: statusJson(verdict.decision, ""),
    proof: proofJson(verdict.proof, snapshot),
    assumptions: verdict.assumptions,
  })}\n`;
}
