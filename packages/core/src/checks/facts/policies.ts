import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** The NetworkPolicies of a namespace; of those that name none for `undefined`. */
export function networkPoliciesIn(
  cluster: Cluster,
  namespace: string | undefined,
): readonly SnapshotObject[] {
  return policiesByNamespace(cluster).get(namespace) ?? [];
}

/** Whether policies that only a network plug-in understands may hold in a namespace: then nothing is known to be missing. */
export function hasOtherPolicies(cluster: Cluster, namespace: string | undefined): boolean {
  const { everywhere, inNamespaces } = otherPolicies(cluster);
  return everywhere || inNamespaces.has(namespace);
}

const policiesByNamespace = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.ofKind("networking.k8s.io", "NetworkPolicy"),
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

const otherPolicies = clusterFact((cluster) => ({
  everywhere: CLUSTER_KINDS.some(
    ([group, kind]) => cluster.snapshot.ofKind(group, kind).length > 0,
  ),
  inNamespaces: new Set(
    NAMESPACED_KINDS.flatMap(([group, kind]) =>
      cluster.snapshot.ofKind(group, kind).map(({ reference }) => reference.namespace),
    ),
  ),
}));
