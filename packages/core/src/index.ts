export type { AuthorizationChain } from "./access/authorization-chain.ts";
export type {
  AccessDecision,
  AccessVerdict,
  Authorizer,
  AuthorizerOptions,
} from "./access/authorizer.ts";
export { createAuthorizer } from "./access/authorizer.ts";
export { breakDownRule, uncoveredRules } from "./access/covers.ts";
export type { DeliveryAccount } from "./access/delivery-accounts.ts";
export {
  deliveryAccountsOf,
  everythingGrantsOf,
  userOfDeliveryAccount,
} from "./access/delivery-accounts.ts";
export type { DeliveryProduct } from "./access/delivery-products.ts";
export type {
  Escalation,
  EscalationInput,
  EscalationPaths,
  EscalationSubject,
  PathOptions,
} from "./access/escalation/analysis.ts";
export { createEscalation } from "./access/escalation/analysis.ts";
export type { Cut } from "./access/escalation/cut.ts";
export type { GoalDefinition, GoalId } from "./access/escalation/goals.ts";
export { GOAL_IDS, GOALS } from "./access/escalation/goals.ts";
export type { EscalationNeed, EscalationPath, EscalationStep } from "./access/escalation/path.ts";
export type { Admitted, PodSecurityFacts } from "./access/escalation/pod-security-facts.ts";
export type { Technique, TechniqueId } from "./access/escalation/techniques.ts";
export { TECHNIQUES } from "./access/escalation/techniques.ts";
export type { BindingWrite, EscalationDecision, RoleWrite } from "./access/escalation.ts";
export { checkBindingWrite, checkRoleWrite, compactRules } from "./access/escalation.ts";
export type {
  ImpersonatedUser,
  ImpersonationAttempt,
  ImpersonationCheck,
  ImpersonationMode,
  ImpersonationWish,
} from "./access/impersonation.ts";
export { IMPERSONATION_MODES, impersonate } from "./access/impersonation.ts";
export type { ImplicitAdmin, ImplicitAdmins } from "./access/implicit-admins.ts";
export { implicitAdminsOf } from "./access/implicit-admins.ts";
export type { LatentSubject } from "./access/latent.ts";
export { latentSubjects } from "./access/latent.ts";
export type { AuditedAccess, AuditOutcome } from "./access/least-privilege/audit-event.ts";
export { readAuditEvent } from "./access/least-privilege/audit-event.ts";
export type { Loss } from "./access/least-privilege/concrete-losses.ts";
export type { Excess } from "./access/least-privilege/excess.ts";
export type {
  LeastPrivilege,
  LeastPrivilegeOptions,
} from "./access/least-privilege/least-privilege.ts";
export { leastPrivilege } from "./access/least-privilege/least-privilege.ts";
export type { Outcome, PrincipleId } from "./access/least-privilege/principles.ts";
export { PRINCIPLES } from "./access/least-privilege/principles.ts";
export type {
  SeenSubject,
  TimeWindow,
  Usage,
  UsageRecorder,
} from "./access/least-privilege/usage.ts";
export { createUsageRecorder } from "./access/least-privilege/usage.ts";
export type {
  AccessBinding,
  AccessRole,
  AccessSubject,
  BindingKind,
  Grant,
  RoleKind,
  RuleSource,
} from "./access/model.ts";
export type { NodeStep, Vertex, VertexKind } from "./access/node-graph.ts";
export type { NodeRestriction } from "./access/node-restriction.ts";
export { NODE_RESTRICTIONS } from "./access/node-restriction.ts";
export { proofOfGrant } from "./access/proof.ts";
export { appliesToUser } from "./access/rbac.ts";
export { usernameOf } from "./access/rbac-index.ts";
export type { AccessRequest, NonResourceRequest, ResourceRequest } from "./access/request.ts";
export { isNonResourceRequest, resourceRequest } from "./access/request.ts";
export { requestOf } from "./access/request-info.ts";
export type { AbacGrant } from "./access/rights/abac.ts";
export { abacGrants, countAbacPolicies } from "./access/rights/abac.ts";
export type {
  AccessPicture,
  ChangedRights,
  SubjectChange,
} from "./access/rights/compare-access.ts";
export { compareAccess } from "./access/rights/compare-access.ts";
export type { EffectiveRights } from "./access/rights/effective-rights.ts";
export { effectiveRights } from "./access/rights/effective-rights.ts";
export type {
  AccessMatrix,
  MatrixCell,
  MatrixColumn,
  MatrixOptions,
  MatrixRow,
  Reach,
} from "./access/rights/matrix.ts";
export { accessMatrix } from "./access/rights/matrix.ts";
export type { MergedRule } from "./access/rights/merge-rights.ts";
export type { ScopedRights } from "./access/rights/scoped-rights.ts";
export type { SubjectBindings } from "./access/rights/subject-bindings.ts";
export { indexSubjects } from "./access/rights/subject-bindings.ts";
export { isPartOfKubernetes, userOfSubject } from "./access/rights/subjects.ts";
export type { PolicyRule } from "./access/rule.ts";
export { readPolicyRule, readPolicyRules, ruleAllows } from "./access/rule.ts";
export { signerRequests } from "./access/signers.ts";
export type { ReviewedAccess } from "./access/subject-access-review.ts";
export { readSubjectAccessReview } from "./access/subject-access-review.ts";
export type { AccessUser } from "./access/user.ts";
export {
  authenticatedUser,
  nodeNameOf,
  nodeUser,
  serviceAccountGroups,
  serviceAccountUser,
  serviceAccountUsername,
  splitServiceAccountUsername,
} from "./access/user.ts";
export type { AllowedSubject, WhoCan } from "./access/who-can.ts";
export { compareSubjects } from "./access/who-can.ts";
export type { Baseline, BaselineMatcher, KnownFinding } from "./baseline/baseline.ts";
export { baselineOf, createBaselineMatcher, prunedBaseline } from "./baseline/baseline.ts";
export type {
  Check,
  ExceptionCheck,
  ExceptionExample,
  NonEmptyArray,
  ObjectCheck,
  ObjectsExample,
  PodCheck,
  PodExample,
  Reference,
  Topic,
} from "./check.ts";
export { EXAMPLE_DAY, TOPICS } from "./check.ts";
export { routeChecks, speaksOf } from "./check-routes.ts";
export { builtInChecks } from "./checks/index.ts";
export type { CheckParameters, ProbeField, ResourceName } from "./checks/parameters.ts";
export { EXAMPLE_PARAMETERS, PROBE_FIELDS, RESOURCES } from "./checks/parameters.ts";
export type { Aliases } from "./exceptions/aliases.ts";
export { createAliases } from "./exceptions/aliases.ts";
export type { ExceptionSettings, JudgedException, PlacedException } from "./exceptions/book.ts";
export type {
  ConfiguredException,
  Exception,
  ExceptionScope,
  ForeignTool,
} from "./exceptions/exception.ts";
export { FOREIGN_TOOLS, isDay } from "./exceptions/exception.ts";
export type { TranslatedStatement } from "./exceptions/translate.ts";
export { translatedStatementsOf } from "./exceptions/translate.ts";
export type {
  Finding,
  Fix,
  FixSafety,
  ImpliedFinding,
  Severity,
  SeverityStep,
  Violation,
} from "./finding.ts";
export { compareSeverity, SEVERITIES } from "./finding.ts";
export type {
  Assessment,
  AssessmentInput,
  ControlResult,
  ControlStatus,
} from "./frameworks/assess.ts";
export { createAssessment } from "./frameworks/assess.ts";
export type { Control, Framework } from "./frameworks/framework.ts";
export { FRAMEWORKS } from "./frameworks/index.ts";
export { SCHEMA_VERSION } from "./kubernetes/api/schema.ts";
export type { PodSpec } from "./kubernetes/api/types.ts";
export type { Edited } from "./kubernetes/apply-edits.ts";
export { applyEdits, applyEditTree } from "./kubernetes/apply-edits.ts";
export type { ContainerList, PlacedContainer } from "./kubernetes/containers.ts";
export { containersOf } from "./kubernetes/containers.ts";
export type { DecodedStructures, DecodeProblem } from "./kubernetes/decode.ts";
export { decodeObject, decodeStructure } from "./kubernetes/decode.ts";
export type { Edit, EditTree, GrowingEditTree } from "./kubernetes/edit.ts";
export { addEdits, createEditTree, sameJson } from "./kubernetes/edit.ts";
export type { FieldPath } from "./kubernetes/field-path.ts";
export { formatFieldPath } from "./kubernetes/field-path.ts";
export type { DocumentItem, ItemProblem } from "./kubernetes/items.ts";
export { itemsOf } from "./kubernetes/items.ts";
export type { JsonObject, JsonValue } from "./kubernetes/json.ts";
export { isJsonObject, stringifyJson } from "./kubernetes/json.ts";
export type { PatchOperation } from "./kubernetes/json-patch.ts";
export { jsonPatchBetween } from "./kubernetes/json-patch.ts";
export type { KubernetesObject, ObjectReference } from "./kubernetes/object.ts";
export { groupOf, isKubernetesObject, referenceOf, stringMapOf } from "./kubernetes/object.ts";
export type { OwnerName } from "./kubernetes/owners.ts";
export { controllerReferenceOf } from "./kubernetes/owners.ts";
export type { PodTemplate } from "./kubernetes/pod-template.ts";
export { locateInObject } from "./kubernetes/pod-template.ts";
export { podTemplatesOf } from "./kubernetes/pod-templates.ts";
export type { Nanos } from "./kubernetes/quantity.ts";
export { NANOS_PER_UNIT, parseQuantity } from "./kubernetes/quantity.ts";
export type { ApiResource } from "./kubernetes/resources.ts";
export { apiResources, customResourceOf, findResource } from "./kubernetes/resources.ts";
export type { FieldRequirement } from "./kubernetes/selector-text.ts";
export { parseFieldSelector } from "./kubernetes/selector-text.ts";
export type { CompiledSelector, Labels, SelectorProblem } from "./kubernetes/selectors.ts";
export { compileSelector, selectsLabels } from "./kubernetes/selectors.ts";
export type { AddressRange } from "./network/addresses.ts";
export { parseCidr } from "./network/addresses.ts";
export type { NetworkAnalysis, NetworkSettings, Possibility } from "./network/analysis.ts";
export { createNetworkAnalysis } from "./network/analysis.ts";
export { networkAssumptionsOf } from "./network/assumptions.ts";
export type { NetworkVerdict, ReachQuestion } from "./network/can-reach.ts";
export { canReach, nameOfParty } from "./network/can-reach.ts";
export type { CniName, CniProfile } from "./network/cni.ts";
export { CNI_NAMES, parseCniName } from "./network/cni.ts";
export type { ChangedConnection, ConnectionChanges } from "./network/compare-connections.ts";
export { compareConnections } from "./network/compare-connections.ts";
export { compileObject as compileNetworkPolicyObject } from "./network/compile/index.ts";
export type { Connection, Connections } from "./network/connections.ts";
export { connectionsOf } from "./network/connections.ts";
export type { NetworkEndpoint, Workload } from "./network/endpoint.ts";
export { nameOfWorkload } from "./network/endpoint.ts";
export type { NetworkExposures } from "./network/exposure/exposure.ts";
export { networkExposures } from "./network/exposure/exposure.ts";
export type { ExposureScope, NetworkExposure } from "./network/exposure/model.ts";
export { lintNetwork } from "./network/lint/lint.ts";
export type { NetworkRemark, NetworkRemarkRule } from "./network/lint/remark.ts";
export type { MapEdge, MapNode, NetworkMap, Opening } from "./network/map.ts";
export { networkMapOf } from "./network/map.ts";
export type { Party } from "./network/party.ts";
export type { NetworkPlace } from "./network/places.ts";
export { parseNetworkPlace } from "./network/places.ts";
export type { CompiledPolicy, PolicyProblem } from "./network/policy.ts";
export type { PortRange, Protocol } from "./network/ports.ts";
export { isProtocol } from "./network/ports.ts";
export type { ChangedReachability, PolicyChange, Reachability } from "./network/reachability.ts";
export { createReachability } from "./network/reachability.ts";
export type { Backend } from "./network/services.ts";
export type { SynthesizedKind } from "./network/synthesize/manifests.ts";
export { SYNTHESIZED_KINDS } from "./network/synthesize/manifests.ts";
export type { Need } from "./network/synthesize/need.ts";
export { nameOfEnd, nameOfNeed } from "./network/synthesize/need.ts";
export type { FlowFile, ObservedNeeds } from "./network/synthesize/observed.ts";
export { observedNeeds } from "./network/synthesize/observed.ts";
export type { Proof } from "./network/synthesize/prove.ts";
export type { Synthesis, SynthesisSettings } from "./network/synthesize/synthesize.ts";
export { synthesize } from "./network/synthesize/synthesize.ts";
export type { SideVerdict } from "./network/trace.ts";
export type { AdmissionContext } from "./pod-security/admission.ts";
export { admitPodSecurity } from "./pod-security/admission.ts";
export type { PodSecurityCheck, PodSecurityPod } from "./pod-security/check.ts";
export { POD_SECURITY_CHECKS } from "./pod-security/checks/index.ts";
export type {
  ParsedPodSecurityConfiguration,
  PodSecurityConfiguration,
} from "./pod-security/configuration.ts";
export {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  parsePodSecurityConfiguration,
} from "./pod-security/configuration.ts";
export type { PodSecurityVerdict, PodSecurityViolation } from "./pod-security/evaluate.ts";
export {
  evaluatePod,
  NEWEST_POD_SECURITY_MINOR,
  podSecurityChecksAt,
} from "./pod-security/evaluate.ts";
export type {
  LevelVersion,
  PodSecurityLevel,
  PodSecurityPolicy,
  PodSecurityVersion,
} from "./pod-security/policy.ts";
export {
  POD_SECURITY_LEVELS,
  parsePodSecurityLevel,
  parsePodSecurityVersion,
  policyOf as podSecurityPolicyOf,
} from "./pod-security/policy.ts";
export type { NamespacedPod, Obstacle, Recommendation } from "./pod-security/recommend.ts";
export { recommendLevels } from "./pod-security/recommend.ts";
export type { AdmissionResponse } from "./pod-security/response.ts";
export { withVolumeDefaults } from "./pod-security/volume-defaults.ts";
export { podSecurityFactsOf } from "./pod-security-facts.ts";
export type { FindingPlace, PlacedFinding, ScanOptions } from "./scan.ts";
export { scan, scanPlaces } from "./scan.ts";
export { exposureOf } from "./severity/exposure.ts";
export type { ExposureSignal, ExposureSignals } from "./severity/signals.ts";
export type { Assumption, Assumptions } from "./snapshot/assumptions.ts";
export type {
  Coverage,
  Diagnostic,
  NotExamined,
  NotExaminedKind,
  UnknownKind,
} from "./snapshot/coverage.ts";
export { isIncomplete } from "./snapshot/coverage.ts";
export type { Location, Origin, SourceText, TextChange } from "./snapshot/origin.ts";
export type { Snapshot, SnapshotInput, SnapshotObject } from "./snapshot/snapshot.ts";
export { createSnapshot } from "./snapshot/snapshot.ts";
export type { Evidence, Verdict, VerdictValue } from "./verdict.ts";
