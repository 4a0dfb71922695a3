import { isJsonObject } from "./json.ts";
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
  const metadata = object["metadata"];
  const references = isJsonObject(metadata) ? metadata["ownerReferences"] : undefined;
  if (!Array.isArray(references)) return undefined;
  for (const reference of references as readonly unknown[]) {
    if (!isJsonObject(reference) || reference["controller"] !== true) continue;
    const { apiVersion, kind, name, uid } = reference;
    if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof name !== "string")
      continue;
    return { apiVersion, kind, name, uid: typeof uid === "string" ? uid : "" };
  }
  return undefined;
}
