export { accountRightsIn } from "./account-rights.ts";
export type { Cluster, ClusterSettings, Clusters } from "./cluster.ts";
export { createCluster, createClusters } from "./cluster.ts";
export { type BrokenRule, schemasWithRules } from "./custom-resource-rules.ts";
export type { AssumedNamespace } from "./namespaces.ts";
export { podSecurityFactsOf } from "./pod-facts.ts";
export { podSecurityDefaultOf } from "./pod-security-default.ts";
