import { createTakeOvers, type TakeOver } from "../../access/escalation/take-overs.ts";
import type { AccessRole } from "../../access/model.ts";
import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { kubernetesMinorOf } from "./kubernetes-version.ts";

/** How somebody with these roles in the whole cluster takes it over in one step; undefined where in none. */
export function takeOverOf(roles: readonly AccessRole[], cluster: Cluster): TakeOver | undefined {
  return takeOversIn(cluster)(roles);
}

const takeOversIn = clusterFact((cluster) =>
  createTakeOvers({
    bindings: cluster.access.bindings,
    role: cluster.access.role,
    minor: kubernetesMinorOf(cluster) ?? 0,
  }),
);
