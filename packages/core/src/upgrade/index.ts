export { type AuditCall, collectWrites } from "./audit-calls.ts";
export { clusterViewOf } from "./cluster-view.ts";
export { plannedVersionOf, versionText } from "./components.ts";
export type { Blocker, Gate, PlannedVersion, Step, Stop, UpgradePlan } from "./model.ts";
export { planUpgrade } from "./plan.ts";
export { type Difference, type UpgradeOutcome, verifyUpgrade } from "./verify.ts";
