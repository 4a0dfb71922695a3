import { describe, expect, it } from "vitest";
import {
  exposures,
  ingressClassOf,
  ingressOf,
  object,
  pod,
  policy,
  service,
  waysToWeb,
} from "../../../testing/network/exposures.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

const EVERYTHING = "SCTP 1-65535 TCP 1-65535 UDP 1-65535";

it("follows a load balancer to the port of the pod, and says that any pod gets there too", () => {
  expect(exposures(pod("web"), service("web", { type: "LoadBalancer" }))).toEqual([
    "yes internet shop/web[Pod] TCP 8080-8080",
    `yes cluster shop/web[Pod] ${EVERYTHING}`,
  ]);
});

it("takes the caller's address where the Service keeps it, and else does not know", () => {
  const closed = policy([{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }]);
  const ranges = { type: "LoadBalancer", loadBalancerSourceRanges: ["198.51.100.0/24"] };
  expect(
    exposures(pod("web"), closed, service("web", { ...ranges, externalTrafficPolicy: "Local" })),
  ).toEqual(["no internet shop/web[Pod] TCP 8080-8080"]);
  expect(exposures(pod("web"), closed, service("web", ranges))).toEqual([
    "unknown internet shop/web[Pod] TCP 8080-8080",
  ]);
});

const nodeAt = (...addresses: readonly string[]): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "n1" },
  status: { addresses: addresses.map((address) => ({ type: "ExternalIP", address })) },
});

it("says of a port of the nodes what their addresses say", () => {
  const web = [pod("web"), service("web", { type: "NodePort" })];
  const first = (...objects: KubernetesObject[]): string | undefined => exposures(...objects)[0];
  expect(first(...web)).toBe("yes network shop/web[Pod] TCP 8080-8080");
  expect(first(...web, nodeAt())).toBe("yes network shop/web[Pod] TCP 8080-8080");
  expect(first(...web, nodeAt("10.0.0.7"))).toBe("yes private shop/web[Pod] TCP 8080-8080");
  expect(first(...web, nodeAt("10.0.0.7", "203.0.113.7"))).toBe(
    "yes internet shop/web[Pod] TCP 8080-8080",
  );
});

it("takes a pod's own node where it is known", () => {
  const ports = [{ containerPort: 9100, hostPort: 9100 }];
  const metrics = pod("metrics", { nodeName: "n1", containers: [{ name: "metrics", ports }] });
  const other = { ...nodeAt("203.0.113.8"), metadata: { name: "n2" } };
  expect(exposures(metrics, nodeAt("10.0.0.7"), other)[0]).toBe(
    "yes private shop/metrics[Pod] TCP 9100-9100",
  );
  expect(exposures(metrics, other)[0]).toBe("yes network shop/metrics[Pod] TCP 9100-9100");
});

it.each([
  ["203.0.113.9", "yes internet shop/web[Pod] TCP 8080-8080"],
  ["10.0.0.9", "yes private shop/web[Pod] TCP 8080-8080"],
])("takes the external address %s for what it is", (address, expected) => {
  expect(exposures(pod("web"), service("web", { externalIPs: [address] }))[0]).toBe(expected);
});

it("lists a Service by each of its ways", () => {
  const spec = { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] };
  const both = service("web", { ...spec, externalIPs: ["203.0.113.9"] });
  expect(exposures(pod("web"), both).slice(0, 2)).toEqual([
    "yes private shop/web[Pod] TCP 8080-8080",
    "yes internet shop/web[Pod] TCP 8080-8080",
  ]);
});

it("asks policies about addresses of the private network where only it gets there", () => {
  const inside = service("web", {
    type: "LoadBalancer",
    loadBalancerClass: "networking.gke.io/l4-regional-internal",
    externalTrafficPolicy: "Local",
  });
  const from = (cidr: string): KubernetesObject => policy([{ from: [{ ipBlock: { cidr } }] }]);
  expect(exposures(pod("web"), inside, from("203.0.113.0/24"))).toEqual([
    "no private shop/web[Pod] TCP 8080-8080",
  ]);
  expect(exposures(pod("web"), inside, from("10.0.0.0/8"))[0]).toBe(
    "yes private shop/web[Pod] TCP 8080-8080",
  );
});

