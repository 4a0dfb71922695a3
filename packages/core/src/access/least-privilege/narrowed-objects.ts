import { compareBytes } from "../../kubernetes/go-text.ts";
import { isJsonObject, type JsonObject } from "../../kubernetes/json.ts";
import { listAt, objectAt } from "../../kubernetes/json-fields.ts";
import {
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
} from "../../kubernetes/object.ts";
import type { AccessBinding, AccessRole, AccessSubject } from "../model.ts";
import { RBAC_GROUP } from "../read-objects.ts";
import type { PolicyRule } from "../rule.ts";
import type { BindingChange, NewGrant, Plan, RoleChange } from "./plan.ts";

/** What is to be applied, and what is to be deleted after it. */
export interface NarrowedObjects {
  /** Roles and bindings, whole and ready to be applied, sorted; those that do not change are left out. */
  readonly apply: readonly KubernetesObject[];
  /** Bindings that give too much and cannot be changed, sorted. */
  readonly remove: readonly ObjectReference[];
}

/** Writes a plan as objects; `roles` and `bindings` are all that exist, whose names are taken. */
export function narrowedObjects(
  plan: Plan,
  roles: readonly AccessRole[],
  bindings: readonly AccessBinding[],
): NarrowedObjects {
  const names = takenNames(roles, bindings);
  const kept = plan.bindings.filter(({ subjects }) => subjects.length > 0);
  const apply = [
    ...plan.roles.flatMap(writeRole),
    ...kept.map(writeBinding),
    ...plan.grants.flatMap((grant) => writeGrant(grant, names)),
  ];
  const remove = plan.bindings
    .filter(({ subjects }) => subjects.length === 0)
    .map(({ binding }) => referenceTo(binding));
  return {
    apply: apply.sort((a, b) => compareBytes(sortKey(a), sortKey(b))),
    remove: remove.sort((a, b) => compareBytes(removalKey(a), removalKey(b))),
  };
}

function removalKey({ kind, namespace = "", name }: ObjectReference): string {
  return JSON.stringify([namespace, name, kind]);
}

function sortKey(object: KubernetesObject): string {
  const { name, namespace } = objectAt(object, "metadata");
  return JSON.stringify([namespace ?? "", name, ORDER.indexOf(object.kind)]);
}

const ORDER = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];

function referenceTo({ kind, namespace, name, object }: AccessBinding): ObjectReference {
  const { apiVersion } = object.reference;
  return { apiVersion, kind, ...(namespace === "" ? {} : { namespace }), name };
}

function writeRole({ role, rules }: RoleChange): readonly KubernetesObject[] {
  const [written] = role.objects;
  if (!written) return [];
  const object = withCleanMetadata(written.object, namespaceFor(role));
  return [{ ...object, rules: rules.map(ruleJson) }];
}

function namespaceFor({ objects: [written], namespace }: AccessRole): string {
  return written && namespace !== "" ? namespaceOf(written.reference) : "";
}

function writeBinding({ binding, subjects }: BindingChange): KubernetesObject {
  const { object } = binding.object;
  const list = listAt(object["subjects"]);
  return {
    ...withCleanMetadata(object, binding.namespace),
    subjects: subjects.flatMap((index) => list[index] ?? []),
  };
}

// What only the API server writes, and what kubectl remembers of the last apply.
const SERVER_FIELDS = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
]);
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function withCleanMetadata(object: KubernetesObject, namespace: string): KubernetesObject {
  const metadata = objectAt(object, "metadata");
  const { annotations, ...rest } = metadata;
  const kept = isJsonObject(annotations)
    ? Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED)
    : [];
  return {
    ...object,
    apiVersion: `${RBAC_GROUP}/v1`,
    metadata: {
      ...Object.fromEntries(Object.entries(rest).filter(([key]) => !SERVER_FIELDS.has(key))),
      ...(namespace === "" ? {} : { namespace }),
      ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
    },
  };
}

/** Names that are in use, by kind and namespace. */
type TakenNames = Set<string>;

function takenNames(roles: readonly AccessRole[], bindings: readonly AccessBinding[]): TakenNames {
  return new Set(
    [...roles, ...bindings].map(({ kind, namespace, name }) => nameKey(kind, namespace, name)),
  );
}

function nameKey(kind: string, namespace: string, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}

function writeGrant(grant: NewGrant, taken: TakenNames): readonly KubernetesObject[] {
  const { namespace, rules, subjects, replaces } = grant;
  const prefix = namespace === "" ? "Cluster" : "";
  const kinds = [`${prefix}Role`, `${prefix}RoleBinding`];
  const name = freeName(replaces.name, kinds, namespace, taken);
  for (const kind of kinds) taken.add(nameKey(kind, namespace, name));
  const metadata = { name, ...(namespace === "" ? {} : { namespace }) };
  const [roleKind = "", bindingKind = ""] = kinds;
  const apiVersion = `${RBAC_GROUP}/v1`;
  return [
    { apiVersion, kind: roleKind, metadata, rules: rules.map(ruleJson) },
    {
      apiVersion,
      kind: bindingKind,
      metadata,
      roleRef: { apiGroup: RBAC_GROUP, kind: roleKind, name },
      subjects: subjects.map(subjectJson),
    },
  ];
}

/** The name itself, else with `-narrowed`, else with a number as well. */
function freeName(
  name: string,
  kinds: readonly string[],
  namespace: string,
  taken: TakenNames,
): string {
  for (let number = 0; ; number += 1) {
    const suffix = number === 0 ? "" : number === 1 ? "-narrowed" : `-narrowed-${number}`;
    const candidate = `${name}${suffix}`;
    if (kinds.every((kind) => !taken.has(nameKey(kind, namespace, candidate)))) return candidate;
  }
}

function subjectJson({ kind, apiGroup, name, namespace }: AccessSubject): JsonObject {
  return kind === "ServiceAccount" ? { kind, namespace, name } : { kind, apiGroup, name };
}

function ruleJson(rule: PolicyRule): JsonObject {
  const { apiGroups, resources, resourceNames, nonResourceURLs, verbs } = rule;
  const lists = { apiGroups, resources, resourceNames, nonResourceURLs, verbs };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}
