export { readConfigMap, readSecret } from "./admission/config-map.ts";
export type { DecideImages } from "./admission/prepare.ts";
export { admissionRights } from "./admission/rights.ts";
export { webhookConfigurations } from "./admission/webhooks.ts";
export { type Asker, type Authenticate, byLoopback, byToken, isLoopback } from "./api/asker.ts";
export type { AskVerb } from "./api/knowledge.ts";
export {
  askingCallers,
  givenCertificates,
  type LookAtCertificates,
  ownCertificates,
} from "./certificates/keeper.ts";
export { LIFETIMES, type Lifetimes } from "./certificates/period.ts";
export { folderStore, secretStore } from "./certificates/store.ts";
export { admissionCheckIds } from "./decision/gate-checks.ts";
export { type DeliveryOptions, startDelivery } from "./delivery/start-delivery.ts";
export { createLog, type Log } from "./frame/log.ts";
export { createMetrics, type Metrics } from "./frame/metrics.ts";
export { serveAssistant } from "./mcp/serve-assistant.ts";
export {
  type RunningServer,
  type ServedConfiguration,
  type ServeOptions,
  startServer,
} from "./serve.ts";
export {
  type RunningClusters,
  type ServeClustersOptions,
  serveClusters,
} from "./serve-clusters.ts";
export type { Source, SourceListener, View, ViewChanges } from "./watching/source.ts";
