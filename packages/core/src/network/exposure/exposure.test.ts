import { expect, it } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { networkExposures } from "./exposure.ts";

function exposures(...objects: readonly KubernetesObject[]): readonly string[] {
  const found = networkExposures(createNetworkAnalysis(snapshotOf(objects), { anyPod: true }));
  return found.exposures.map(({ scope, workload, ports, verdict, namespaces }) => {
    const numbers = ports.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).join(" ");
    return `${verdict} ${scope} ${workload} ${numbers}${namespaces ? ` ${namespaces.join()}` : ""}`;
  });
}

function object(
  type: Pick<KubernetesObject, "apiVersion" | "kind">,
  name: string,
  rest: Readonly<Record<string, KubernetesObject["spec"]>>,
  namespace = "shop",
): KubernetesObject {
  return {
    ...type,
    metadata: { name, namespace, labels: { app: name } },
    ...rest,
  };
}

function pod(name: string, spec = {}, namespace = "shop", image = "web:1"): KubernetesObject {
  const containers = [{ name, image, ports: [{ name: "http", containerPort: 8080 }] }];
  return object(
    { apiVersion: "v1", kind: "Pod" },
    name,
    { spec: { containers, ...spec } },
    namespace,
  );
}

function service(name: string, spec: object, namespace = "shop"): KubernetesObject {
  const ports = [{ port: 80, targetPort: "http" }];
  return object(
    { apiVersion: "v1", kind: "Service" },
    name,
    { spec: { selector: { app: name }, ports, ...spec } },
    namespace,
  );
}

function policy(ingress: readonly object[], namespace = "shop"): KubernetesObject {
  const spec = { podSelector: {}, ingress: ingress as never };
  return object(
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
    "policy",
    { spec },
    namespace,
  );
}

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

it("tells the private network from the internet", () => {
  const internal = service("web", { type: "NodePort" });
  expect(exposures(pod("web"), internal)[0]).toBe("yes network shop/web[Pod] TCP 8080-8080");
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
    spec: { rules: [{ backendRefs: [{ name: "api", namespace: "bank", port: 80 }] }] },
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
