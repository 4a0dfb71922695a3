export { fromChunks, toChunks } from "./chunks.ts";
export type { CollectedFacts, CollectOptions } from "./collect.ts";
export { collectNodeFacts } from "./collect.ts";
export { lookAtFiles, surroundingsOf } from "./integrity/index.ts";
export type { AgentSettings, Question } from "./manifests.ts";
export {
  AGENT_ACCOUNT,
  agentAccount,
  agentDaemonSet,
  agentJob,
  agentNamespace,
  agentNetworkPolicy,
} from "./manifests.ts";
export type { Recipient } from "./seal.ts";
export { createRecipient, sealFor } from "./seal.ts";
export type { Binding, Expected, SignedFacts } from "./sign.ts";
export { createKey, keyOfToken, publicKeyOf, signFacts, verifyFacts } from "./sign.ts";
