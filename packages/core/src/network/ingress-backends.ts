import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { EndpointDirectory } from "./model.ts";
import {
  type Backend,
  backendsOf,
  type ServicePort,
  serviceNamed,
  servicePortsOf,
} from "./services.ts";

/** Pods and ports that Ingresses and OpenShift Routes send to, and sentences on those whose backend is not known. */
export interface IngressBackends {
  readonly backends: readonly Backend[];
  readonly problems: readonly string[];
}

export function hasIngresses(snapshot: Snapshot): boolean {
  return ingressesOf(snapshot).length > 0 || routesOf(snapshot).length > 0;
}

export function ingressBackendsOf(cluster: {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}): IngressBackends {
  const found = ingressTargetsOf(cluster);
  return {
    backends: found.flatMap(({ backends }) => backends),
    problems: [...new Set(found.flatMap(({ problems }) => problems))],
  };
}

/** One Service that an Ingress or Route sends to. */
export interface IngressTarget extends IngressBackends {
  readonly from: SnapshotObject;
  /** Absent where the input does not hold it. */
  readonly service?: SnapshotObject;
}

/** What each Ingress and each Route sends to. */
export function ingressTargetsOf(cluster: {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}): readonly IngressTarget[] {
  const { snapshot } = cluster;
  const wanted = [
    ...ingressesOf(snapshot).flatMap(wantedByIngress),
    ...routesOf(snapshot).flatMap(wantedByRoute),
  ];
  return wanted.map(({ from, service, isPort }): IngressTarget => {
    const namespace = namespaceOf(from.reference);
    const title = `${from.reference.kind} ${namespace}/${from.reference.name}`;
    const target = serviceNamed(snapshot, namespace, service);
    if (!target)
      return {
        from,
        backends: [],
        problems: [`The Service ${namespace}/${service} of ${title} is not in the input.`],
      };
    const results = servicePortsOf(target)
      .filter((port) => port.protocol === "TCP" && isPort(port))
      .map((port) => backendsOf(target, { port: port.port, protocol: "TCP" }, cluster));
    if (results.length === 0)
      return {
        from,
        service: target,
        backends: [],
        problems: [`The Service ${namespace}/${service} has no port that ${title} names.`],
      };
    return {
      from,
      service: target,
      backends: results.flatMap((result) => ("problem" in result ? [] : result.backends)),
      problems: results.flatMap((result) => ("problem" in result ? [result.problem] : [])),
    };
  });
}

function ingressesOf(snapshot: Snapshot): readonly SnapshotObject[] {
  return ["networking.k8s.io", "extensions"].flatMap((group) => snapshot.ofKind(group, "Ingress"));
}

function routesOf(snapshot: Snapshot): readonly SnapshotObject[] {
  return snapshot.ofKind("route.openshift.io", "Route");
}

interface WantedService {
  readonly from: SnapshotObject;
  readonly service: string;
  readonly isPort: (port: ServicePort) => boolean;
}

function wantedByIngress(from: SnapshotObject): WantedService[] {
  const spec = valueAt(from.object, "spec");
  const paths = listAt(spec, "rules").flatMap((rule) => listAt(rule, "http", "paths"));
  const backends = [
    valueAt(spec, "defaultBackend") ?? valueAt(spec, "backend"),
    ...paths.map((path) => valueAt(path, "backend")),
  ];
  return backends.flatMap((backend) => wantedByBackend(from, backend));
}

// `service: {name, port}` of networking.k8s.io/v1, `serviceName` and `servicePort` of the betas.
function wantedByBackend(from: SnapshotObject, backend: JsonValue | undefined): WantedService[] {
  const service = textAt(backend, "service", "name") || textAt(backend, "serviceName");
  if (service === "") return [];
  const port =
    // 0 is like an absent field.
    (valueAt(backend, "service", "port", "number") || undefined) ??
    valueAt(backend, "service", "port", "name") ??
    valueAt(backend, "servicePort");
  return [{ from, service, isPort: ({ name, port: number }) => name === port || number === port }];
}

// A Route names the port of the endpoints: by the name of the Service's port, or by the number at the pod.
function wantedByRoute(from: SnapshotObject): WantedService[] {
  const wanted = valueAt(from.object, "spec", "port", "targetPort");
  const targets = [
    valueAt(from.object, "spec", "to"),
    ...listAt(from.object, "spec", "alternateBackends"),
  ];
  return targets.flatMap((target) => {
    const service = textAt(target, "name");
    const isService = (textAt(target, "kind") || "Service") === "Service";
    if (service === "" || !isService) return [];
    return [
      {
        from,
        service,
        isPort: ({ name, targetPort }) =>
          wanted === undefined || name === wanted || targetPort === wanted,
      },
    ];
  });
}
