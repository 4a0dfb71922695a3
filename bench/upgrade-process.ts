/** tsx bench/upgrade-process.ts NODES PODS: plans the upgrade of a cluster in a process of its own; prints JSON. */
import { createCluster } from "@watertight/core/cluster";
import { planUpgrade } from "@watertight/core/upgrade";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import { upgradeCluster } from "./upgrade-cluster.ts";

const [nodes = 0, pods = 0] = process.argv.slice(2).map(Number);
const snapshot = wholeSnapshotOf(upgradeCluster({ nodes, pods }));
const before = process.cpuUsage();
const plan = planUpgrade(createCluster(snapshot), {
  to: { minor: 35, patch: undefined },
  from: { minor: 34, patch: 1 },
  uses: [],
  knowsCallers: true,
});
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    steps: plan.steps.length,
    blockers: plan.blockers.length,
    unknown: plan.unknown.length,
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
