import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { pick, type Random, some } from "./random.ts";
import { labelSelector, metadata } from "./shared-parts.ts";

/** A valid Service, Ingress or PodDisruptionBudget. */
export function randomServiceObject(random: Random): KubernetesObject {
  const kind = pick(random, ["Service", "Service", "Ingress", "PodDisruptionBudget"]);
  if (kind === "Service") {
    return {
      apiVersion: "v1",
      kind,
      metadata: metadata(random, true),
      spec: serviceSpec(random),
    };
  }
  if (kind === "Ingress") {
    return {
      apiVersion: "networking.k8s.io/v1",
      kind,
      metadata: metadata(random, true),
      spec: ingressSpec(random),
    };
  }
  const least = pick<JsonObject>(random, [{ minAvailable: 1 }, { maxUnavailable: "50%" }, {}]);
  return {
    apiVersion: "policy/v1",
    kind,
    metadata: metadata(random, true),
    spec: {
      ...least,
      ...some(random, 0.5, {
        selector: () => labelSelector(random),
        unhealthyPodEvictionPolicy: () => pick(random, ["IfHealthyBudget", "AlwaysAllow"]),
      }),
    },
  };
}

function serviceSpec(random: Random): JsonObject {
  const type = pick(random, ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName", undefined]);
  const ports: readonly JsonObject[] = [
    {
      port: 80,
      name: "http",
      ...some(random, 0.3, {
        targetPort: () => pick(random, ["web", 8080]),
        appProtocol: () => "http",
      }),
    },
    { port: 443, name: "https", ...some(random, 0.3, { protocol: () => "TCP" }) },
  ];
  return {
    ...(type !== undefined && { type }),
    ports: random() < 0.5 ? ports : ports.slice(0, 1),
    ...some(random, 0.8, { selector: () => ({ app: "web" }) }),
    ...some(random, 0.15, {
      sessionAffinity: () => "ClientIP",
      externalIPs: () => ["8.8.8.8"],
      internalTrafficPolicy: () => "Local",
      trafficDistribution: () => "PreferClose",
    }),
    ...ofType(random, type),
  };
}

function ofType(random: Random, type: string | undefined): JsonObject {
  if (type === "ExternalName") return { externalName: "a.example." };
  const addresses = pick<JsonObject>(random, [
    {},
    {},
    { clusterIP: "10.0.0.5" },
    {
      clusterIP: "10.0.0.5",
      clusterIPs: ["10.0.0.5", "fd00::5"],
      ipFamilyPolicy: "PreferDualStack",
    },
    { ipFamilies: ["IPv6"], ipFamilyPolicy: "SingleStack" },
    { ipFamilies: ["IPv4", "IPv6"], ipFamilyPolicy: "RequireDualStack" },
    ...(type === undefined || type === "ClusterIP" ? [{ clusterIP: "None" }] : []),
  ]);
  if (type !== "LoadBalancer") return addresses;
  return {
    ...addresses,
    ...some(random, 0.3, {
      loadBalancerSourceRanges: () => ["10.0.0.0/8", " 192.168.0.0/16 "],
      loadBalancerClass: () => "example.com/lb",
      allocateLoadBalancerNodePorts: () => false,
      externalTrafficPolicy: () => "Local",
    }),
  };
}

function ingressSpec(random: Random): JsonObject {
  const backend = pick<JsonValue>(random, [
    { service: { name: "web", port: { number: 80 } } },
    { service: { name: "web", port: { name: "http" } } },
    { resource: { apiGroup: "example.com", kind: "Bucket", name: "static" } },
  ]);
  return {
    rules: [
      {
        host: pick(random, ["a.example", "*.a.example"]),
        http: {
          paths: [
            { path: "/a/b", pathType: pick(random, ["Exact", "Prefix"]), backend },
            { pathType: "ImplementationSpecific", backend },
          ],
        },
      },
    ],
    ...some(random, 0.3, {
      defaultBackend: () => backend,
      ingressClassName: () => "nginx",
      tls: () => [{ hosts: ["a.example", "*.b.example"], secretName: "cert" }],
    }),
  };
}
