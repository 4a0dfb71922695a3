export { fromChunks, toChunks } from "./chunks.ts";
export type { CollectedFacts, CollectOptions } from "./collect.ts";
export { collectNodeFacts } from "./collect.ts";
export type { AgentSettings } from "./manifests.ts";
export { agentDaemonSet, agentJob, agentNamespace, agentNetworkPolicy } from "./manifests.ts";
export type { Binding, Expected, SignedFacts } from "./sign.ts";
export { createKey, signFacts, verifyFacts } from "./sign.ts";
