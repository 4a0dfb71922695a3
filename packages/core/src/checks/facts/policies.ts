import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { groupedBy, perSnapshot } from "./per-snapshot.ts";

/** The NetworkPolicies of a namespace; of those that name none for `undefined`. */
export function networkPoliciesIn(
  snapshot: Snapshot,
  namespace: string | undefined,
): readonly SnapshotObject[] {
  return policiesByNamespace(snapshot).get(namespace) ?? [];
}

/** Whether policies that only a network plug-in understands may hold in a namespace: then nothing is known to be missing. */
export function hasOtherPolicies(snapshot: Snapshot, namespace: string | undefined): boolean {
  const { everywhere, inNamespaces } = otherPolicies(snapshot);
  return everywhere || inNamespaces.has(namespace);
}

const policiesByNamespace = perSnapshot((snapshot) =>
  groupedBy(
    snapshot.ofKind("networking.k8s.io", "NetworkPolicy"),
    ({ reference }) => reference.namespace,
  ),
);

const CLUSTER_KINDS = [
  ["cilium.io", "CiliumClusterwideNetworkPolicy"],
  ["crd.projectcalico.org", "GlobalNetworkPolicy"],
  ["projectcalico.org", "GlobalNetworkPolicy"],
  ["policy.networking.k8s.io", "AdminNetworkPolicy"],
  ["policy.networking.k8s.io", "BaselineAdminNetworkPolicy"],
  ["policy.networking.k8s.io", "ClusterNetworkPolicy"],
] as const;

const NAMESPACED_KINDS = [
  ["cilium.io", "CiliumNetworkPolicy"],
  ["crd.projectcalico.org", "NetworkPolicy"],
  ["projectcalico.org", "NetworkPolicy"],
] as const;

const otherPolicies = perSnapshot((snapshot) => ({
  everywhere: CLUSTER_KINDS.some(([group, kind]) => snapshot.ofKind(group, kind).length > 0),
  inNamespaces: new Set(
    NAMESPACED_KINDS.flatMap(([group, kind]) =>
      snapshot.ofKind(group, kind).map(({ reference }) => reference.namespace),
    ),
  ),
}));
