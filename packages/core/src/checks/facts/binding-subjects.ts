import { DISCOVERY_ROLE } from "../../access/discovery-roles.ts";
import type { AccessBinding, AccessSubject } from "../../access/model.ts";
import { amountsToEverything } from "../../access/rule.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { isBootstrap, rbacObjectsOf } from "./rbac-objects.ts";
import { listed } from "./role-rules.ts";
import { takeOverOf } from "./take-over.ts";

/** A binding that is not Kubernetes' own, if an object is one. */
export function bindingToJudge(
  object: SnapshotObject,
  cluster: Cluster,
): AccessBinding | undefined {
  const binding = rbacObjectsOf(cluster).bindingOf.get(object);
  return binding && !isBootstrap(object) ? binding : undefined;
}

/** `ServiceAccount shop/web`, `Group system:masters`. */
export function nameOfSubject({ kind, namespace, name }: AccessSubject): string {
  return `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}

/** `ClusterRole edit`. */
export function nameOfRole({ roleRef }: AccessBinding): string {
  return `${roleRef.kind} ${roleRef.name}`;
}

export function namesOfSubjects({ subjects }: AccessBinding): string {
  return listed(subjects.map(nameOfSubject));
}

/** Where a binding holds: `in the cluster`, `in namespace shop`. */
export function placeOf({ namespace }: AccessBinding): string {
  return namespace === "" ? "in the cluster" : `in namespace ${namespace}`;
}

/** Whether a binding only gives what everybody may see: a role that Kubernetes makes for that, unchanged. */
export function givesDiscovery({ roleRef, role }: AccessBinding): boolean {
  if (roleRef.kind !== "ClusterRole" || !DISCOVERY_ROLE.test(roleRef.name)) return false;
  return role === undefined || role.defaulted || role.objects.every(isBootstrap);
}

/** Whether whom a binding names takes over the cluster, or the namespace, in one step. */
export function givesTakeOver({ role }: AccessBinding, cluster: Cluster): boolean {
  return role !== undefined && takeOverOf([role], cluster) !== undefined;
}

const AUTO_UPDATE = "rbac.authorization.kubernetes.io/autoupdate";

/**
 * Whether a binding gives every right. What the input shows of `cluster-admin` does not matter: at every start the API server
 * adds what its own roles lack (k8s.io/kubernetes pkg/registry/rbac/reconciliation), unless an annotation forbids it.
 */
export function givesEverything({ role, roleRef }: AccessBinding): boolean {
  if (!role) return false;
  if (role.rules.some(amountsToEverything)) return true;
  if (roleRef.kind !== "ClusterRole" || roleRef.name !== "cluster-admin") return false;
  return role.objects.every(
    ({ object }) => stringMapOf(object, "annotations")[AUTO_UPDATE] !== "false",
  );
}
