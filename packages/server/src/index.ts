export { readConfigMap, readSecret } from "./admission/config-map.ts";
export type { DecideImages } from "./admission/prepare.ts";
export { admissionRights } from "./admission/rights.ts";
export { webhookConfigurations } from "./admission/webhooks.ts";
export {
  askingCallers,
  givenCertificates,
  type LookAtCertificates,
  ownCertificates,
} from "./certificates/keeper.ts";
export { LIFETIMES, type Lifetimes } from "./certificates/period.ts";
export { folderStore, secretStore } from "./certificates/store.ts";
export { admissionCheckIds } from "./decision/gate-checks.ts";
export { createLog, type Log } from "./frame/log.ts";
export {
  type RunningServer,
  type ServedConfiguration,
  type ServeOptions,
  startServer,
} from "./serve.ts";