describe("the way through a controller", () => {
  const image = "registry.k8s.io/ingress-nginx/controller:v1.13.2";
  const controller = (name: string, args: readonly string[]): KubernetesObject => {
    const ports = [{ name: "http", containerPort: 80 }];
    return pod(name, { containers: [{ name: "controller", image, args, ports }] }, name);
  };
  const web = [pod("web"), service("web", {})];
  const inside = [
    controller("inside", ["--ingress-class=nginx-inside"]),
    service("inside", { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] }, "inside"),
  ];
  const outside = [
    controller("outside", ["--controller-class", "example.com/outside"]),
    service("outside", { type: "LoadBalancer" }, "outside"),
  ];

  it("is that of the controller of its class", () => {
    const both = [...web, ...inside, ...outside];
    const classOutside = ingressClassOf("nginx", "example.com/outside");
    expect(waysToWeb(...both, ingressOf("nginx-inside"))).toEqual([
      "yes private by Service inside spec.loadBalancerSourceRanges",
    ]);
    expect(waysToWeb(...both, ingressOf("nginx"), classOutside)).toEqual([
      "yes internet by Service outside spec.type",
    ]);
    expect(waysToWeb(...both, ingressOf("nginx-other"))).toEqual([
      "yes internet by Ingress web spec.defaultBackend.service.name",
    ]);
  });

  it("is closed where policies keep everybody from it, and unknown where that is", () => {
    const spec = { type: "LoadBalancer", externalTrafficPolicy: "Local" };
    const edge = [controller("edge", []), service("edge", spec, "edge")];
    const passing = policy([{ from: [{ namespaceSelector: {} }] }], "edge");
    expect(waysToWeb(...web, ...edge, ingressOf("nginx"))).toEqual([
      "yes internet by Service edge spec.type",
    ]);
    expect(waysToWeb(...web, ...edge, ingressOf("nginx"), passing)).toEqual([
      "no internet by Service edge spec.type",
    ]);
    const office = policy([{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }], "edge");
    const throughNodes = service("edge", { type: "LoadBalancer" }, "edge");
    expect(
      waysToWeb(...web, controller("edge", []), throughNodes, ingressOf("nginx"), office),
    ).toEqual(["unknown internet by Service edge spec.type"]);
  });

  it("is not that of a mesh's sidecars", () => {
    const containers = [
      { name: "app" },
      { name: "istio-proxy", image: "docker.io/istio/proxyv2:1.27" },
    ];
    const meshed = pod("meshed", { containers });
    expect(waysToWeb(...web, meshed, ingressOf("istio"))).toEqual([
      "yes internet by Ingress web spec.defaultBackend.service.name",
    ]);
  });
});

it("goes through the controller's pods where the input shows them", () => {
  const ingress = object({ apiVersion: "networking.k8s.io/v1", kind: "Ingress" }, "web", {
    spec: {
      ingressClassName: "nginx",
      defaultBackend: { service: { name: "web", port: { number: 80 } } },
    },
  });
  const fromEdge = policy([
    { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "edge" } } }] },
  ]);
  const controller = pod("nginx", {}, "edge", "registry.k8s.io/ingress-nginx/controller:v1.13.2");
  const way = [controller, service("nginx", { type: "LoadBalancer" }, "edge")];
  expect(exposures(pod("web"), service("web", {}), ingress, fromEdge)).toEqual([
    "unknown internet shop/web[Pod] TCP 8080-8080",
  ]);
  expect(exposures(pod("web"), service("web", {}), ingress, fromEdge, controller)).toEqual([
    "unknown internet shop/web[Pod] TCP 8080-8080",
    `yes namespaces shop/web[Pod] ${EVERYTHING} edge`,
    `yes cluster edge/nginx[Pod] ${EVERYTHING}`,
  ]);
  expect(exposures(pod("web"), service("web", {}), ingress, fromEdge, ...way)).toEqual([
    "yes internet edge/nginx[Pod] TCP 8080-8080",
    "yes internet shop/web[Pod] TCP 8080-8080",
    `yes namespaces shop/web[Pod] ${EVERYTHING} edge`,
    `yes cluster edge/nginx[Pod] ${EVERYTHING}`,
  ]);
});

it("follows a route to another namespace only with a grant there", () => {
  const route = object({ apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute" }, "web", {
    spec: {
      parentRefs: [{ name: "edge" }],
      rules: [{ backendRefs: [{ name: "api", namespace: "bank", port: 80 }] }],
    },
  });
  const grant = object(
    { apiVersion: "gateway.networking.k8s.io/v1beta1", kind: "ReferenceGrant" },
    "api",
    {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" }],
        to: [{ group: "", kind: "Service" }],
      },
    },
    "bank",
  );
  const behind = [pod("api", {}, "bank"), service("api", {}, "bank"), route];
  expect(exposures(...behind)).toEqual([`yes cluster bank/api[Pod] ${EVERYTHING}`]);
  expect(exposures(...behind, grant)).toEqual([
    "yes internet bank/api[Pod] TCP 8080-8080",
    `yes cluster bank/api[Pod] ${EVERYTHING}`,
  ]);
});

it("counts hostPorts and the node's network", () => {
  const ports = [{ containerPort: 9100, hostPort: 9100 }];
  expect(exposures(pod("metrics", { containers: [{ name: "metrics", ports }] }))).toEqual([
    "yes network shop/metrics[Pod] TCP 9100-9100",
    `yes cluster shop/metrics[Pod] ${EVERYTHING}`,
  ]);
  expect(exposures(pod("agent", { hostNetwork: true }))).toEqual([
    "yes network shop/agent[Pod] TCP 8080-8080",
  ]);
});

it("says that nobody knows what is open where a policy cannot be read", () => {
  const calico = object({ apiVersion: "projectcalico.org/v3", kind: "NetworkPolicy" }, "policy", {
    spec: { selector: "app = 'web'", ingress: [] },
  });
  expect(exposures(pod("web"), calico)).toEqual([`unknown cluster shop/web[Pod] ${EVERYTHING}`]);
});
