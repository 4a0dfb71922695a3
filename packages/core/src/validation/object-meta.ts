import type { ObjectMeta, OwnerReference } from "../kubernetes/api/types.ts";
import { byteLength } from "./byte-length.ts";
import type { Decoded } from "./decoded.ts";
import { validateLabels } from "./labels.ts";
import { dnsLabelProblem, type NameProblem, qualifiedNameProblem } from "./names.ts";
import { type Place, quoted } from "./place.ts";

/** What the API asks of the name of a kind, and whether its objects are in a namespace. */
export interface Naming {
  readonly namespaced: boolean;
  readonly name: NameProblem;
  /** Whether only apimachinery's rules count: the core's own ask more of finalizers. */
  readonly isGeneric?: boolean;
}

const LARGEST_ANNOTATIONS = 256 * 1024;
const LONGEST_GENERATED_BASE = 58;

/**
 * `ValidateObjectMeta` of apimachinery and of pkg/apis/core/validation. An object without a namespace is put into that of the
 * request, one of the cluster loses its own, and what the server fills in (generation, managedFields) does not count.
 */
export function validateObjectMeta(
  meta: Decoded<ObjectMeta> = {},
  { namespaced, name, isGeneric = false }: Naming,
  at: Place,
): void {
  validateName(meta, name, at);
  const { namespace = "", labels, annotations, ownerReferences, finalizers } = meta;
  if (namespaced && namespace !== "") {
    at.child("namespace").judge(namespace, dnsLabelProblem(namespace));
  }
  if (labels) validateLabels(labels, at.child("labels"));
  if (annotations) validateAnnotations(annotations, at.child("annotations"));
  if (ownerReferences) validateOwnerReferences(ownerReferences, at.child("ownerReferences"));
  if (finalizers) validateFinalizers(finalizers, isGeneric, at.child("finalizers"));
}

function validateName(
  { name = "", generateName = "" }: Decoded<ObjectMeta>,
  problemOf: NameProblem,
  at: Place,
): void {
  if (generateName !== "") {
    at.child("generateName").judge(generateName, problemOf(generateName, true));
  }
  const given = givenName({ name, generateName });
  if (given === "") {
    at.child("name").required("must be set, or generateName");
    return;
  }
  at.child("name").judge(given, problemOf(given, false));
}

/** The name, or one as `SimpleNameGenerator` makes it, which appends five letters and digits. */
export function givenName({ name = "", generateName = "" }: Decoded<ObjectMeta>): string {
  if (name !== "" || generateName === "") return name;
  return `${generateName.slice(0, LONGEST_GENERATED_BASE)}xxxxx`;
}

/** `ValidateAnnotations` of apimachinery's pkg/api/validation. */
export function validateAnnotations(
  annotations: Readonly<Record<string, string>>,
  at: Place,
): void {
  let size = 0;
  for (const key in annotations) {
    const value = annotations[key] ?? "";
    // Three bytes a unit at most: most annotations need not be counted.
    size += (key.length + value.length) * 3;
    const problem = qualifiedNameProblem(lowerCase(key));
    if (problem !== undefined) at.invalid(`${quoted(key)} ${problem}`, key);
  }
  if (size > LARGEST_ANNOTATIONS && annotationBytes(annotations) > LARGEST_ANNOTATIONS) {
    at.tooLong(LARGEST_ANNOTATIONS);
  }
}

// Go has no rule for this letter that makes two of it.
/** As Go lowers the case of a text. */
export function lowerCase(text: string): string {
  return text.replaceAll("\u0130", "i").toLowerCase();
}

function annotationBytes(annotations: Readonly<Record<string, string>>): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += byteLength(key) + byteLength(value);
  }
  return bytes;
}

function validateOwnerReferences(owners: readonly Decoded<OwnerReference>[], at: Place): void {
  let controllers = 0;
  for (const [index, owner] of owners.entries()) {
    validateOwnerReference(owner, index, at);
    if (owner.controller === true) controllers += 1;
  }
  if (controllers > 1) at.invalid("may have one controller only");
}

// Upstream names the list's fields, not the items'.
function validateOwnerReference(
  { apiVersion = "", kind = "", name = "", uid = "" }: Decoded<OwnerReference>,
  index: number,
  at: Place,
): void {
  const version = versionOf(apiVersion);
  const missing: readonly (readonly [string, boolean])[] = [
    ["apiVersion", version === ""],
    ["kind", kind === ""],
    ["name", name === ""],
    ["uid", uid === ""],
  ];
  for (const [field, isMissing] of missing) {
    if (isMissing) at.child(field).invalid(`of owner ${index + 1} must be set`);
  }
  if (apiVersion === "v1" && kind === "Event") at.invalid("an Event may own nothing", index);
}

// `schema.FromAPIVersionAndKind`: what has more than one "/" has no version.
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split("/");
  return parts.length > 2 ? "" : (parts.at(-1) ?? "");
}

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set([
  "foregroundDeletion",
  "kubernetes",
  "orphan",
]);

function validateFinalizers(finalizers: readonly string[], isGeneric: boolean, at: Place): void {
  for (const [index, finalizer] of finalizers.entries()) {
    const problem = qualifiedNameProblem(finalizer);
    if (problem !== undefined) at.invalid(`${quoted(finalizer)} ${problem}`, index);
    if (!isGeneric) validateKubernetesFinalizer(finalizer, at.index(index));
  }
  if (finalizers.includes("orphan") && finalizers.includes("foregroundDeletion")) {
    at.invalid("may not have both orphan and foregroundDeletion");
  }
}

/** `validateKubeFinalizerName` of pkg/apis/core/validation. */
export function validateKubernetesFinalizer(finalizer: string, at: Place): void {
  if (finalizer.includes("/") || STANDARD_FINALIZERS.has(finalizer)) return;
  at.invalid(`${quoted(finalizer)} is neither a finalizer of Kubernetes nor has a domain`);
}
