import type { JsonObject } from "@watertight/core/kubernetes";
import { isSecrets } from "./lists/selection.ts";

/** A resource that is to be read. */
export interface NeededResource {
  /** "" for the core group. */
  readonly group: string;
  /** The plural. */
  readonly name: string;
  readonly namespaced: boolean;
}

export interface RightsOptions {
  /** The names of the objects that are made. Default: `watertight`. */
  readonly name?: string;
  /** The namespaces that are read; none: all. */
  readonly namespaces?: readonly string[];
  /** Whether changes are followed too. */
  readonly watches?: boolean;
}

/** What a set of resources asks for, as objects to apply. */
export interface NeededRights {
  /** A ClusterRole, and a Role for each namespace where namespaces were given. */
  readonly roles: readonly JsonObject[];
  /** Whether they read Secrets, which RBAC knows no way to give in part. */
  readonly readsSecrets: boolean;
}

const API = "rbac.authorization.k8s.io/v1";

/** The least rights that reading these resources takes: a rule for each API group, nothing but `list`, and `watch` where changes are followed. */
export function rightsFor(
  resources: readonly NeededResource[],
  { name = "watertight", namespaces = [], watches = false }: RightsOptions = {},
): NeededRights {
  const verbs = watches ? ["list", "watch"] : ["list"];
  const readsSecrets = resources.some(isSecrets);
  if (namespaces.length === 0) {
    const rules = rulesFor(resources, verbs);
    return { readsSecrets, roles: [roleOf({ kind: "ClusterRole", name }, rules)] };
  }
  const isNamespaces = (each: NeededResource): boolean =>
    each.group === "" && each.name === "namespaces";
  const clusterWide = resources.filter((each) => !each.namespaced && !isNamespaces(each));
  const rules = [
    ...rulesFor(
      resources.filter(({ namespaced }) => namespaced),
      verbs,
    ),
    // A namespace itself is got with a right in it.
    ...(resources.some(isNamespaces) ? [ruleOf("", ["namespaces"], ["get"])] : []),
  ];
  return {
    readsSecrets,
    roles: [
      ...(clusterWide.length > 0
        ? [roleOf({ kind: "ClusterRole", name }, rulesFor(clusterWide, verbs))]
        : []),
      ...(rules.length > 0
        ? namespaces.map((namespace) => roleOf({ kind: "Role", name, namespace }, rules))
        : []),
    ],
  };
}

function roleOf(
  {
    kind,
    ...metadata
  }: { readonly kind: string; readonly name: string; readonly namespace?: string },
  rules: readonly JsonObject[],
): JsonObject {
  return { apiVersion: API, kind, metadata, rules };
}

function rulesFor(
  resources: readonly NeededResource[],
  verbs: readonly string[],
): readonly JsonObject[] {
  const groups = [...new Set(resources.map(({ group }) => group))].sort();
  return groups.map((group) => {
    const names = resources.filter((each) => each.group === group).map(({ name }) => name);
    return ruleOf(group, [...new Set(names)].sort(), verbs);
  });
}

function ruleOf(group: string, resources: readonly string[], verbs: readonly string[]): JsonObject {
  return { apiGroups: [group], resources, verbs };
}
