import type {
  AutoscalingV1HorizontalPodAutoscaler,
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  Container,
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  LabelSelector,
  LimitRange,
  MutatingAdmissionPolicy,
  MutatingAdmissionPolicyBinding,
  MutatingWebhookConfiguration,
  Namespace,
  NetworkPolicy,
  NetworkPolicySpec,
  ObjectMeta,
  Pod,
  PodDisruptionBudget,
  PodSpec,
  PodTemplateSpec,
  ReplicaSet,
  ReplicationController,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  StatefulSet,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingWebhookConfiguration,
} from "./api/types.ts";
import { unknownFieldMessage, wrongTypeMessage } from "./decode-words.ts";
import type { FieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { objectAt } from "./json-fields.ts";
import type { KubernetesObject } from "./object.ts";
import { type PodTemplatePlace, podTemplatePlacesOf } from "./pod-template-places.ts";
import {
  ANY,
  type ApiLeaf,
  type ApiMap,
  type ApiStructure,
  type ApiType,
  structureNamed,
  structureOfKind,
} from "./structure.ts";

/** Something in an object that the API server would refuse. */
export interface DecodeProblem {
  readonly path: FieldPath;
  readonly kind: "unknown-field" | "wrong-type";
  /** A clause that names the field; long values are cut and those of a Secret are not quoted. */
  readonly message: string;
}

/** The structures that `decodeStructure` gives a type to. */
export interface DecodedStructures {
  readonly AutoscalingV1HorizontalPodAutoscaler: AutoscalingV1HorizontalPodAutoscaler;
  readonly ClusterRole: ClusterRole;
  readonly ClusterRoleBinding: ClusterRoleBinding;
  readonly ConfigMap: ConfigMap;
  readonly Container: Container;
  readonly CronJob: CronJob;
  readonly DaemonSet: DaemonSet;
  readonly Deployment: Deployment;
  readonly HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  readonly Ingress: Ingress;
  readonly Job: Job;
  readonly LabelSelector: LabelSelector;
  readonly LimitRange: LimitRange;
  readonly MutatingAdmissionPolicy: MutatingAdmissionPolicy;
  readonly MutatingAdmissionPolicyBinding: MutatingAdmissionPolicyBinding;
  readonly MutatingWebhookConfiguration: MutatingWebhookConfiguration;
  readonly Namespace: Namespace;
  readonly NetworkPolicy: NetworkPolicy;
  readonly NetworkPolicySpec: NetworkPolicySpec;
  readonly ObjectMeta: ObjectMeta;
  readonly Pod: Pod;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly PodSpec: PodSpec;
  readonly PodTemplateSpec: PodTemplateSpec;
  readonly ReplicaSet: ReplicaSet;
  readonly ReplicationController: ReplicationController;
  readonly ResourceQuota: ResourceQuota;
  readonly Role: Role;
  readonly RoleBinding: RoleBinding;
  readonly Secret: Secret;
  readonly Service: Service;
  readonly ServiceAccount: ServiceAccount;
  readonly StatefulSet: StatefulSet;
  readonly ValidatingAdmissionPolicy: ValidatingAdmissionPolicy;
  readonly ValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBinding;
  readonly ValidatingWebhookConfiguration: ValidatingWebhookConfiguration;
}

// Go's decoder stops at 10,000 levels; this stays well inside our own stack, and nothing real comes near.
const DEEPEST = 500;

/**
 * What the API server's strict decoder would object to in an object of a built-in kind, in the order of the text. Of other
 * kinds (`known: false`) it examines metadata and the pod templates inside. Follows sigs.k8s.io/json: case counts,
 * and a null is an absent field. Duplicate keys are the reader's to report.
 */
export function decodeObject(object: KubernetesObject): {
  readonly known: boolean;
  readonly problems: readonly DecodeProblem[];
} {
  const structure = structureOfKind(object.apiVersion, object.kind);
  if (!structure) return { known: false, problems: problemsOfCustomResource(object) };
  if (fits(object, structure, { nulls: true }, 0)) return { known: true, problems: [] };
  return { known: true, problems: decode(object, structure, []).problems };
}

/**
 * A value as the structure has it: the same value where it is clean, else a copy without nulls and offending fields, with
 * `{}` for list items that should be structures and numbers for integers. Paths of problems are below the value.
 */
export function decodeStructure<Name extends keyof DecodedStructures>(
  name: Name,
  value: JsonValue,
): { readonly value: DecodedStructures[Name]; readonly problems: readonly DecodeProblem[] } {
  const structure: ApiType = structureNamed(name) ?? ANY;
  // A door: what fits the schema has the type that was generated from the same document.
  if (fits(value, structure, { nulls: false }, 0))
    return { value: value as unknown as DecodedStructures[Name], problems: [] };
  const decoded = decode(value, structure, []);
  const fields = objectAt(decoded.value);
  return { value: fields as unknown as DecodedStructures[Name], problems: decoded.problems };
}

function problemsOfCustomResource(object: KubernetesObject): DecodeProblem[] {
  const metadata = object["metadata"];
  const structure = structureNamed("ObjectMeta");
  const problems: DecodeProblem[] = [];
  if (structure && metadata !== undefined && !fits(metadata, structure, { nulls: true }, 0))
    problems.push(...decode(metadata, structure, ["metadata"]).problems.filter(isWrongType));
  for (const place of podTemplatePlacesOf(object)) problems.push(...problemsOfTemplate(place));
  return problems;
}

// Custom resources add fields of their own beside those of a PodSpec, so that only what lies deeper is surely a mistake.
function problemsOfTemplate(place: PodTemplatePlace): DecodeProblem[] {
  const structure = structureNamed("PodSpec");
  if (!structure || fits(place.spec, structure, { nulls: true }, 0)) return [];
  const decoding: Decoding = {
    problems: [],
    path: [],
    secret: false,
    locate: (path) => place.locate(["spec", ...path]),
    counts: (path, kind) =>
      place.ordinary
        ? kind === "wrong-type" || path.length > 1
        : kind === "wrong-type" && path.length > 2,
  };
  decodeValue(place.spec, structure, decoding);
  return decoding.problems;
}

function isWrongType({ kind }: DecodeProblem): boolean {
  return kind === "wrong-type";
}

/**
 * The quick question that nearly every object answers with yes: no paths, no copies. Without `nulls` also nothing that the
 * decoder would change. Objects of 11 MB of JSON take 40 ms, the first reading of the schema included.
 */
function fits(
  value: JsonValue,
  type: ApiType,
  allow: { readonly nulls: boolean },
  depth: number,
): boolean {
  if (type === ANY) return true;
  if (value === null) return allow.nulls;
  if (type.shape === "leaf")
    return type.accepts(value) && (allow.nulls || typeof value !== "bigint");
  if (depth > DEEPEST) return false;
  if (type.shape === "list")
    return isJsonList(value) && value.every((item) => fits(item, type.item, allow, depth + 1));
  return isJsonObject(value) && membersFit(value, type, allow, depth + 1);
}

function membersFit(
  value: JsonObject,
  type: ApiMap | ApiStructure,
  allow: { readonly nulls: boolean },
  depth: number,
): boolean {
  for (const key of Object.keys(value)) {
    const field = type.shape === "map" ? type.item : type.fields.get(key);
    if (field === undefined || !fits(value[key] ?? null, field, allow, depth)) return false;
  }
  return true;
}

/** The slow answer: what is wrong, where, and what is left of the value without it. */
interface Decoding {
  readonly problems: DecodeProblem[];
  /** Where the decoder is; changes as it goes. */
  readonly path: (string | number)[];
  secret: boolean;
  readonly locate: (path: FieldPath) => FieldPath;
  readonly counts: (path: FieldPath, kind: DecodeProblem["kind"]) => boolean;
}

function decode(
  value: JsonValue,
  type: ApiType,
  base: FieldPath,
): { readonly value: JsonValue | undefined; readonly problems: readonly DecodeProblem[] } {
  const decoding: Decoding = {
    problems: [],
    path: [...base],
    secret: false,
    locate: (path) => path,
    counts: () => true,
  };
  return { value: decodeValue(value, type, decoding), problems: decoding.problems };
}

// undefined: absent, because it was null or because it is of a wrong type, which is reported.
function decodeValue(value: JsonValue, type: ApiType, at: Decoding): JsonValue | undefined {
  if (type === ANY) return value;
  if (value === null) return undefined;
  if (type.shape === "leaf") return decodeLeaf(value, type, at);
  const decoded = at.path.length > DEEPEST ? undefined : decodeNested(value, type, at);
  if (decoded === undefined) reportWrongType(at, value, expectedOf(type, at));
  return decoded;
}

function decodeLeaf(value: JsonValue, type: ApiLeaf, at: Decoding): JsonValue | undefined {
  if (!type.accepts(value)) reportWrongType(at, value, type.expected);
  else if (typeof value !== "bigint") return value;
  else return typeof type.zero === "string" ? value.toString() : Number(value);
  return undefined;
}

function decodeNested(
  value: JsonValue,
  type: Exclude<ApiType, ApiLeaf>,
  at: Decoding,
): JsonValue | undefined {
  if (type.shape === "list")
    return isJsonList(value) ? decodeList(value, type.item, at) : undefined;
  if (!isJsonObject(value)) return undefined;
  return type.shape === "map" ? decodeMap(value, type.item, at) : decodeFields(value, type, at);
}

function expectedOf(type: ApiType, at: Decoding): string {
  if (at.path.length > DEEPEST) return `nested at most ${DEEPEST} levels deep`;
  return type.shape === "list" ? "a list" : "an object";
}

function decodeList(list: readonly JsonValue[], item: ApiType, at: Decoding): JsonValue {
  const decoded: JsonValue[] = [];
  for (const [index, value] of list.entries()) {
    at.path.push(index);
    // A structure keeps its place even when it is none, so that the indices of the others stay true.
    const kept = decodeItem(value, item, at) ?? (item.shape === "structure" ? {} : undefined);
    if (kept !== undefined) decoded.push(kept);
    at.path.pop();
  }
  return decoded;
}

function decodeMap(map: JsonObject, item: ApiType, at: Decoding): JsonValue {
  const decoded: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(map)) {
    at.path.push(key);
    const kept = decodeItem(value, item, at);
    if (kept !== undefined) decoded.push([key, kept]);
    at.path.pop();
  }
  return Object.fromEntries(decoded);
}

