import type { JsonObject } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";

/** A change as JSON, with its members in one order: what webhooks, topics and subjects carry. */
export function changeDocument(change: Change): JsonObject {
  const { key, kind, time, cluster, severity, subject, check, title, message } = change;
  const { object, container, path, link, reason, data } = change;
  return {
    schemaVersion: 1,
    ...{ key, kind, time, cluster, severity, subject, check, title, message },
    object: object === undefined ? null : { ...object },
    ...{ container, path, link, reason, data },
  };
}
