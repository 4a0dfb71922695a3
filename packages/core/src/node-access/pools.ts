import { asJson, objectAt, textAt } from "../kubernetes/json-fields.ts";
import type { NodeFacts } from "../nodes/facts/node-facts.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { cloudPoolNames } from "./by-cloud.ts";
import type { NodePool, PoolNode } from "./model.ts";

/** Labels that name a pool, by whoever makes nodes. */
const POOL_LABELS: readonly string[] = [
  "cloud.google.com/gke-nodepool",
  "eks.amazonaws.com/nodegroup",
  "kubernetes.azure.com/agentpool",
  "agentpool",
  "karpenter.sh/nodepool",
  "node.cluster.x-k8s.io/pool",
  "doks.digitalocean.com/node-pool",
  "node-pool",
];

const CONTROL_PLANE = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

/** The pools of a cluster, of the nodes that facts were read of, and of its cloud, sorted by name. */
export function poolsOf(snapshot: Snapshot, facts: readonly NodeFacts[]): readonly NodePool[] {
  const objects = new Map(snapshot.ofKind("", "Node").map((each) => [each.reference.name, each]));
  const names = new Set([...objects.keys(), ...facts.map(({ node }) => node)]);
  const pools = new Map<string, PoolNode[]>();
  for (const name of [...names].sort()) {
    const object = objects.get(name);
    const node = { name, object, facts: facts.find((each) => each.node === name) };
    const pool = poolOf(object);
    pools.set(pool, [...(pools.get(pool) ?? []), node]);
  }
  for (const name of cloudPoolNames(snapshot)) {
    if (!pools.has(name)) pools.set(name, []);
  }
  return Array.from(pools, ([name, nodes]) => ({ name, nodes })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function poolOf(object: SnapshotObject | undefined): string {
  const labels = object ? objectAt(asJson(object.object), "metadata", "labels") : {};
  const named = POOL_LABELS.map((label) => textAt(labels, label)).find((value) => value !== "");
  if (named !== undefined) return named;
  return CONTROL_PLANE.some((label) => Object.hasOwn(labels, label)) ? "control-plane" : "nodes";
}
