import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import {
  budgetObject,
  nodeObject,
  workloadObjects,
} from "../../testing/upgrade/cluster-objects.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { apiUsesIn } from "../versions/deprecations/index.ts";
import { plannedVersionOf } from "./components.ts";
import { planUpgrade } from "./plan.ts";

function planOf(to: string, objects: readonly KubernetesObject[], from?: string) {
  const snapshot = snapshotOf(objects, { wholeCluster: true });
  const version = plannedVersionOf(to) ?? { minor: 0, patch: undefined };
  return planUpgrade(createCluster(snapshot), {
    to: version,
    from: from === undefined ? undefined : plannedVersionOf(from),
    uses: apiUsesIn({ snapshot, target: version.minor }),
    knowsCallers: true,
  });
}

function stepsOf(to: string, objects: readonly KubernetesObject[], from?: string) {
  return planOf(to, objects, from).steps.map(
    ({ order, component, node, action, to: version }) =>
      `${order} ${component}${node === undefined ? "" : ` ${node}`} ${action} ${version}`,
  );
}

const CONTROL = { "node-role.kubernetes.io/control-plane": "" };

function staticPod(component: string, node: string, version: string): KubernetesObject {
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: {
      ...{ name: `${component}-${node}`, namespace: "kube-system", uid: `${component}-${node}` },
      labels: { tier: "control-plane" },
      annotations: { "kubernetes.io/config.mirror": "1" },
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name: node, uid: "1", controller: true }],
    },
    spec: {
      nodeName: node,
      containers: [{ name: component, image: `registry.k8s.io/${component}:${version}` }],
    },
    status: { phase: "Running" },
  };
}

const HA = ["m1", "m2"].flatMap((node) => [
  nodeObject(node, { labels: CONTROL }),
  ...["kube-scheduler", "kube-controller-manager", "kube-apiserver"].map((component) =>
    staticPod(component, node, "v1.35.2"),
  ),
]);

const PROXY: KubernetesObject = {
  ...{ apiVersion: "apps/v1", kind: "DaemonSet" },
  metadata: { name: "kube-proxy", namespace: "kube-system" },
  spec: {
    selector: { matchLabels: { app: "kube-proxy" } },
    template: {
      metadata: { labels: { app: "kube-proxy" } },
      spec: { containers: [{ name: "kube-proxy", image: "registry.k8s.io/kube-proxy:v1.35.2" }] },
    },
  },
};

test("API servers come one minor at a time, then what asks them, nodes once and control planes first", () => {
  const workers = [
    nodeObject("w2", { labels: { "example.com/pool": "b" } }),
    nodeObject("w1", { labels: { "example.com/pool": "c" } }),
  ];
  expect(stepsOf("1.37.1", [...HA, PROXY, ...workers])).toStrictEqual([
    "1 kube-apiserver m1 upgrade v1.36",
    "2 kube-apiserver m2 upgrade v1.36",
    "3 kube-controller-manager m1 upgrade v1.36",
    "4 kube-controller-manager m2 upgrade v1.36",
    "5 kube-scheduler m1 upgrade v1.36",
    "6 kube-scheduler m2 upgrade v1.36",
    "7 kube-apiserver m1 upgrade v1.37.1",
    "8 kube-apiserver m2 upgrade v1.37.1",
    "9 kube-controller-manager m1 upgrade v1.37.1",
    "10 kube-controller-manager m2 upgrade v1.37.1",
    "11 kube-scheduler m1 upgrade v1.37.1",
    "12 kube-scheduler m2 upgrade v1.37.1",
    "13 kubelet m1 drain-and-upgrade v1.37.1",
    "14 kubelet m2 drain-and-upgrade v1.37.1",
    "15 kubelet w2 drain-and-upgrade v1.37.1",
    "16 kubelet w1 drain-and-upgrade v1.37.1",
    "17 kube-proxy upgrade v1.37.1",
  ]);
});

test("a kubelet that the API server would leave behind comes before it, as far as it may", () => {
  const objects = [nodeObject("old", { version: "v1.32.9" }), nodeObject("new")];
  expect(stepsOf("1.36", objects, "1.35.2")).toStrictEqual([
    "1 kubelet old drain-and-upgrade v1.35",
    "2 kube-apiserver upgrade v1.36",
    "3 kubelet new drain-and-upgrade v1.36",
    "4 kubelet old drain-and-upgrade v1.36",
  ]);
});

test("a patch empties no node", () => {
  expect(stepsOf("v1.35.8", [nodeObject("a")], "v1.35.2")).toStrictEqual([
    "1 kube-apiserver upgrade v1.35.8",
    "2 kubelet a upgrade v1.35.8",
  ]);
  expect(stepsOf("1.35", [nodeObject("a")], "v1.35.2")).toStrictEqual([
    "1 kube-apiserver upgrade v1.35",
  ]);
});

function blockersOf(to: string, objects: readonly KubernetesObject[], from?: string) {
  return planOf(to, objects, from).blockers.map(
    ({ kind, object, nodes, fix }) =>
      `${kind} ${object?.name ?? "-"} [${nodes.join(",")}] ${fix?.proven ? "proven" : "-"}`,
  );
}

const THREE = ["a", "b", "c"].map((name) => nodeObject(name));