function decodeItem(value: JsonValue, item: ApiType, at: Decoding): JsonValue | undefined {
  return value === null ? zeroOf(item) : decodeValue(value, item, at);
}

function decodeFields(value: JsonObject, structure: ApiStructure, at: Decoding): JsonValue {
  const decoded: [string, JsonValue][] = [];
  const secret = at.secret;
  at.secret ||= structure.name === "Secret";
  for (const [key, member] of Object.entries(value)) {
    at.path.push(key);
    const type = structure.fields.get(key);
    if (type === undefined) reportUnknown(at, structure);
    const kept = type === undefined ? undefined : decodeValue(member, type, at);
    if (kept !== undefined) decoded.push([key, kept]);
    at.path.pop();
  }
  at.secret = secret;
  return Object.fromEntries(decoded);
}

function zeroOf(type: ApiType): JsonValue {
  if (type.shape === "leaf") return type.zero;
  return type.shape === "list" ? [] : {};
}

function reportUnknown(at: Decoding, structure: ApiStructure): void {
  if (!at.counts(at.path, "unknown-field")) return;
  const path = at.locate([...at.path]);
  const message = unknownFieldMessage(path, structure.fields.keys());
  at.problems.push({ path, kind: "unknown-field", message });
}

function reportWrongType(at: Decoding, value: JsonValue, expected: string): void {
  if (!at.counts(at.path, "wrong-type")) return;
  const path = at.locate([...at.path]);
  const message = wrongTypeMessage(path, expected, value, at.secret);
  at.problems.push({ path, kind: "wrong-type", message });
}
