/** The door for tests, conformance and benchmarks of other packages; what is built may not use it. */

export { improvementsOf } from "./improvable.ts";
export { kubeletSettingsIn, nodeFacts, parseJsonText } from "./nodes.ts";
export { runs } from "./runs.ts";
export { below, pick, seeded, shuffled } from "./seeded.ts";
export { type SnapshotOptions, snapshotOf, wholeSnapshotOf } from "./snapshot.ts";
export { RANDOM_TENANTS, randomTenants } from "./tenancy/random-tenants.ts";
export { budgetObject, nodeObject, workloadObjects } from "./upgrade/cluster-objects.ts";
export { type NaiveCluster, naiveDrain } from "./upgrade/naive-drain.ts";
