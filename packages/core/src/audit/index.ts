export type { ReadEvents, Unpacking } from "./events/envelopes.ts";
export { eventsOf, eventsOfLine, isEventList } from "./events/envelopes.ts";
export type { AuditEvent } from "./events/event.ts";
export type { Folding } from "./events/fold.ts";
export { createFolding, isDecided } from "./events/fold.ts";
export { type CisGap, cisGaps } from "./policy/cis.ts";
export type { PolicyProblem } from "./policy/decode.ts";
export { type AuditChange, diffAuditPolicies } from "./policy/diff.ts";
export { createVolumeEstimator, type VolumeEstimate } from "./policy/estimate.ts";
export { auditDecision } from "./policy/evaluate.ts";
export {
  AUDIT_PURPOSES,
  type AuditedCluster,
  type AuditPurpose,
  type WrittenPolicy,
  writeAuditPolicy,
} from "./policy/generate.ts";
export type { AuditLintSettings } from "./policy/lint/index.ts";
export { lintAuditPolicy } from "./policy/lint/index.ts";
export type { AuditLint, AuditRemark } from "./policy/lint/model.ts";
export { AUDIT_LINTS } from "./policy/lint/model.ts";
export { mismatchesOf } from "./policy/mismatch.ts";
export type {
  AuditDecision,
  AuditedResource,
  AuditLevel,
  AuditPolicy,
  AuditRequest,
  AuditRule,
  AuditStage,
  AuditTarget,
} from "./policy/model.ts";
export { AUDIT_LEVELS, AUDIT_STAGES } from "./policy/model.ts";
export { readAuditPolicy } from "./policy/read-policy.ts";
export { type Decided, type Decisions, decisionsOf } from "./policy/space/decisions.ts";
export { userCalled } from "./policy/space/who.ts";
export { auditStages } from "./policy/stages.ts";
export type { AuditVolume } from "./policy/sums.ts";
export { auditRequestText, auditTargetText } from "./policy/words.ts";
