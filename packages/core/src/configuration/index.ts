export type { Schema } from "../json-schema/schema.ts";
export type { Formats, Mistake, Path } from "../json-schema/validate.ts";
export { validate } from "../json-schema/validate.ts";
export type {
  AdmissionMode,
  ConfiguredAdmission,
  ConfiguredConnections,
  ConfiguredDefaults,
  ConfiguredImageRules,
  ConfiguredMode,
  ConfiguredNewNamespaces,
} from "./admission.ts";
export type {
  Configuration,
  ConfigurationFile,
  ConfiguredEnvironment,
  ConfiguredTrust,
} from "./configuration.ts";
export { configurationOf } from "./configuration.ts";
export { withCurrentIds } from "./current-ids.ts";
export type {
  ConfiguredAlertmanager,
  ConfiguredChannel,
  ConfiguredChat,
  ConfiguredElasticsearch,
  ConfiguredEmail,
  ConfiguredJira,
  ConfiguredKafka,
  ConfiguredLoki,
  ConfiguredNats,
  ConfiguredNotifications,
  ConfiguredOcsf,
  ConfiguredPagerDuty,
  ConfiguredPolicyReports,
  ConfiguredScheduledReport,
  ConfiguredSecret,
  ConfiguredSplunk,
  ConfiguredSyslog,
  ConfiguredTls,
  ConfiguredWebhook,
} from "./notifications.ts";
export { configurationSchema } from "./schema.ts";
