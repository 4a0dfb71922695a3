import type { JsonValue } from "../kubernetes/json.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { namespaceOf } from "./endpoint.ts";
import { fieldOf, listOf, textOf } from "./fields.ts";
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
  const spec = fieldOf(from.object, "spec");
  const paths = listOf(spec, "rules").flatMap((rule) => listOf(rule, "http", "paths"));
  const backends = [
    fieldOf(spec, "defaultBackend") ?? fieldOf(spec, "backend"),
    ...paths.map((path) => fieldOf(path, "backend")),
  ];
  return backends.flatMap((backend) => wantedByBackend(from, backend));
}

// `service: {name, port}` of networking.k8s.io/v1, `serviceName` and `servicePort` of the betas.
function wantedByBackend(from: SnapshotObject, backend: JsonValue | undefined): WantedService[] {
  const service = textOf(backend, "service", "name") || textOf(backend, "serviceName");
  if (service === "") return [];
  const port =
    fieldOf(backend, "service", "port", "number") ??
    fieldOf(backend, "service", "port", "name") ??
    fieldOf(backend, "servicePort");
  return [{ from, service, isPort: ({ name, port: number }) => name === port || number === port }];
}

// A Route names the port of the endpoints: by the name of the Service's port, or by the number at the pod.
function wantedByRoute(from: SnapshotObject): WantedService[] {
  const wanted = fieldOf(from.object, "spec", "port", "targetPort");
  const targets = [
    fieldOf(from.object, "spec", "to"),
    ...listOf(from.object, "spec", "alternateBackends"),
  ];
  return targets.flatMap((target) => {
    const service = textOf(target, "name");
    const isService = (textOf(target, "kind") || "Service") === "Service";
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
