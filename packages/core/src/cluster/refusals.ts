import type { RefusedObject } from "../access/refused.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { valueAtPath } from "../kubernetes/json-fields.ts";
import { isFromCluster, type KubernetesObject, stringMapOf } from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import { structureOfKind } from "../kubernetes/structure.ts";
import type { RefusedPolicy } from "../network/model.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { FieldError } from "../validation/field-error.ts";
import { labelErrorsOf } from "../validation/labels.ts";
import { isValidated, validateObject } from "../validation/validate-object.ts";
import { removedApiOf } from "../versions/removed-apis.ts";

const NONE: readonly FieldError[] = [];

// Worlds share their objects, and several files the same text.
const known = new WeakMap<KubernetesObject, readonly FieldError[]>();

/**
 * Why the API server will refuse an object of the input: all of it for Kubernetes' own kinds, its labels for others. Nothing for what is in a cluster already, where an older version or
 * validation took it, and for what is not applied as it is: patches, resources that a kustomization changes first, and values
 * that another program fills in.
 */
export function refusalOf({ object, origin, podTemplates }: SnapshotObject): readonly FieldError[] {
  if (origin.from === "file" && origin.isPart === true) return NONE;
  const found = known.get(object) ?? errorsOf(object, podTemplates);
  known.set(object, found);
  return found;
}

/** Whether the API server refuses an object for a field, so that a check of that field has nothing to add. */
export function isRefusedAt(entry: SnapshotObject, path: FieldPath): boolean {
  const place = formatFieldPath(path);
  return refusalOf(entry).some((error) => formatFieldPath(error.path) === place);
}

/** What is left of a snapshot once the API server has refused what it refuses of the kinds by which others are judged. */
export interface Applied {
  readonly snapshot: Snapshot;
  readonly refused: readonly RefusedObject[];
  readonly policies: readonly RefusedPolicy[];
}

const ROLES_AND_BINDINGS = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];

/** Takes roles, bindings and network policies away that the API server refuses: they grant nothing and hold nobody. */
export function withoutRefused(snapshot: Snapshot): Applied {
  const refusedOf = (group: string, kind: string): readonly Refused[] =>
    snapshot.ofKind(group, kind).flatMap((entry) => {
      const error = notServed(entry) ?? refusalOf(entry)[0];
      return error ? [{ entry, error }] : [];
    });
  const access = ROLES_AND_BINDINGS.flatMap((kind) => refusedOf("rbac.authorization.k8s.io", kind));
  const network = refusedOf("networking.k8s.io", "NetworkPolicy");
  const removed = new Set([...access, ...network].map(({ entry }) => entry));
  return {
    snapshot: removed.size === 0 ? snapshot : snapshot.with({ removed }),
    refused: access.map(({ entry, error }) => ({
      entry,
      reason: `${formatFieldPath(error.path)} ${error.message}`,
    })),
    policies: network.map(({ entry, error }) => ({
      entry,
      path: error.path,
      message: `the API server rejects the policy: ${error.message}`,
    })),
  };
}

/** A version in which no Kubernetes has had the kind; those that were served once may be meant for an older one. */
function notServed({
  object,
  origin,
}: SnapshotObject): Pick<FieldError, "path" | "message"> | undefined {
  const { apiVersion, kind } = object;
  if (isFromCluster(object) || (origin.from === "file" && origin.isPart === true)) return undefined;
  if (structureOfKind(apiVersion, kind) || removedApiOf(apiVersion, kind)) return undefined;
  return {
    path: ["apiVersion"],
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
  };
}

interface Refused {
  readonly entry: SnapshotObject;
  /** The first of its errors. */
  readonly error: Pick<FieldError, "path" | "message">;
}

function errorsOf(
  object: KubernetesObject,
  podTemplates: readonly PodTemplate[],
): readonly FieldError[] {
  if (isFromCluster(object)) return NONE;
  const errors = isValidated(object)
    ? validateObject(object)
    : [
        ...labelErrorsOf(stringMapOf(object, "labels"), ["metadata", "labels"]),
        ...podTemplates.flatMap((template) => errorsOfTemplate(template)),
      ];
  if (errors.length === 0 || hasDirective(object)) return NONE;
  return errors.filter(({ path }) => !isFilledIn(object, path));
}

// The object may be taken, but what makes its pods is refused those.
function errorsOfTemplate(template: PodTemplate): readonly FieldError[] {
  const { labels } = template.metadata;
  return labelErrorsOf(labels, locateInObject(template, ["metadata", "labels"]));
}

/** What Helm, Kustomize's and Flux's variables and envsubst replace. */
const PLACEHOLDER = /\{\{|\$\{|\$\(|<%/;

export function isFilledIn(object: KubernetesObject, path: FieldPath): boolean {
  const value = valueAtPath(object, path);
  return [path.at(-1), value].some((text) => typeof text === "string" && PLACEHOLDER.test(text));
}

/** Whether an object is applied as it is: no part of a kustomization, no patch, and nowhere a value that another program fills in. */
export function isAppliedAsWritten({ object, origin }: SnapshotObject): boolean {
  if (origin.from === "file" && origin.isPart === true) return false;
  return !hasDirective(object) && !PLACEHOLDER.test(JSON.stringify(object, plainNumbers));
}

/** JSON has no integers beyond those of a double. */
function plainNumbers(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Whether a value holds a directive of strategic merge patches, as `$patch: delete` (apimachinery's pkg/util/strategicpatch). */
function hasDirective(value: JsonValue): boolean {
  if (isJsonList(value)) return value.some(hasDirective);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, each]) => DIRECTIVE.test(key) || hasDirective(each));
}

const DIRECTIVE = /^\$(?:patch|retainKeys|setElementOrder\/.*|deleteFromPrimitiveList\/.*)$/;
