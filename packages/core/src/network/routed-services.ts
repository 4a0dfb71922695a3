import type { FieldPath } from "../kubernetes/field-path.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Protocol } from "./ports.ts";

/** What an Ingress, a Route or a route of the Gateway API sends to, as it names it. */
export interface RoutedService {
  /** Of what names it: the name in an Ingress, else the reference. */
  readonly path: FieldPath;
  /** `Service`, or what else a route of the Gateway API may name. */
  readonly kind: string;
  readonly group: string;
  /** Where it is not the object's own. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The number or name of a port; undefined where the object has none. */
  readonly port: JsonValue | undefined;
  readonly protocol: Protocol;
}

export const GATEWAY_GROUP = "gateway.networking.k8s.io";

/** The kinds of routes of the Gateway API. */
export const GATEWAY_ROUTES: ReadonlyMap<string, Protocol> = new Map([
  ["HTTPRoute", "TCP"],
  ["GRPCRoute", "TCP"],
  ["TLSRoute", "TCP"],
  ["TCPRoute", "TCP"],
  ["UDPRoute", "UDP"],
]);

/** Ingresses, of today's API group and the one before. */
export function ingressesOf(snapshot: Snapshot): readonly SnapshotObject[] {
  return ["networking.k8s.io", "extensions"].flatMap((group) => snapshot.ofKind(group, "Ingress"));
}

/** Routes of OpenShift. */
export function openShiftRoutesOf(snapshot: Snapshot): readonly SnapshotObject[] {
  return snapshot.ofKind("route.openshift.io", "Route");
}

/** Routes of the Gateway API. */
export function gatewayRoutesOf(snapshot: Snapshot): readonly SnapshotObject[] {
  return [...GATEWAY_ROUTES.keys()].flatMap((kind) => snapshot.ofKind(GATEWAY_GROUP, kind));
}

/** Everything that an object routes to, in the order of its fields; nothing for other kinds. */
export function routedServicesOf(object: KubernetesObject): readonly RoutedService[] {
  switch (groupOf(object)) {
    case "networking.k8s.io":
    case "extensions":
      return object.kind === "Ingress" ? ingressBackends(object) : [];
    case "route.openshift.io":
      return object.kind === "Route" ? openShiftBackends(object) : [];
    case GATEWAY_GROUP:
      return gatewayBackends(object);
    default:
      return [];
  }
}

const SERVICE = { kind: "Service", group: "", namespace: undefined } as const;

function ingressBackends(object: KubernetesObject): readonly RoutedService[] {
  const spec = valueAt(object, "spec");
  return [
    ...["defaultBackend", "backend"].flatMap((field) =>
      ingressBackend(valueAt(spec, field), ["spec", field]),
    ),
    ...listAt(spec, "rules").flatMap((rule, index) =>
      listAt(rule, "http", "paths").flatMap((path, at) =>
        ingressBackend(valueAt(path, "backend"), [
          ...["spec", "rules", index],
          ...["http", "paths", at, "backend"],
        ]),
      ),
    ),
  ];
}

// `service: {name, port}` of networking.k8s.io/v1, `serviceName` and `servicePort` of the betas.
function ingressBackend(backend: JsonValue | undefined, path: FieldPath): readonly RoutedService[] {
  const named = textAt(backend, "service", "name");
  const older = textAt(backend, "serviceName");
  if (named !== "") {
    const port = valueAt(backend, "service", "port");
    return [
      {
        ...SERVICE,
        path: [...path, "service", "name"],
        name: named,
        // 0 is like an absent field.
        port: (valueAt(port, "number") || undefined) ?? valueAt(port, "name"),
        protocol: "TCP",
      },
    ];
  }
  if (older === "") return [];
  const port = valueAt(backend, "servicePort");
  return [{ ...SERVICE, path: [...path, "serviceName"], name: older, port, protocol: "TCP" }];
}

// A Route names the port of the endpoints: by the name of the Service's port, or by the number at the pod.
function openShiftBackends(object: KubernetesObject): readonly RoutedService[] {
  const port = valueAt(object, "spec", "port", "targetPort");
  const targets: readonly (readonly [JsonValue | undefined, FieldPath])[] = [
    [valueAt(object, "spec", "to"), ["spec", "to"]],
    ...listAt(object, "spec", "alternateBackends").map(
      (each, index): readonly [JsonValue, FieldPath] => [
        each,
        ["spec", "alternateBackends", index],
      ],
    ),
  ];
  return targets.flatMap(([target, path]): readonly RoutedService[] => {
    const name = textAt(target, "name");
    const isService = (textAt(target, "kind") || "Service") === "Service";
    return name === "" || !isService ? [] : [{ ...SERVICE, path, name, port, protocol: "TCP" }];
  });
}

function gatewayBackends(object: KubernetesObject): readonly RoutedService[] {
  const protocol = GATEWAY_ROUTES.get(object.kind);
  if (!protocol) return [];
  return listAt(object, "spec", "rules").flatMap((rule, index) =>
    listAt(rule, "backendRefs").map(
      (backend, at): RoutedService => ({
        path: ["spec", "rules", index, "backendRefs", at],
        kind: textAt(backend, "kind") || "Service",
        group: textAt(backend, "group"),
        namespace: textAt(backend, "namespace") || undefined,
        name: textAt(backend, "name"),
        port: valueAt(backend, "port"),
        protocol,
      }),
    ),
  );
}
