export type {
  Check,
  NonEmptyArray,
  ObjectCheck,
  ObjectsExample,
  PodCheck,
  PodExample,
  Reference,
  Topic,
} from "./check.ts";
export { TOPICS } from "./check.ts";
export { builtInChecks } from "./checks/index.ts";
export type { CheckParameters } from "./checks/parameters.ts";
export { DEFAULT_PARAMETERS, EXAMPLE_PARAMETERS } from "./checks/parameters.ts";
export type { Finding, Fix, FixSafety, Severity, Violation } from "./finding.ts";
export { compareSeverity, SEVERITIES } from "./finding.ts";
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
export type { CompiledSelector, Labels, SelectorProblem } from "./kubernetes/selectors.ts";
export { compileSelector, selectsLabels } from "./kubernetes/selectors.ts";
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
export type { FindingPlace, ScanOptions } from "./scan.ts";
export { scan, scanPlaces } from "./scan.ts";
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
