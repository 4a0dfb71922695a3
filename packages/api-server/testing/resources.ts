import type { JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import type { FakeResource } from "./fake-store.ts";

function builtIn(group: string, name: string, kind: string, namespaced = true): FakeResource {
  return { group, version: "v1", name, kind, namespaced };
}

/** Resources that fake servers have. */
export const PODS: FakeResource = builtIn("", "pods", "Pod");
export const SECRETS: FakeResource = builtIn("", "secrets", "Secret");
export const CONFIG_MAPS: FakeResource = builtIn("", "configmaps", "ConfigMap");
export const NAMESPACES: FakeResource = builtIn("", "namespaces", "Namespace", false);
export const NODES: FakeResource = builtIn("", "nodes", "Node", false);
export const EVENTS: FakeResource = builtIn("", "events", "Event");
export const DEPLOYMENTS: FakeResource = builtIn("apps", "deployments", "Deployment");
export const CLUSTER_ROLES: FakeResource = builtIn(
  "rbac.authorization.k8s.io",
  "clusterroles",
  "ClusterRole",
  false,
);
export const CLUSTER_ROLE_BINDINGS: FakeResource = builtIn(
  "rbac.authorization.k8s.io",
  "clusterrolebindings",
  "ClusterRoleBinding",
  false,
);
export const WIDGETS: FakeResource = {
  ...{ group: "shop.example.com", version: "v1beta1", name: "widgets", kind: "Widget" },
  namespaced: true,
};

/** An object with a name, of a namespace where it is in one. */
export function objectOf(
  { group, version, kind }: FakeResource,
  name: string,
  { namespace, ...more }: { readonly namespace?: string; readonly [key: string]: JsonValue } = {},
): KubernetesObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const apiVersion = group === "" ? version : `${group}/${version}`;
  return { apiVersion, kind, metadata, ...more };
}
