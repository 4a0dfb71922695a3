import { type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

interface Selecting {
  readonly name: string;
  readonly selector: readonly (readonly [key: string, value: string])[];
  /** How it can be entered from outside by itself: `of type LoadBalancer`. */
  readonly open: string | undefined;
}

/**
 * Tells how pods can be entered from outside the cluster: by a Service of type LoadBalancer or NodePort, by its
 * externalIPs, or by an Ingress or an HTTPRoute that leads to a Service. Network policies are not asked: they are for the
 * network engine, whose verdict is another signal.
 */
export function createEntrances(
  snapshot: Snapshot,
): (target: SnapshotObject, template: PodTemplate) => string | undefined {
  const routes = routesOf(snapshot);
  // By one pair of the selector: a namespace may have as many Services as pods.
  const services = new Map<string, Selecting[]>();
  for (const { object, reference } of snapshot.ofKind("", "Service")) {
    const selecting = selectingOf(object, reference.name);
    const [pair] = selecting.selector;
    if (!pair) continue;
    const key = keyOf(reference.namespace, ...pair);
    services.set(key, [...(services.get(key) ?? []), selecting]);
  }
  return ({ reference }, { metadata }) => {
    const { namespace } = reference;
    const found = Object.entries(metadata.labels)
      .flatMap((pair) => services.get(keyOf(namespace, ...pair)) ?? [])
      .filter(({ selector }) => selector.every(([key, value]) => metadata.labels[key] === value));
    const open = found.find((service) => service.open !== undefined);
    if (open) return `Service "${open.name}" ${open.open ?? ""} selects it`;
    for (const { name } of found) {
      const route = routes.get(JSON.stringify([namespace ?? null, name]));
      if (route !== undefined) return `${route} leads to Service "${name}", which selects it`;
    }
    return undefined;
  };
}

/** Broken labels may hold line breaks and share a key: what is found is compared again. */
function keyOf(namespace: string | undefined, label: string, value: string): string {
  return `${namespace ?? ""}\n${label}\n${value}`;
}

function selectingOf(object: JsonObject, name: string): Selecting {
  const spec = objectAt(object, "spec");
  const selector = Object.entries(objectAt(spec, "selector")).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, value] as const] : [],
  );
  return { name, selector, open: opennessOf(spec) };
}

function opennessOf(spec: JsonObject): string | undefined {
  const type = spec["type"];
  if (type === "LoadBalancer" || type === "NodePort") return `of type ${type}`;
  return listAt(spec, "externalIPs").length > 0 ? "with externalIPs" : undefined;
}

/** The Ingress or HTTPRoute that leads to each Service, by namespace and name. */
function routesOf(snapshot: Snapshot): ReadonlyMap<string, string> {
  const routes = new Map<string, string>();
  const add = (namespace: string | undefined, service: JsonValue | undefined, by: string): void => {
    if (typeof service !== "string") return;
    const key = JSON.stringify([namespace ?? null, service]);
    if (!routes.has(key)) routes.set(key, by);
  };
  for (const { object, reference } of snapshot.ofKind("networking.k8s.io", "Ingress")) {
    for (const backend of ingressBackends(objectAt(object, "spec")))
      add(reference.namespace, valueAt(backend, "service", "name"), `Ingress "${reference.name}"`);
  }
  for (const { object, reference } of snapshot.ofKind("gateway.networking.k8s.io", "HTTPRoute")) {
    const rules = listAt(object, "spec", "rules");
    for (const backend of rules.flatMap((rule) => listAt(rule, "backendRefs"))) {
      const where = textAt(backend, "namespace") || reference.namespace;
      if ((textAt(backend, "kind") || "Service") === "Service")
        add(where, valueAt(backend, "name"), `HTTPRoute "${reference.name}"`);
    }
  }
  return routes;
}

function ingressBackends(spec: JsonObject): readonly JsonObject[] {
  const paths = listAt(spec, "rules").flatMap((rule) => listAt(rule, "http", "paths"));
  return [objectAt(spec, "defaultBackend"), ...paths.map((path) => objectAt(path, "backend"))];
}
