import type { AccessSubject } from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";

/** A subject as `rbac/v1` writes it: what is empty is absent. */
export function subjectJson({ kind, apiGroup, name, namespace }: AccessSubject): JsonObject {
  return present({ kind, apiGroup, name, namespace });
}

function present(fields: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
