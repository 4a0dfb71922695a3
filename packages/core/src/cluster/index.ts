export type { Cluster, ClusterSettings, Clusters } from "./cluster.ts";
export { createCluster, createClusters } from "./cluster.ts";
export { podSecurityFactsOf } from "./pod-facts.ts";
