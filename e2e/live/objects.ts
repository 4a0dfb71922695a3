import { type JsonObject, type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import type { Answer, Ask } from "../control-plane/index.ts";

const PLURALS: Readonly<Record<string, string>> = {
  NetworkPolicy: "networkpolicies",
  PriorityClass: "priorityclasses",
  StorageClass: "storageclasses",
  Ingress: "ingresses",
  IngressClass: "ingressclasses",
};

/** The path of an object's collection. */
function collectionOf({ apiVersion, kind, ...object }: KubernetesObject): string {
  const namespace = textAt(object, "metadata", "namespace");
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = namespace === "" ? "" : `/namespaces/${namespace}`;
  return `${root}${within}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}`;
}

export function pathOf(object: KubernetesObject): string {
  return `${collectionOf(object)}/${encodeURIComponent(textAt(object, "metadata", "name"))}`;
}

/** Creates an object; what the server says to it. */
export function create(ask: Ask, object: KubernetesObject): Promise<Answer> {
  return ask("POST", collectionOf(object), object);
}

/** The same, and throws an `Error` where the server does not take it. */
export async function mustCreate(ask: Ask, object: KubernetesObject): Promise<void> {
  const { status, text } = await create(ask, object);
  if (status !== 201) throw new Error(`${pathOf(object)} was not created (${status}): ${text}`);
}

export function namespace(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

const RBAC = "rbac.authorization.k8s.io";

/** A Role where a namespace is given, else a ClusterRole. */
export function role(name: string, rules: readonly JsonObject[], space = ""): KubernetesObject {
  const metadata = { name, ...(space !== "" && { namespace: space }) };
  return {
    apiVersion: `${RBAC}/v1`,
    kind: space === "" ? "ClusterRole" : "Role",
    metadata,
    rules,
  };
}

/** A RoleBinding where a namespace is given, else a ClusterRoleBinding; to a ClusterRole unless it says `Role`. */
export function binding(
  name: string,
  roleName: string,
  subjects: readonly JsonObject[],
  { space = "", kind = "ClusterRole" }: { readonly space?: string; readonly kind?: string } = {},
): KubernetesObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: space === "" ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name, ...(space !== "" && { namespace: space }) },
    roleRef: { apiGroup: RBAC, kind, name: roleName },
    subjects,
  };
}

export function user(name: string): JsonObject {
  return { kind: "User", apiGroup: RBAC, name };
}
