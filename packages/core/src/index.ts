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
export type { Edit, Finding, Fix, FixSafety, Severity, Violation } from "./finding.ts";
export { compareSeverity, SEVERITIES } from "./finding.ts";
export type { PodSpec } from "./kubernetes/api/types.ts";
export type { FieldPath } from "./kubernetes/field-path.ts";
export { formatFieldPath } from "./kubernetes/field-path.ts";
export type { JsonObject, JsonValue } from "./kubernetes/json.ts";
export { isJsonObject, stringifyJson } from "./kubernetes/json.ts";
export type { KubernetesObject, ObjectReference } from "./kubernetes/object.ts";
export { groupOf, isKubernetesObject, referenceOf, stringMapOf } from "./kubernetes/object.ts";
export type { PodTemplate } from "./kubernetes/pod-template.ts";
export { podTemplatesOf } from "./kubernetes/pod-templates.ts";
export type { Assumption, Assumptions } from "./snapshot/assumptions.ts";
export type {
  Coverage,
  Diagnostic,
  NotExamined,
  NotExaminedKind,
  UnknownKind,
} from "./snapshot/coverage.ts";
export { isIncomplete } from "./snapshot/coverage.ts";
export type { Location, Origin, SourceText } from "./snapshot/origin.ts";
export type { Snapshot, SnapshotInput, SnapshotObject } from "./snapshot/snapshot.ts";
export { createSnapshot } from "./snapshot/snapshot.ts";
