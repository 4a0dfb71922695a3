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
