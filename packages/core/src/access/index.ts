export type { Authorizer, AuthorizerOptions } from "./authorizer.ts";
export { createAuthorizer } from "./authorizer.ts";
export { uncoveredRules } from "./covers.ts";
export type { DeliveryAccount } from "./delivery-accounts.ts";
export {
  deliveryAccountsOf,
  everythingGrantsOf,
  userOfDeliveryAccount,
} from "./delivery-accounts.ts";
export { createEscalation } from "./escalation/analysis.ts";
export type { GoalId } from "./escalation/goals.ts";
export { GOAL_IDS, GOALS } from "./escalation/goals.ts";
export type {
  Cut,
  Escalation,
  EscalationNeed,
  EscalationPath,
  EscalationStep,
  EscalationSubject,
} from "./escalation/model.ts";
export { isBootstrapping } from "./escalation/removal.ts";
export { TECHNIQUES } from "./escalation/techniques.ts";
export type { ImplicitAdmins } from "./implicit-admins.ts";
export { implicitAdminsOf } from "./implicit-admins.ts";
export { knownSubjects } from "./known-subjects.ts";
export { readAuditEvent } from "./least-privilege/audit-event.ts";
export type { Loss } from "./least-privilege/concrete-losses.ts";
export type { Excess } from "./least-privilege/excess.ts";
export type { LeastPrivilege } from "./least-privilege/least-privilege.ts";
export { leastPrivilege } from "./least-privilege/least-privilege.ts";
export type { Outcome } from "./least-privilege/principles.ts";
export { PRINCIPLES } from "./least-privilege/principles.ts";
export type { UsedRule } from "./least-privilege/rule-uses.ts";
export { confidenceOf, usedRules } from "./least-privilege/rule-uses.ts";
export type { SeenSubject, Usage, UsageRecorder } from "./least-privilege/usage.ts";
export { createUsageRecorder } from "./least-privilege/usage.ts";
export type {
  AccessBinding,
  AccessDecision,
  AccessRole,
  AccessSubject,
  AccessVerdict,
  Grant,
  NodeStep,
} from "./model.ts";
export { proofOfGrant } from "./proof.ts";
export { appliesToUser } from "./rbac.ts";
export { usernameOf } from "./rbac-index.ts";
export { checkBindingWrite, compactRules } from "./rbac-writes.ts";
export type { AccessRequest, ResourceRequest } from "./request.ts";
export { isNonResourceRequest, resourceRequest } from "./request.ts";
export { requestOf } from "./request-info.ts";
export type { AbacGrant } from "./rights/abac.ts";
export { abacGrants, countAbacPolicies } from "./rights/abac.ts";
export type { AccessPicture, ChangedRights, SubjectChange } from "./rights/compare-access.ts";
export { compareAccess } from "./rights/compare-access.ts";
export type { EffectiveRights } from "./rights/effective-rights.ts";
export { effectiveRights } from "./rights/effective-rights.ts";
export type { AccessMatrix, MatrixCell, MatrixColumn, MatrixRow, Reach } from "./rights/matrix.ts";
export { accessMatrix } from "./rights/matrix.ts";
export type { MergedRule } from "./rights/merge-rights.ts";
export type { ScopedRights } from "./rights/scoped-rights.ts";
export type { SubjectBindings } from "./rights/subject-bindings.ts";
export { indexSubjects } from "./rights/subject-bindings.ts";
export { isPartOfKubernetes, userOfSubject } from "./rights/subjects.ts";
export type { PolicyRule } from "./rule.ts";
export { readPolicyRules, ruleAllows } from "./rule.ts";
export { readSubjectAccessReview } from "./subject-access-review.ts";
export type { AccessUser } from "./user.ts";
export {
  authenticatedUser,
  SYSTEM_MASTERS,
  serviceAccountUser,
  splitServiceAccountUsername,
} from "./user.ts";
export type { AllowedSubject } from "./who-can.ts";
