import { isJsonObject } from "./json.ts";
import { listAt, textAt } from "./json-fields.ts";
import type { KubernetesObject } from "./object.ts";

/** What an owner reference names; it is always in the namespace of the object, or has none. */
export interface OwnerName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** "" where the reference has none, as in manifests. */
  readonly uid: string;
}

/** The owner that controls an object, as a ReplicaSet does its Pods: the first reference with `controller: true`. */
export function controllerReferenceOf(object: KubernetesObject): OwnerName | undefined {
  for (const reference of listAt(object, "metadata", "ownerReferences")) {
    if (!isJsonObject(reference) || reference["controller"] !== true) continue;
    const { apiVersion, kind, name } = reference;
    if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof name !== "string")
      continue;
    return { apiVersion, kind, name, uid: textAt(reference, "uid") };
  }
  return undefined;
}
