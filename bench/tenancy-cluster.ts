import type { KubernetesObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";

/** How large a generated cluster of tenants is. */
export interface TenantsSize {
  readonly namespaces: number;
  readonly pods: number;
  readonly nodes: number;
}

/** A tenant a namespace, each closed but for every tenth; twenty workloads a namespace, half of them pinned to a pool. */
export function generateTenants({ namespaces, pods, nodes }: TenantsSize): Snapshot {
  const names = Array.from({ length: namespaces }, (_, index) => `ns-${index}`);
  return wholeSnapshotOf([
    ...names.flatMap((name, index) => namespace(name, index)),
    ...Array.from({ length: nodes }, (_, index) => node(index)),
    ...Array.from({ length: pods }, (_, index) =>
      pod(index, names[index % namespaces] ?? "", nodes),
    ),
  ]);
}

function namespace(name: string, index: number): readonly KubernetesObject[] {
  const isOpen = index % 10 === 0;
  const labels = {
    tenant: name,
    "pod-security.kubernetes.io/enforce": isOpen ? "privileged" : "restricted",
  };
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const rules = [
    { apiGroups: ["", "apps"], resources: ["pods", "deployments"], verbs: ["get", "create"] },
  ];
  const metadata = { name: "maker", namespace: name };
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "maker" };
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "own", namespace: name },
      spec: {
        podSelector: isOpen ? { matchLabels: { app: "app-1" } } : {},
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    },
    { apiVersion, kind: "Role", metadata, rules },
    {
      apiVersion,
      kind: "RoleBinding",
      metadata,
      roleRef,
      subjects: [{ kind: "ServiceAccount", name: "bot", namespace: name }],
    },
  ];
}

function node(index: number): KubernetesObject {
  const labels = { pool: `pool-${index % 10}`, "kubernetes.io/hostname": `node-${index}` };
  const taints = index % 10 === 0 ? [{ key: "pool", value: "pool-0", effect: "NoExecute" }] : [];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `node-${index}`, labels },
    spec: { taints },
  };
}

function pod(index: number, namespaceOf: string, nodes: number): KubernetesObject {
  const app = index % 7;
  const spec = {
    nodeName: `node-${index % nodes}`,
    ...(app % 2 === 0 && { nodeSelector: { pool: `pool-${index % 10}` } }),
    serviceAccountName: "bot",
    containers: [{ name: "main", image: "registry.example.com/main:1" }],
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${index}`,
      namespace: namespaceOf,
      uid: `${index}`,
      labels: { app: `app-${app}` },
    },
    spec,
    status: { phase: "Running", podIP: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` },
  };
}
