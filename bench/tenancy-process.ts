// Prints how long the matrix of a cluster's tenants takes, and how much memory; `bench/tenancy.ts` runs it.
import { createCluster } from "../packages/core/src/cluster/cluster.ts";
import { CHANNEL_IDS, createTenancy, tenantsOf } from "../packages/core/src/tenancy/index.ts";
import { generateTenants } from "./tenancy-cluster.ts";

const snapshot = generateTenants({ namespaces: 200, pods: 10_000, nodes: 500 });
const before = process.cpuUsage();
const tenants = tenantsOf(snapshot, { label: "tenant" });
const tenancy = createTenancy(createCluster(snapshot), tenants);
const cells = tenants.flatMap((from) =>
  tenants.flatMap((to) =>
    from === to ? [] : CHANNEL_IDS.map((channel) => tenancy.cell(from, to, channel).verdict),
  ),
);
const open = cells.filter((verdict) => verdict !== "no").length;
const { user, system } = process.cpuUsage(before);
const megabytes = process.memoryUsage().rss / 1e6;
console.log(
  JSON.stringify({ tenants: tenants.length, open, seconds: (user + system) / 1e6, megabytes }),
);
