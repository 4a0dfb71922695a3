import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import { createCluster } from "../../cluster/cluster.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { adjustSeverity } from "./adjust.ts";
import { exposureOf } from "./exposure.ts";
import type { ExposureSignal } from "./signals.ts";

/** `signal change because`, of the first object. */
function signals(...objects: readonly KubernetesObject[]): string[] {
  const snapshot = snapshotOf(objects);
  const [target] = snapshot.objects;
  if (!target) return [];
  return exposureOf(createCluster(snapshot))
    .signalsOf(target)
    .map(({ signal, change, because }) => `${signal} ${change} ${because}`);
}

function deployment(podSpec: object, spec: object = {}): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec: {
      ...spec,
      template: { metadata: { labels: { app: "web", tier: "front" } }, spec: podSpec },
    },
  } as unknown as KubernetesObject;
}

function other(apiVersion: string, kind: string, spec: object, namespace = "shop") {
  const metadata = { name: kind.toLowerCase(), namespace };
  return { apiVersion, kind, metadata, spec } as unknown as KubernetesObject;
}

const web = deployment({ containers: [{ name: "main" }] });
const service = (spec: object, namespace = "shop"): KubernetesObject =>
  other("v1", "Service", { selector: { app: "web" }, ...spec }, namespace);
const ingress = (spec: object): KubernetesObject => other("networking.k8s.io/v1", "Ingress", spec);
const backend = { service: { name: "service", port: { number: 80 } } };

describe("a pod is exposed", () => {
  it.each<[string, KubernetesObject[], string]>([
    [
      "by a LoadBalancer",
      [service({ type: "LoadBalancer" })],
      'Service "service" of type LoadBalancer selects it',
    ],
    [
      "by a NodePort",
      [service({ type: "NodePort" })],
      'Service "service" of type NodePort selects it',
    ],
    [
      "by external addresses",
      [service({ externalIPs: ["192.0.2.1"] })],
      'Service "service" with externalIPs selects it',
    ],
    [
      "by an Ingress",
      [ingress({ rules: [{ http: { paths: [{ backend }] } }] }), service({})],
      'Ingress "ingress" leads to Service "service", which selects it',
    ],
    [
      "by the default backend of an Ingress",
      [ingress({ defaultBackend: backend }), service({})],
      'Ingress "ingress" leads to Service "service", which selects it',
    ],
    [
      "by an HTTPRoute of another namespace",
      [
        other(
          "gateway.networking.k8s.io/v1",
          "HTTPRoute",
          { rules: [{ backendRefs: [{ name: "service", namespace: "shop" }] }] },
          "edge",
        ),
        service({}),
      ],
      'HTTPRoute "httproute" leads to Service "service", which selects it',
    ],
  ])("%s", (_, objects, because) => {
    expect(signals(web, ...objects)).toEqual([`exposed 1 ${because}`]);
  });

  it.each<[string, KubernetesObject[]]>([
    ["by a Service inside the cluster", [service({ type: "ClusterIP" })]],
    ["by a Service of another namespace", [service({ type: "LoadBalancer" }, "data")]],
    [
      "by a Service that selects others",
      [service({ type: "NodePort", selector: { app: "web", tier: "back" } })],
    ],
    ["by a Service without a selector", [service({ type: "NodePort", selector: {} })]],
    ["by an Ingress to another Service", [ingress({ defaultBackend: { service: { name: "x" } } })]],
    ["by what is malformed", [service({ type: 1, selector: [] }), ingress({ rules: "x" })]],
  ])("not %s", (_, objects) => {
    expect(signals(web, ...objects)).toEqual([]);
  });
});

it.each([
  [
    { containers: [{ name: "a" }, { name: "b", securityContext: { privileged: true } }] },
    'container "b" is privileged',
  ],
  [{ hostNetwork: true, hostPID: true }, "the pod sees the processes of its node (hostPID)"],
  [{ hostNetwork: true }, "the pod uses the network of its node (hostNetwork)"],
  [{ hostIPC: true }, "the pod shares memory with its node (hostIPC)"],
  [
    { volumes: [{ name: "log", hostPath: { path: "/var/log" } }] },
    'volume "log" mounts a path of the node',
  ],
  [
    { containers: [{ name: "a", securityContext: { capabilities: { add: ["sys_admin"] } } }] },
    'container "a" has the capability SYS_ADMIN',
  ],
  [
    {
      securityContext: { windowsOptions: { hostProcess: true } },
      containers: [{ name: "a" }],
    },
    'container "a" is a process of the host',
  ],
])("host access: %j", (spec, because) => {
  expect(signals(deployment(spec))).toEqual([`host-access 1 ${because}`]);
});

it.each([
  [{ containers: [{ name: "a", securityContext: { privileged: true } }], hostUsers: false }],
  [{ containers: [{ name: "a", securityContext: { capabilities: { add: ["NET_ADMIN"] } } }] }],
])("no host access: %j", (spec) => {
  expect(signals(deployment(spec))).toEqual([]);
});

it("what does not run weighs less", () => {
  expect(signals(deployment({}, { replicas: 0 }))).toEqual(["not-running -1 spec.replicas is 0"]);
  expect(signals(deployment({}, { replicas: 1 }))).toEqual([]);
  const job = other("batch/v1", "Job", { suspend: true, template: { spec: {} } });
  expect(signals(job)).toEqual(["not-running -1 spec.suspend is true"]);
});

describe("the severity of a finding", () => {
  const signal = (change: -1 | 1, ...topics: string[]): ExposureSignal => ({
    signal: "s",
    change,
    because: "b",
    topics: new Set(topics),
  });
  const up = signal(1, "images");
  const down = signal(-1, "images");
  const step = (change: -1 | 1): object => ({ signal: "s", change, because: "b" });

  it.each([
    ["medium", [up], "high", [1]],
    ["medium", [up, up], "high", [1, 1]],
    ["medium", [down], "low", [-1]],
    ["medium", [up, down], "medium", [1, -1]],
    ["medium", [up, up, down], "high", [1, 1, -1]],
    ["critical", [up], "critical", []],
    ["low", [down], "info", [-1]],
    ["info", [up], "info", []],
    ["medium", [signal(1, "secrets")], "medium", []],
    ["medium", [], "medium", []],
  ] as const)("%s with %j", (base, given, severity, changes) => {
    expect(adjustSeverity(base, "images", given)).toEqual({ severity, steps: changes.map(step) });
  });
});
