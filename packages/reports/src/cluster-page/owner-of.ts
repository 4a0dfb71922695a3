import type { ObjectReference } from "@watertight/core/kubernetes";

/** The namespace that an object is in or, for a Namespace, is; "" for what is in none. */
export function namespaceOfReference({ kind, namespace, name }: ObjectReference): string {
  return kind === "Namespace" ? name : namespace || "";
}
