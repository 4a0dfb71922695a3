import { CONTROL_PLANE } from "@watertight/core/control-plane";
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

/**
 * What is asked of a control plane besides its objects: its flags, whether profiles are served, whether it refuses a stranger, and
 * kubelets' configurations. Only a kubelet of 1.33 or later grants `nodes/configz`; of older ones nothing is asked that takes more.
 */
const CONTROL_PLANE_RULES: readonly JsonObject[] = [
  { nonResourceURLs: ["/debug/pprof/", "/flagz"], verbs: ["get"] },
  ruleOf("authorization.k8s.io", ["subjectaccessreviews"], ["create"]),
  ruleOf("", ["nodes/configz"], ["get"]),
];

/** That of the control plane, among resources to read. */
export const CONTROL_PLANE_RESOURCE: NeededResource = {
  group: CONTROL_PLANE.slice(0, CONTROL_PLANE.indexOf("/")),
  name: CONTROL_PLANE.slice(CONTROL_PLANE.indexOf("/") + 1),
  namespaced: false,
};

function besidesOf(needed: readonly NeededResource[]): readonly JsonObject[] {
  return needed.some(isControlPlane) ? CONTROL_PLANE_RULES : [];
}

function isControlPlane({ group, name }: NeededResource): boolean {
  return `${group}/${name}` === CONTROL_PLANE;
}

/** What a set of resources asks for, as objects to apply. */
export interface NeededRights {
  /** A ClusterRole, and a Role for each namespace where namespaces were given. */
  readonly roles: readonly JsonObject[];
  /** Whether they read Secrets, which RBAC knows no way to give in part. */
  readonly readsSecrets: boolean;
}

const API = "rbac.authorization.k8s.io/v1";

/**
 * The least rights that reading these resources takes: a rule for each API group, nothing but `list`, and `watch` where changes are
 * followed. What a control plane shows besides is asked for where all namespaces are read.
 */
export function rightsFor(
  needed: readonly NeededResource[],
  { name = "watertight", namespaces = [], watches = false }: RightsOptions = {},
): NeededRights {
  const resources = needed.filter((each) => !isControlPlane(each));
  const verbs = watches ? ["list", "watch"] : ["list"];
  const readsSecrets = resources.some(isSecrets);
  if (namespaces.length === 0) {
    const rules = [...rulesFor(resources, verbs), ...besidesOf(needed)];
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
