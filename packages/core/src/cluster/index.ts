export type { Cluster, ClusterSettings } from "./cluster.ts";
export { createCluster } from "./cluster.ts";
export { podSecurityFactsOf } from "./pod-facts.ts";
