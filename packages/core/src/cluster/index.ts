export { accountRightsIn } from "./account-rights.ts";
export type { Cluster, ClusterSettings, Clusters } from "./cluster.ts";
export { createCluster, createClusters } from "./cluster.ts";
export type { AssumedNamespace } from "./namespaces.ts";
export type { PipelineNeed, PipelineNeeds } from "./pipeline-needs.ts";
export type { ClusterPipeline, PipelineIdentity } from "./pipelines.ts";
export { notNeededBy, pipelinesIn } from "./pipelines.ts";
export { podSecurityFactsOf } from "./pod-facts.ts";
export { podSecurityDefaultOf } from "./pod-security-default.ts";
