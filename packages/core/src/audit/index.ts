export type { ReadEvents, Unpacking } from "./events/envelopes.ts";
export { eventsOf, eventsOfLine, isEventList } from "./events/envelopes.ts";
export type { AuditEvent } from "./events/event.ts";
export type { Folding } from "./events/fold.ts";
export { createFolding, isDecided } from "./events/fold.ts";
export type { PolicyProblem } from "./policy/decode.ts";
export { auditDecision } from "./policy/evaluate.ts";
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
export { auditStages } from "./policy/stages.ts";