test("what blocks is told once, with its nodes and what lets it pass", () => {
  const objects = [
    ...THREE,
    ...workloadObjects({ name: "web", nodes: ["a", "b"] }),
    budgetObject("web", { minAvailable: 2 }),
    ...workloadObjects({ name: "cart", nodes: ["b", "c"] }),
    budgetObject("cart", { maxUnavailable: 1 }),
    { apiVersion: "resource.k8s.io/v1beta1", kind: "DeviceClass", metadata: { name: "gpu" } },
  ];
  expect(blockersOf("1.38", objects, "1.35.2")).toStrictEqual([
    "removed-api gpu [] -",
    "disruption-budget web [a,b] proven",
  ]);
  expect(blockersOf("1.36", objects, "1.35.2")).toStrictEqual([
    "disruption-budget web [a,b] proven",
  ]);
  const [blocker] = planOf("1.36", objects, "1.35.2").blockers;
  expect(blocker?.fix?.edits.map(({ object, edit }) => [object.kind, edit])).toStrictEqual([
    ["ReplicaSet", { op: "replace", path: ["spec", "replicas"], value: 3 }],
  ]);
});

test("nothing goes back, and nothing may be ahead of the API server", () => {
  expect(blockersOf("1.34", [nodeObject("a")], "1.35.2")).toStrictEqual(["downgrade - [] -"]);
  expect(blockersOf("1.36", [nodeObject("a")], "1.34.1")).toStrictEqual(["version-skew a [a] -"]);
});

const CONFIGURATION = (rest: JsonObject): KubernetesObject => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration" },
  metadata: { name: "guard" },
  webhooks: [
    {
      name: "guard.shop.example",
      clientConfig: { service: { namespace: "shop", name: "guard" } },
      rules: [
        { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
      ],
      ...rest,
    },
  ],
});

const SERVICE: KubernetesObject = {
  ...{ apiVersion: "v1", kind: "Service", metadata: { name: "guard", namespace: "shop" } },
  spec: { selector: { app: "guard" } },
};

test.each([
  ["one pod alone answers", ["a"], {}, true],
  ["pods on two nodes answer", ["a", "b"], {}, false],
  ["all pods are on one node", ["a", "a"], {}, true],
  ["it may be left out", ["a"], { failurePolicy: "Ignore" }, false],
  [
    "its own namespace is left out",
    ["a"],
    {
      namespaceSelector: {
        matchExpressions: [
          { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["shop"] },
        ],
      },
    },
    false,
  ],
])("a webhook that pods need and that pods answer: %s", (_, nodes, rest, blocks) => {
  const objects = [
    ...THREE,
    SERVICE,
    CONFIGURATION(rest),
    ...workloadObjects({ name: "guard", nodes }),
  ];
  expect(blockersOf("1.36", objects, "1.35.2")).toStrictEqual(
    blocks ? ["webhook guard [a] -"] : [],
  );
});

test("what a minor does not do any more blocks from that minor on", () => {
  const node = nodeObject("a");
  const status = {
    nodeInfo: { kubeletVersion: "v1.35.2", containerRuntimeVersion: "containerd://1.7.3" },
  };
  const objects = [{ ...node, status } as KubernetesObject];
  expect(blockersOf("v1.35.4", objects, "1.35.2")).toStrictEqual([]);
  expect(blockersOf("1.36", objects, "1.35.2")).toStrictEqual(["container-runtime a [] -"]);
});

test("what stops is told with its node", () => {
  const objects = [
    ...THREE,
    ...workloadObjects({
      name: "web",
      nodes: ["a"],
      spec: { volumes: [{ name: "cache", emptyDir: {} }] },
    }),
    ...workloadObjects({ name: "cart", nodes: ["b", "b"] }),
    ...workloadObjects({
      name: "pinned",
      nodes: ["c", "a"],
      spec: { nodeSelector: { "kubernetes.io/hostname": "c" } },
    }).slice(0, 2),
  ];
  expect(
    planOf("1.36", objects, "1.35.2").stops.map(
      ({ kind, object, node, seconds }) =>
        `${kind} ${object.name} ${node ?? "-"} ${seconds?.most ?? "-"}`,
    ),
  ).toStrictEqual([
    "single-replica web a 30",
    "local-data web a -",
    "all-on-one-node cart b 30",
    "single-replica pinned c -",
    "no-other-node pinned c -",
  ]);
});

test("manifests without pods are judged by their workloads", () => {
  const deployment = (name: string, replicas: number): KubernetesObject => ({
    ...{ apiVersion: "apps/v1", kind: "Deployment" },
    metadata: { name, namespace: "shop" },
    spec: { replicas, template: { metadata: { labels: { app: name } }, spec: { containers: [] } } },
  });
  const objects = [
    deployment("one", 1),
    budgetObject("one", { minAvailable: 1 }),
    deployment("two", 2),
    budgetObject("two", { minAvailable: 1 }),
    budgetObject("two-more", { minAvailable: 1 }, { app: "two" }),
  ];
  expect(blockersOf("1.36", objects, "1.35.2")).toStrictEqual([
    "disruption-budget one [] proven",
    "disruption-budgets-overlap two [] -",
  ]);
});

test("CVEs that the target does not have are closed", () => {
  const closes = planOf("v1.31.6", [nodeObject("a", { version: "v1.31.4" })], "v1.31.4").closes;
  expect([closes.includes("CVE-2024-9042"), closes.includes("CVE-2020-8554")]).toStrictEqual([
    true,
    false,
  ]);
});
