import type { Cluster } from "../cluster/cluster.ts";
import type { NodeFacts } from "../nodes/facts/node-facts.ts";
import { withCloud } from "./by-cloud.ts";
import { waysByFacts } from "./by-facts.ts";
import { waysByObjects } from "./by-objects.ts";
import type { WayIn } from "./model.ts";
import { poolsOf } from "./pools.ts";

export type { WayIn } from "./model.ts";
export type { NeededProfile } from "./profiles.ts";
export { neededProfiles } from "./profiles.ts";

/** The ways onto the nodes of a pool. */
export interface PoolAccess {
  readonly name: string;
  readonly nodes: readonly string[];
  /** Always the same ways in the same order; closed ones too. */
  readonly ways: readonly WayIn[];
}

/** By which ways somebody gets onto nodes, a table a pool: what nodes say of themselves, what rights, network and pods of the cluster open, and what its cloud shows. */
export function nodeAccessOf(cluster: Cluster, facts: readonly NodeFacts[]): readonly PoolAccess[] {
  return poolsOf(cluster.snapshot, facts).map((pool) => ({
    name: pool.name,
    nodes: pool.nodes.map(({ name }) => name),
    ways: withCloud(
      [...waysByFacts(pool), ...waysByObjects(pool, cluster)],
      pool,
      cluster.snapshot,
    ),
  }));
}
