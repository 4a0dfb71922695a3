import type { KnownImage, KnownVulnerability } from "@watertight/core/image-risk";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";

export const RISK_CLUSTER = { pods: 10_000, images: 2000, findings: 200_000, namespaces: 200 };

/** A Deployment an image with five Pods of it, behind a Service of its own; every tenth open to the internet, every fiftieth privileged. */
export function riskCluster(): Snapshot {
  const { images, namespaces, pods } = RISK_CLUSTER;
  const places = Array.from({ length: namespaces }, (_, index) => `ns-${index}`);
  return wholeSnapshotOf(
    [
      ...places.flatMap((name) => namespace(name)),
      ...Array.from({ length: 200 }, (_, index) => node(index)),
      ...Array.from({ length: images }, (_, index) => workload(index)).flat(),
      ...Array.from({ length: pods }, (_, index) => pod(index)),
    ],
    { kubernetesVersion: "v1.36" },
  );
}

function namespace(name: string): readonly KubernetesObject[] {
  const metadata = { name: "own", namespace: name };
  const apiVersion = "rbac.authorization.k8s.io/v1";
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { tenant: name, team: name } },
    },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "app", namespace: name } },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
    },
    {
      apiVersion,
      kind: "Role",
      metadata,
      rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list"] }],
    },
    {
      apiVersion,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "own" },
      subjects: [{ kind: "ServiceAccount", name: "app", namespace: name }],
    },
  ];
}

function node(index: number): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name: `node-${index}`, labels: {} } };
}

function digestOf(index: number): string {
  return `sha256:${index.toString(16).padStart(64, "0")}`;
}

function workload(index: number): readonly KubernetesObject[] {
  const namespaceName = `ns-${index % RISK_CLUSTER.namespaces}`;
  const name = `app-${index}`;
  const labels = { app: name };
  const metadata = { name, namespace: namespaceName, labels };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: spec(index) },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        type: index % 10 === 0 ? "LoadBalancer" : "ClusterIP",
        selector: labels,
        ports: [{ port: 80, targetPort: 8080 }],
      },
    },
  ];
}

function spec(index: number) {
  return {
    serviceAccountName: "app",
    containers: [
      {
        name: "main",
        image: `registry.example/app-${index}:1`,
        ports: [{ containerPort: 8080 }],
        ...(index % 50 === 0 && { securityContext: { privileged: true } }),
      },
    ],
  };
}

function pod(index: number): KubernetesObject {
  const app = index % RISK_CLUSTER.images;
  const image = `registry.example/app-${app}`;
  const owner = { apiVersion: "apps/v1", kind: "Deployment", name: `app-${app}`, uid: `${app}` };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `app-${app}-${index}`,
      namespace: `ns-${app % RISK_CLUSTER.namespaces}`,
      labels: { app: `app-${app}` },
      ownerReferences: [{ ...owner, controller: true }],
    },
    spec: { ...spec(app), nodeName: `node-${index % 200}` },
    status: {
      phase: "Running",
      podIP: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
      containerStatuses: [{ name: "main", imageID: `${image}@${digestOf(app)}` }],
    },
  };
}

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** A hundred vulnerabilities an image, half of them of one of forty bases. */
export function riskImages(): readonly KnownImage[] {
  const { images, findings } = RISK_CLUSTER;
  return Array.from({ length: images }, (_, index) => ({
    reference: `registry.example/app-${index}:1`,
    name: `registry.example/app-${index}:1`,
    digests: [digestOf(index)],
    base: { name: "", digest: "" },
    created: "2026-01-01T00:00:00Z",
    layers: [`base-${index % 40}`, `app-${index}`],
    vulnerabilities: Array.from({ length: findings / images }, (_, number) =>
      vulnerability(index, number),
    ),
    gaps: [],
  }));
}

function vulnerability(image: number, number: number): KnownVulnerability {
  const layer = number % 2;
  return {
    id: `CVE-2026-${layer === 0 ? (image % 40) * 100 + number : image * 100 + number}`,
    package: `package-${number}`,
    installed: "1.0",
    fixed: number % 3 === 0 ? "" : "1.1",
    severity: SEVERITIES[(image + number) % 4] ?? "low",
    exploitedSince: (image * 100 + number) % 997 === 0 ? "2026-01-01" : "",
    probability: (number % 10) / 20,
    published: "2026-02-01",
    layer,
    ofSystem: layer === 0,
  };
}
