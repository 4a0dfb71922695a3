import { expect, it } from "vitest";
import {
  gatewayOf,
  object,
  pod,
  policy,
  routeOf,
  service,
  waysToWeb,
} from "../../../testing/network/exposures.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

const TO_EDGE = [{ name: "edge" }];
const WEB: readonly KubernetesObject[] = [pod("web"), service("web", {}), routeOf(TO_EDGE)];

const at = (...values: readonly string[]): JsonObject => ({
  addresses: values.map((value) => ({ value })),
});
const DO_INTERNAL = "service.beta.kubernetes.io/do-loadbalancer-network";
const infrastructure = { annotations: { [DO_INTERNAL]: "INTERNAL" } };
const ROUTE = "HTTPRoute web spec.rules[0].backendRefs[0]";

it.each<[string, KubernetesObject, string]>([
  ["gke-l7-rilb", gatewayOf("gke-l7-rilb"), "yes private by Gateway edge spec.gatewayClassName"],
  [
    "gke-l7-rilb of several clusters",
    gatewayOf("gke-l7-rilb-mc"),
    "yes private by Gateway edge spec.gatewayClassName",
  ],
  [
    "Google's internal one across regions",
    gatewayOf("gke-l7-cross-regional-internal-managed-mc"),
    "yes private by Gateway edge spec.gatewayClassName",
  ],
  [
    "Google's external one",
    gatewayOf("gke-l7-global-external-managed"),
    "yes internet by Gateway edge spec.gatewayClassName",
  ],
  [
    "Google's regional external one",
    gatewayOf("gke-l7-regional-external-managed"),
    "yes internet by Gateway edge spec.gatewayClassName",
  ],
  [
    "a service network of VPC Lattice",
    gatewayOf("amazon-vpc-lattice"),
    "yes private by Gateway edge spec.gatewayClassName",
  ],
  [
    "private addresses that it asks for",
    gatewayOf("istio", at("10.1.2.3", "fd00::7")),
    "yes private by Gateway edge spec.addresses[0]",
  ],
  [
    "one address of the internet",
    gatewayOf("istio", at("10.1.2.3", "203.0.113.7")),
    "yes internet by Gateway edge spec.addresses[1]",
  ],
  [
    "the address that it has is stronger",
    gatewayOf("istio", at("10.1.2.3"), at("203.0.113.7")),
    "yes internet by Gateway edge status.addresses[0]",
  ],
  [
    "an address by a name of its own",
    gatewayOf("istio", at("static-ip")),
    `yes internet by ${ROUTE}`,
  ],
  [
    "an annotation for the Service that is made for it",
    gatewayOf("cilium", { infrastructure }),
    `yes private by Gateway edge spec.infrastructure.annotations[${DO_INTERNAL}]`,
  ],
  [
    "an annotation of its own, which Istio passes on",
    gatewayOf("istio", {}, {}, { [DO_INTERNAL]: "INTERNAL" }),
    `yes private by Gateway edge metadata.annotations[${DO_INTERNAL}]`,
  ],
  [
    "and others do not",
    gatewayOf("cilium", {}, {}, { [DO_INTERNAL]: "INTERNAL" }),
    `yes internet by ${ROUTE}`,
  ],
  ["nothing that says", gatewayOf("nginx"), `yes internet by ${ROUTE}`],
])("%s", (_, gateway, expected) => {
  expect(waysToWeb(...WEB, gateway)).toEqual([expected]);
});

it("Gateways of the AWS Load Balancer Controller are internal unless their configuration says otherwise", () => {
  const gatewayClass: KubernetesObject = {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "alb" },
    spec: { controllerName: "gateway.k8s.aws/alb" },
  };
  const configuration = object(
    { apiVersion: "gateway.k8s.aws/v1beta1", kind: "LoadBalancerConfiguration" },
    "open",
    { spec: { scheme: "internet-facing" } },
  );
  const parametersRef = {
    group: "gateway.k8s.aws",
    kind: "LoadBalancerConfiguration",
    name: "open",
  };
  expect(waysToWeb(...WEB, gatewayClass, gatewayOf("alb"))).toEqual([
    "yes private by Gateway edge spec.gatewayClassName",
  ]);
  const open = gatewayOf("alb", { infrastructure: { parametersRef } });
  expect(waysToWeb(...WEB, gatewayClass, open, configuration)).toEqual([
    "yes internet by LoadBalancerConfiguration open spec.scheme",
  ]);
});

it("the pods that were made for a Gateway serve it, and so do those behind a Service that it names", () => {
  const made = {
    ...pod("edge-istio"),
    metadata: {
      name: "edge-istio",
      namespace: "shop",
      labels: { app: "edge-istio", "gateway.networking.k8s.io/gateway-name": "edge" },
    },
  };
  const inside = service("edge-istio", {
    type: "LoadBalancer",
    loadBalancerSourceRanges: ["10.0.0.0/8"],
  });
  const outside = service("public", { type: "LoadBalancer" });
  expect(waysToWeb(...WEB, gatewayOf("istio"), made, inside, pod("public"), outside)).toEqual([
    "yes private by Service edge-istio spec.loadBalancerSourceRanges",
  ]);
  const named = gatewayOf("istio", at("public.shop.svc.cluster.local"));
  expect(waysToWeb(...WEB, named, pod("public"), outside)).toEqual([
    "yes internet by Service public spec.type",
  ]);
});

it("a route without a Gateway is served by nobody, and one of a mesh by no Gateway", () => {
  const web = [pod("web"), service("web", {})];
  const mesh = { group: "", kind: "Service", name: "web" };
  expect(waysToWeb(...web, routeOf([]))).toEqual([]);
  expect(waysToWeb(...web, routeOf([mesh]), gatewayOf("nginx"))).toEqual([]);
  expect(waysToWeb(...web, routeOf([mesh, ...TO_EDGE]), gatewayOf("nginx"))).toEqual([
    `yes internet by ${ROUTE}`,
  ]);
  expect(waysToWeb(...web, routeOf([{ name: "elsewhere" }]))).toEqual([`yes internet by ${ROUTE}`]);
});

it("a ListenerSet is of its Gateway", () => {
  const listeners = {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "ListenerSet",
    metadata: { name: "more", namespace: "shop" },
    spec: {
      parentRef: { name: "edge" },
      listeners: [{ name: "http", protocol: "HTTP", port: 80 }],
    },
  };
  const web = [pod("web"), service("web", {}), routeOf([{ kind: "ListenerSet", name: "more" }])];
  expect(waysToWeb(...web, listeners, gatewayOf("gke-l7-rilb"))).toEqual([
    "yes private by Gateway edge spec.gatewayClassName",
  ]);
  expect(waysToWeb(...web, listeners)).toEqual([`yes internet by ${ROUTE}`]);
});

it("of Google's front ends it is known where their connections come from", () => {
  const google = policy([
    { from: [{ ipBlock: { cidr: "35.191.0.0/16" } }, { ipBlock: { cidr: "130.211.0.0/22" } }] },
  ]);
  const verdicts = ["gke-l7-global-external-managed", "gke-l7-regional-external-managed"].map(
    (className) => waysToWeb(...WEB, gatewayOf(className), google)[0]?.split(" ")[0],
  );
  expect(verdicts).toEqual(["yes", "no"]);
});
