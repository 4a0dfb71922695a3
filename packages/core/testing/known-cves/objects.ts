import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";

const system = (name: string): { readonly name: string; readonly namespace: string } => ({
  name,
  namespace: "kube-system",
});
const inShop = (name: string): { readonly name: string; readonly namespace: string } => ({
  name,
  namespace: "shop",
});

export function node(
  os: string,
  runtime = "containerd://2.0.1",
  kubelet = "v1.31.4",
): KubernetesObject {
  const nodeInfo = {
    operatingSystem: os,
    containerRuntimeVersion: runtime,
    kubeletVersion: kubelet,
  };
  return { apiVersion: "v1", kind: "Node", metadata: { name: os }, status: { nodeInfo } };
}

export function pod(
  program: string,
  version: string,
  ...flags: readonly string[]
): KubernetesObject {
  const image = `registry.k8s.io/${program}:${version}`;
  const containers = [{ name: program, image, command: [program, ...flags] }];
  return { apiVersion: "v1", kind: "Pod", metadata: system(program), spec: { containers } };
}

/** An API server that asks RBAC; one that says nothing allows everything. */
export function server(version: string, ...flags: readonly string[]): KubernetesObject {
  return pod("kube-apiserver", version, "--authorization-mode=Node,RBAC", ...flags);
}

export function binding(
  verbs: string,
  group: string,
  resources: string,
): readonly KubernetesObject[] {
  const rules = [{ verbs: verbs.split(" "), apiGroups: [group], resources: resources.split(" ") }];
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "dev" };
  const subjects = [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "jane" }];
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "dev" },
      rules,
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "dev" },
      roleRef,
      subjects,
    },
  ];
}

export function account(annotation: string): KubernetesObject {
  const annotations = { "kubernetes.io/enforce-mountable-secrets": annotation };
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { ...inShop("a"), annotations } };
}

export function definition(name: string, group: string): KubernetesObject {
  const metadata = { name: `${name}.${group}` };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata,
    spec: { group },
  };
}

export function storageClass(provisioner: string): KubernetesObject {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "a" },
    provisioner,
  };
}

export function kubelet(fields: JsonObject): KubernetesObject {
  const metadata = { name: "linux" };
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    metadata,
    ...fields,
  };
}

export function webhook(resource: string): KubernetesObject {
  const rules = [
    { operations: ["UPDATE"], apiGroups: [""], apiVersions: ["v1"], resources: [resource] },
  ];
  const metadata = { name: "a" };
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata,
    webhooks: [{ name: "a.shop.example", rules }],
  };
}

export function apiService(service: JsonObject | null): KubernetesObject {
  const metadata = { name: "v1.shop.example" };
  return {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata,
    spec: { service },
  };
}

export const POLICY: KubernetesObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: inShop("a"),
  spec: { podSelector: {} },
};

export const STATIC: KubernetesObject = {
  ...pod("etcd", "3.5.15-0"),
  metadata: { ...system("etcd"), annotations: { "kubernetes.io/config.mirror": "x" } },
};

export const GIT_REPO: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: inShop("git"),
  spec: { containers: [], volumes: [{ name: "code", gitRepo: { repository: "a" } }] },
};

export const RESTRICTED: KubernetesObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
};

export function ingressController(...args: readonly string[]): KubernetesObject {
  const image = "registry.k8s.io/ingress-nginx/controller:v1.11.4";
  const spec = {
    containers: [{ name: "controller", image, args: ["/nginx-ingress-controller", ...args] }],
  };
  return { apiVersion: "v1", kind: "Pod", metadata: inShop("ingress"), spec };
}

export const SNIPPETS: KubernetesObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: inShop("ingress"),
  data: { "allow-snippet-annotations": "false" },
};

/** A CVE, a component of a version, the verdict, and the whole cluster in which it is so. */
export interface ReadingCase {
  readonly id: string;
  readonly component: string;
  readonly version: string;
  readonly verdict: string;
  readonly objects: readonly KubernetesObject[];
}

/** A case in the order of its members. */
export function so(
  id: string,
  component: string,
  version: string,
): (verdict: string, ...objects: readonly KubernetesObject[]) => ReadingCase {
  return (verdict, ...objects) => ({ id, component, version, verdict, objects });
}

export const SERVER = server("v1.31.4");
export const JANE = {
  nodes: binding("update get create", "", "nodes nodes/proxy"),
  services: binding("create patch", "", "services services/status"),
  endpoints: binding("create", "discovery.k8s.io", "endpointslices"),
  webhooks: binding("update", "admissionregistration.k8s.io", "validatingwebhookconfigurations"),
  ingresses: binding("create", "networking.k8s.io", "ingresses"),
  pods: binding("create", "apps", "deployments"),
  scalers: binding("patch", "autoscaling", "horizontalpodautoscalers"),
  ephemeral: binding("patch", "", "pods/ephemeralcontainers"),
};
