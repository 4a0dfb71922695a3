import type { JsonObject } from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import { SEVERITY_NUMBERS } from "./severity.ts";

/**
 * A change in fields of the Elastic Common Schema 8 (https://www.elastic.co/docs/reference/ecs), with what it has no field for below
 * `watertight`.
 */
export function ecsDocument(change: Change): JsonObject {
  const { key, kind, time, severity, subject, check, title, message } = change;
  const { container, path, link, reason, data } = change;
  return {
    "@timestamp": time,
    ecs: { version: "8.17.0" },
    message: message === "" ? title : `${title}: ${message}`,
    event: {
      id: key,
      kind: isOver(change) ? "state" : "alert",
      category: [kind.startsWith("incident.") ? "intrusion_detection" : "configuration"],
      type: ["info"],
      action: kind,
      severity: SEVERITY_NUMBERS[severity],
      provider: "watertight",
      dataset: "watertight.changes",
      ...(reason !== "" && { reason }),
      ...(link !== "" && { url: link }),
    },
    ...(check !== "" && { rule: { id: check, name: title } }),
    orchestrator: orchestratorOf(change),
    ...(container !== "" && { container: { name: container } }),
    watertight: { subject, severity, path, data: JSON.stringify(data) },
  };
}

function orchestratorOf({ cluster, object }: Change): JsonObject {
  return {
    type: "kubernetes",
    ...(cluster !== "" && { cluster: { name: cluster } }),
    ...(object?.namespace && { namespace: object.namespace }),
    ...(object && {
      api_version: object.apiVersion,
      resource: { type: object.kind, name: object.name },
    }),
  };
}
