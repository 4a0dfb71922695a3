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
const ports = [{ port: 80, targetPort: 8080 }];
const service = (spec: object, namespace = "shop"): KubernetesObject =>
  other("v1", "Service", { selector: { app: "web" }, ports, ...spec }, namespace);
const policy = (ingress: readonly object[]): KubernetesObject =>
  other("networking.k8s.io/v1", "NetworkPolicy", { podSelector: {}, ingress });
const ingress = (spec: object): KubernetesObject => other("networking.k8s.io/v1", "Ingress", spec);
const backend = { service: { name: "service", port: { number: 80 } } };

const REACHES = "the internet reaches TCP 8080 by";
const MAY_REACH = "the internet may reach TCP 8080 by";
const PATH = "spec.rules[0].http.paths[0].backend.service.name";

describe("a pod is exposed", () => {
  it.each<[string, KubernetesObject[], string]>([
    [
      "by a LoadBalancer",
      [service({ type: "LoadBalancer" })],
      `${REACHES} Service shop/service (spec.type: a load balancer takes connections from everywhere)`,
    ],
    [
      "perhaps by a NodePort",
      [service({ type: "NodePort" })],
      `${MAY_REACH} Service shop/service (spec.type: every node opens a port for it)`,
    ],
    [
      "by external addresses",
      [service({ externalIPs: ["192.0.2.1"] })],
      `${REACHES} Service shop/service (spec.externalIPs[0]: it sets externalIPs)`,
    ],
    [
      "by an Ingress",
      [ingress({ rules: [{ http: { paths: [{ backend }] } }] }), service({})],
      `${REACHES} Ingress shop/ingress (${PATH}: it leads to the Service)`,
    ],
    [
      "by the default backend of an Ingress",
      [ingress({ defaultBackend: backend }), service({})],
      `${REACHES} Ingress shop/ingress (spec.defaultBackend.service.name: it leads to the Service)`,
    ],
    [
      "by an Ingress of an older version",
      [
        other("extensions/v1beta1", "Ingress", {
          backend: { serviceName: "service", servicePort: 80 },
        }),
        service({}),
      ],
      `${REACHES} Ingress shop/ingress (spec.backend.serviceName: it leads to the Service)`,
    ],
    [
      "by a Route",
      [
        other("route.openshift.io/v1", "Route", { to: { kind: "Service", name: "service" } }),
        service({}),
      ],
      `${REACHES} Route shop/route (spec.to: it leads to the Service)`,
    ],
    [
      "by an HTTPRoute",
      [
        other("gateway.networking.k8s.io/v1", "HTTPRoute", {
          parentRefs: [{ name: "edge" }],
          rules: [{ backendRefs: [{ name: "service", port: 80 }] }],
        }),
        service({}),
      ],
      `${REACHES} HTTPRoute shop/httproute (spec.rules[0].backendRefs[0]: it leads to the Service)`,
    ],
    [
      "perhaps, where policies hang on who serves the Ingress",
      [
        ingress({ defaultBackend: backend }),
        service({}),
        policy([{ from: [{ namespaceSelector: { matchLabels: { name: "ingress" } } }] }]),
      ],
      `${MAY_REACH} Ingress shop/ingress (spec.defaultBackend.service.name: it leads to the Service)`,
    ],
    [
      "where policies let the internet in",
      [
        service({ type: "LoadBalancer", externalTrafficPolicy: "Local" }),
        policy([{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }]),
      ],
      `${REACHES} Service shop/service (spec.type: a load balancer takes connections from everywhere)`,
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
    [
      "by a Service to a port that the pod does not have",
      [service({ type: "LoadBalancer", ports: [{ port: 80, targetPort: "admin" }] })],
    ],
    ["by an Ingress to another Service", [ingress({ defaultBackend: { service: { name: "x" } } })]],
    [
      "by an internal load balancer",
      [service({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] })],
    ],
    [
      "by an internal Ingress",
      [ingress({ ingressClassName: "gce-internal", defaultBackend: backend }), service({})],
    ],
    [
      "by nodes without an address of the internet",
      [
        service({ type: "NodePort" }),
        {
          ...other("v1", "Node", {}),
          status: { addresses: [{ type: "InternalIP", address: "10.0.0.7" }] },
        },
      ],
    ],
    [
      "by a route of a mesh",
      [
        other("gateway.networking.k8s.io/v1", "HTTPRoute", {
          parentRefs: [{ group: "", kind: "Service", name: "service" }],
          rules: [{ backendRefs: [{ name: "service", port: 80 }] }],
        }),
        service({}),
      ],
    ],
    [
      "to a Service of another namespace without a grant",
      [
        other(
          "gateway.networking.k8s.io/v1",
          "HTTPRoute",
          {
            parentRefs: [{ name: "edge" }],
            rules: [{ backendRefs: [{ name: "service", namespace: "shop", port: 80 }] }],
          },
          "edge",
        ),
        service({}),
      ],
    ],
    [
      "past policies that keep the internet out",
      [
        service({ type: "LoadBalancer", externalTrafficPolicy: "Local" }),
        policy([{ from: [{ podSelector: {} }] }]),
      ],
    ],
    ["by what is malformed", [service({ type: 1, selector: [] }), ingress({ rules: "x" })]],
  ])("not %s", (_, objects) => {
    expect(signals(web, ...objects)).toEqual([]);
  });

  it("not by its own port of a node whose addresses nobody knows: that port is a finding itself", () => {
    const ofNode = [{ containerPort: 9100, hostPort: 9100 }];
    const agent = deployment({ containers: [{ name: "main", ports: ofNode }] });
    expect(signals(agent)).toEqual([]);
    const node = {
      ...other("v1", "Node", {}),
      status: { addresses: [{ type: "ExternalIP", address: "203.0.113.7" }] },
    };
    expect(signals(agent, node)).toEqual([
      "exposed 1 the internet reaches TCP 9100 by Deployment shop/web (spec.template.spec.containers[0].ports[0].hostPort: port 9100 of the node leads to TCP 9100 of the pod)",
    ]);
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
  const because = "b";
  const exposed: ExposureSignal = { signal: "exposed", change: 1, because };
  const onHost: ExposureSignal = { signal: "host-access", change: 1, because };
  const idle: ExposureSignal = { signal: "not-running", change: -1, because };
  const both = { topic: "workloads", raisedBy: ["exposed", "host-access"] } as const;

  it.each([
    ["medium", both, [exposed], "high", ["exposed"]],
    ["medium", both, [exposed, onHost], "high", ["exposed", "host-access"]],
    ["medium", both, [idle], "low", ["not-running"]],
    ["medium", both, [exposed, idle], "medium", ["exposed", "not-running"]],
    ["medium", both, [exposed, onHost, idle], "high", ["exposed", "host-access", "not-running"]],
    ["critical", both, [exposed], "critical", []],
    ["low", both, [idle], "info", ["not-running"]],
    ["info", both, [exposed], "info", []],
    ["medium", { topic: "workloads", raisedBy: ["host-access"] }, [exposed], "medium", []],
    ["medium", { topic: "workloads" }, [exposed, onHost], "medium", []],
    ["medium", { topic: "metadata" }, [idle], "medium", []],
    ["medium", both, [], "medium", []],
  ] as const)("%s of %j with %j", (...[base, check, given, ...expected]) => {
    const { severity, steps } = adjustSeverity(base, check, given);
    expect([severity, steps.map(({ signal }) => signal)]).toEqual(expected);
  });
});
