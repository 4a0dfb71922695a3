import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** Whether an object is a Namespace of the users': Kubernetes' own run parts that need what users must not. */
export function isUserNamespace({ object, reference }: SnapshotObject): boolean {
  return object.apiVersion === "v1" && object.kind === "Namespace" && !OWN.has(reference.name);
}

const OWN: ReadonlySet<string> = new Set(["kube-system", "kube-public", "kube-node-lease"]);

/** Whether a namespace is one of Kubernetes' own. */
export function isSystemNamespace(namespace: string | undefined): boolean {
  return namespace !== undefined && OWN.has(namespace);
}
