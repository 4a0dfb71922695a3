import type { Cluster } from "../cluster/cluster.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { PlacementPod } from "../placement/index.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import type { Holder } from "./pod-makers.ts";
import type { Pool } from "./pool.ts";
import type { Tenant } from "./tenants.ts";

/** The sides of a promise that nodes are somebody's own. */
export const DEDICATION_SIDES = [
  "keep-out",
  "keep-out-creatable",
  "keep-in",
  "keep-in-creatable",
  "label-integrity",
  "subnets",
  "security-groups",
] as const;
export type DedicationSide = (typeof DEDICATION_SIDES)[number];

/** One way in which the promise is broken, or may be. */
export interface Breach {
  readonly side: DedicationSide;
  readonly verdict: Exclude<VerdictValue, "no">;
  /** Lower-case clause. */
  readonly message: string;
  readonly proof: readonly Evidence[];
  readonly holders: readonly Holder[];
}

/** What a question about dedication is about. */
export interface Asked {
  readonly cluster: Cluster;
  readonly pool: Pool;
  readonly tenant: Tenant;
  readonly own: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** What people or controllers made on purpose; what another object made stands for itself there. */
export function topPods({ cluster }: Asked): readonly PlacementPod[] {
  return cluster.placement.pods.filter(({ object }) => controllerReferenceOf(object) === undefined);
}
