import { stringifyJson } from "@watertight/core/kubernetes";
import { type DocumentFacts, documentHead, proofJson } from "@watertight/reports/json";
import { requestJson, statusJson } from "../rbac-json.ts";
import type { AnsweredAccess } from "./answer.ts";

/** `access can-i -o json`. */
export function canIJson({ user, request, verdict }: AnsweredAccess, facts: DocumentFacts): string {
  return `${stringifyJson({
    ...documentHead({ ...facts, statements: verdict.assumptions }),
    verdict: verdict.verdict,
    reason: verdict.reason,
    user: { name: user.name, groups: user.groups },
    request: requestJson(request),
    status: statusJson(verdict.decision, ""),
    proof: proofJson(verdict.proof, facts.snapshot),
  })}\n`;
}
