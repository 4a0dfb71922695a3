import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import { createAddedPods } from "../../network/added-pods.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import { policyRemarksOf } from "../../network/lint/lint.ts";
import type { NetworkRemark, NetworkRemarkRule } from "../../network/lint/remark.ts";
import { createOpenness, type Openness } from "../../network/openness.ts";
import type { Direction } from "../../network/policy.ts";
import type { PortRange } from "../../network/ports.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** The Services of a snapshot by name, of whatever namespace. */
export const servicesByName: (cluster: Cluster) => ReadonlyMap<string, readonly SnapshotObject[]> =
  clusterFact((cluster) =>
    groupedBy(cluster.snapshot.ofKind("", "Service"), ({ reference }) => reference.name),
  );

/** What the linter of network policies says of an object under one rule, as violations; from which level on. */
export function* remarksAsViolations(
  { reference }: SnapshotObject,
  cluster: Cluster,
  rule: NetworkRemarkRule,
  from: NetworkRemark["level"] = "info",
): Generator<Violation> {
  for (const remark of remarksByObject(cluster).get(reference) ?? [])
    if (remark.rule === rule && (from === "info" || remark.level === from))
      yield { path: remark.path, message: remark.message };
}

const remarksByObject = clusterFact((cluster) =>
  groupedBy(policyRemarksOf(cluster.network), ({ object }) => object),
);

const endpointsByObject = clusterFact((cluster) =>
  groupedBy(cluster.network.endpoints, ({ object }) => object),
);

/** What policies make of a pod in one direction. */
export interface PodOpenness extends Openness {
  readonly endpoint: NetworkEndpoint;
}

/** The same for every pod that an object describes and that policies can hold. */
export function* opennessOf(
  { reference }: SnapshotObject,
  cluster: Cluster,
  direction: Direction,
): Generator<PodOpenness> {
  for (const endpoint of endpointsByObject(cluster).get(reference) ?? []) {
    if (endpoint.kind === "node" || endpoint.hostNetwork) continue;
    const openness = opennessIn(cluster)(endpoint, direction);
    if (openness) yield { endpoint, ...openness };
  }
}

const opennessIn = clusterFact(({ network }) => createOpenness(network));

const opennessIfEnforced = clusterFact(({ network: { ifEnforced, hasIpv6 } }) =>
  createOpenness({ possibilities: ifEnforced ?? [], hasIpv6 }),
);

/** Whether policies are about a pod that the network plugin does not enforce. */
export function hasUnenforcedPolicies(endpoint: NetworkEndpoint, cluster: Cluster): boolean {
  return (opennessIfEnforced(cluster)(endpoint, "ingress")?.policiesInAll ?? 0) > 0;
}

const addedPodsIn = clusterFact(({ network }) => createAddedPods(network));

const addedPodsIfEnforced = clusterFact(({ network }) =>
  createAddedPods({ ...network, possibilities: network.ifEnforced ?? network.possibilities }),
);

/** The directions in which pods are open that are added to a namespace, and whether policies say otherwise that nothing enforces. */
export function opennessByDefault(
  namespace: string,
  cluster: Cluster,
): { readonly open: readonly Direction[]; readonly isUnenforced: boolean } {
  const open = addedPodsIn(cluster)(namespace);
  const would = cluster.network.ifEnforced ? addedPodsIfEnforced(cluster)(namespace) : open;
  return { open, isUnenforced: open.some((direction) => !would.includes(direction)) };
}

/** `TCP 80, TCP 8080-8090`; `every port`. */
export function portsText(ranges: readonly PortRange[]): string {
  if (ranges.length === 3 && ranges.every(({ from, to }) => from === 1 && to === 65_535))
    return "every port";
  return ranges
    .map(({ protocol, from, to }) => `${protocol} ${from === to ? from : `${from}-${to}`}`)
    .join(", ");
}
