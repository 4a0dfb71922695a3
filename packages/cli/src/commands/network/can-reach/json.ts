import { formatFieldPath, type JsonObject } from "@watertight/core/kubernetes";
import type { NetworkVerdict, SideVerdict } from "@watertight/core/network";
import type { Evidence } from "@watertight/core/snapshot";

/** A verdict as programs get it. */
export function verdictJson(verdict: NetworkVerdict): JsonObject {
  return {
    verdict: verdict.verdict,
    reason: verdict.reason,
    egress: sideJson(verdict.egress),
    ingress: sideJson(verdict.ingress),
    ...(verdict.unenforced.length > 0 && { unenforced: verdict.unenforced.map(evidenceJson) }),
    assumptions: verdict.assumptions,
  };
}

function sideJson({ verdict, reason, decidedBy }: SideVerdict): JsonObject {
  return { verdict, reason, decidedBy: decidedBy.map(evidenceJson) };
}

function evidenceJson({ object, path, message }: Evidence): JsonObject {
  const { apiVersion, kind, namespace = null, name } = object;
  return { apiVersion, kind, namespace, name, path: formatFieldPath(path), message };
}
