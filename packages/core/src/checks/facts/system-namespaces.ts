import { SYSTEM_NAMESPACES } from "../../snapshot/completeness.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** Whether an object is a Namespace of the users': Kubernetes' own run parts that need what users must not. */
export function isUserNamespace({ object, reference }: SnapshotObject): boolean {
  return (
    object.apiVersion === "v1" &&
    object.kind === "Namespace" &&
    !SYSTEM_NAMESPACES.has(reference.name)
  );
}

/** Whether a namespace is one of Kubernetes' own. */
export function isSystemNamespace(namespace: string | undefined): boolean {
  return namespace !== undefined && SYSTEM_NAMESPACES.has(namespace);
}
