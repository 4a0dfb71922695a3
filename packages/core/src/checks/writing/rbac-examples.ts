import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

const GROUP = "rbac.authorization.k8s.io";

/** A ClusterRole of an example. */
export function clusterRole(name: string, ...rules: readonly JsonObject[]): KubernetesObject {
  return { apiVersion: `${GROUP}/v1`, kind: "ClusterRole", metadata: { name }, rules };
}

/** A Role of an example, in the namespace `shop`. */
export function role(name: string, ...rules: readonly JsonObject[]): KubernetesObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: "Role",
    metadata: { name, namespace: "shop" },
    rules,
  };
}

/** A rule of an example: `rule(["get"], "", ["pods"])`. */
export function rule(
  verbs: readonly string[],
  apiGroup: string,
  resources: readonly string[],
  resourceNames?: readonly string[],
): JsonObject {
  const plain = { apiGroups: [apiGroup], resources, verbs };
  return resourceNames === undefined ? plain : { ...plain, resourceNames };
}

/** A ClusterRoleBinding of an example to a ClusterRole. */
export function clusterRoleBinding(
  name: string,
  roleName: string,
  ...subjects: readonly JsonObject[]
): KubernetesObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind: "ClusterRole", name: roleName },
    subjects,
  };
}

/** A RoleBinding of an example, in the namespace `shop`. */
export function roleBinding(
  name: string,
  kind: "Role" | "ClusterRole",
  roleName: string,
  ...subjects: readonly JsonObject[]
): KubernetesObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: "RoleBinding",
    metadata: { name, namespace: "shop" },
    roleRef: { apiGroup: GROUP, kind, name: roleName },
    subjects,
  };
}

export function user(name: string): JsonObject {
  return { apiGroup: GROUP, kind: "User", name };
}

export function group(name: string): JsonObject {
  return { apiGroup: GROUP, kind: "Group", name };
}

/** A ServiceAccount of the namespace `shop` as a subject. */
export function account(name: string): JsonObject {
  return { kind: "ServiceAccount", name, namespace: "shop" };
}

/** The same as an object. */
export function serviceAccount(name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: "shop" } };
}
