import { formatFieldPath } from "../../src/kubernetes/field-path.ts";
import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { createNetworkAnalysis } from "../../src/network/analysis.ts";
import { networkExposures } from "../../src/network/exposure/exposure.ts";
import { snapshotOf } from "../snapshot.ts";

/** `verdict scope workload ports namespaces` of everything that is open to others. */
export function exposures(...objects: readonly KubernetesObject[]): readonly string[] {
  const found = networkExposures(createNetworkAnalysis(snapshotOf(objects), { anyPod: true }));
  return found.exposures.map(({ scope, target, ports, verdict, namespaces }) => {
    const numbers = ports.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).join(" ");
    return `${verdict} ${scope} ${target.name} ${numbers}${namespaces ? ` ${namespaces.join()}` : ""}`;
  });
}

/** An object of the namespace `shop`, labelled by its name. */
export function object(
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

/** A Pod that serves TCP 8080 by the name http. */
export function pod(
  name: string,
  spec = {},
  namespace = "shop",
  image = "web:1",
): KubernetesObject {
  const containers = [{ name, image, ports: [{ name: "http", containerPort: 8080 }] }];
  return object(
    { apiVersion: "v1", kind: "Pod" },
    name,
    { spec: { containers, ...spec } },
    namespace,
  );
}

/** A Service whose port 80 leads to the port http of the pods of its name. */
export function service(name: string, spec: object, namespace = "shop"): KubernetesObject {
  const ports = [{ port: 80, targetPort: "http" }];
  return object(
    { apiVersion: "v1", kind: "Service" },
    name,
    { spec: { selector: { app: name }, ports, ...spec } },
    namespace,
  );
}

/** A NetworkPolicy for all pods of a namespace. */
export function policy(ingress: readonly object[], namespace = "shop"): KubernetesObject {
  const spec = { podSelector: {}, ingress: ingress as never };
  return object(
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
    "policy",
    { spec },
    namespace,
  );
}

/** What is open to callers outside of a pod `shop/web`: `verdict scope by Kind name field`, with the first field of the way. */
export function waysToWeb(...objects: readonly KubernetesObject[]): readonly string[] {
  const found = networkExposures(createNetworkAnalysis(snapshotOf(objects), { anyPod: true }));
  return found.exposures.flatMap(({ scope, target, verdict, proof: [first] }) => {
    const isOutside = scope === "internet" || scope === "network" || scope === "private";
    if (!isOutside || target.name !== "shop/web[Pod]" || !first) return [];
    const { kind, name } = first.object;
    return [`${verdict} ${scope} by ${kind} ${name} ${formatFieldPath(first.path)}`];
  });
}

/** An Ingress `shop/web` that sends everything to the Service of its name. */
export function ingressOf(
  className: string | undefined,
  annotations: Readonly<Record<string, string>> = {},
  status: JsonObject = {},
): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "web", namespace: "shop", annotations },
    spec: {
      ...(className !== undefined && { ingressClassName: className }),
      defaultBackend: { service: { name: "web", port: { number: 80 } } },
    },
    status,
  };
}

/** The status of an Ingress or Service with these addresses or host names. */
export function balancedAt(...hosts: readonly string[]): JsonObject {
  const ingress = hosts.map((host) => (/[a-z]/.test(host) ? { hostname: host } : { ip: host }));
  return { loadBalancer: { ingress } };
}

/** An IngressClass of a controller; `parameters` name what configures it. */
export function ingressClassOf(
  name: string,
  controller: string,
  parameters: JsonObject = {},
): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name },
    spec: { controller, parameters },
  };
}

/** A Gateway `shop/edge`; `spec` is laid over its own. */
export function gatewayOf(
  className: string,
  spec: JsonObject = {},
  status: JsonObject = {},
  annotations: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "edge", namespace: "shop", annotations },
    spec: {
      gatewayClassName: className,
      listeners: [{ name: "http", protocol: "HTTP", port: 80 }],
      ...spec,
    },
    status,
  };
}

/** An HTTPRoute `shop/web` to the Service of its name. */
export function routeOf(parentRefs: readonly JsonObject[]): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "web", namespace: "shop" },
    spec: { parentRefs, rules: [{ backendRefs: [{ name: "web", port: 80 }] }] },
  };
}
