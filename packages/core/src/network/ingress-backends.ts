import type { FieldPath } from "../kubernetes/field-path.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { EndpointDirectory } from "./model.ts";
import {
  gatewayRoutesOf,
  ingressesOf,
  openShiftRoutesOf,
  type RoutedService,
  routedServicesOf,
} from "./routed-services.ts";
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

/** Whether anything sends connections of others on to Services: somebody then serves it. */
export function hasRoutes(snapshot: Snapshot): boolean {
  return [ingressesOf, openShiftRoutesOf, gatewayRoutesOf].some((of) => of(snapshot).length > 0);
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
  /** Where it names the Service. */
  readonly path: FieldPath;
  /** Absent where the input does not hold it. */
  readonly service?: SnapshotObject;
}

/** What each Ingress and each Route sends to. */
export function ingressTargetsOf(cluster: {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}): readonly IngressTarget[] {
  const { snapshot } = cluster;
  return [...ingressesOf(snapshot), ...openShiftRoutesOf(snapshot)].flatMap((from) =>
    routedServicesOf(from.object).map((routed): IngressTarget => {
      const { path, name } = routed;
      const namespace = namespaceOf(from.reference);
      const title = `${from.reference.kind} ${namespace}/${from.reference.name}`;
      const service = serviceNamed(snapshot, namespace, name);
      const none = (problem: string): IngressTarget => ({
        from,
        path,
        ...(service && { service }),
        backends: [],
        problems: [problem],
      });
      if (!service)
        return none(`The Service ${namespace}/${name} of ${title} is not in the input.`);
      const results = servicePortsOf(service)
        .filter((port) => port.protocol === routed.protocol && isPort(port, routed, from))
        .map(({ port, protocol }) => backendsOf(service, { port, protocol }, cluster));
      if (results.length === 0)
        return none(`The Service ${namespace}/${name} has no port that ${title} names.`);
      return {
        from,
        path,
        service,
        backends: results.flatMap((result) => ("problem" in result ? [] : result.backends)),
        problems: results.flatMap((result) => ("problem" in result ? [result.problem] : [])),
      };
    }),
  );
}

// A Route without a port is for all of them, and its number is that of the pod; an Ingress names a port of the Service.
function isPort(
  { name, port, targetPort }: ServicePort,
  { port: wanted }: RoutedService,
  { reference }: SnapshotObject,
): boolean {
  return reference.kind === "Route"
    ? wanted === undefined || name === wanted || targetPort === wanted
    : name === wanted || port === wanted;
}
