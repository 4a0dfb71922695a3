import { CONTROLLER_LABELS } from "../kubernetes/controller-labels.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { compileSelection, type PodLabels } from "../kubernetes/pod-labels.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type Address, parseAddress } from "./addresses.ts";
import { keyOfAddress } from "./directory.ts";
import { type NetworkEndpoint } from "./endpoint.ts";
import type { EndpointDirectory, Party } from "./model.ts";
import { isPortNumber, isProtocol, type Protocol } from "./ports.ts";

/** One port of a Service. */
export interface ServicePort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or the name of a port of the pod. */
  readonly targetPort: number | string;
}

/** A pod or address behind a Service with the port at which the traffic arrives there, which is what policies see. */
export interface Backend {
  readonly party: Party;
  readonly protocol: Protocol;
  readonly port: number;
  /** Whether the address of a Service was translated on the way, so that a pod may come back to itself. */
  readonly translated?: boolean;
  /** Why it may not lead there, a lower-case clause; absent where it surely does. */
  readonly doubt?: string;
}

export type Backends =
  | { readonly backends: readonly Backend[] }
  /** Why it is not known where the traffic goes: a whole sentence. */
  | { readonly problem: string };

interface Cluster {
  readonly snapshot: Snapshot;
  readonly directory: EndpointDirectory;
}

export function serviceNamed(
  snapshot: Snapshot,
  namespace: string,
  name: string,
): SnapshotObject | undefined {
  return snapshot
    .ofKind("", "Service")
    .findLast(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
}

/** The Service that has an address as its own: cluster, external or load balancer address. */
export function serviceAt(snapshot: Snapshot, address: Address): SnapshotObject | undefined {
  const wanted = keyOfAddress(address);
  return snapshot.ofKind("", "Service").findLast(({ object }) =>
    [
      valueAt(object, "spec", "clusterIP"),
      ...listAt(object, "spec", "clusterIPs"),
      ...listAt(object, "spec", "externalIPs"),
      ...listAt(object, "status", "loadBalancer", "ingress").map((each) => valueAt(each, "ip")),
    ].some((text) => {
      const parsed = typeof text === "string" ? parseAddress(text) : undefined;
      return parsed !== undefined && keyOfAddress(parsed) === wanted;
    }),
  );
}

export function servicePortsOf({ object }: SnapshotObject): readonly ServicePort[] {
  return listAt(object, "spec", "ports").flatMap((each) => {
    const port = valueAt(each, "port");
    const protocol = textAt(each, "protocol") || "TCP";
    if (!isPortNumber(port) || !isProtocol(protocol)) return [];
    return [{ name: textAt(each, "name"), protocol, port, targetPort: targetPortOf(each, port) }];
  });
}

// As the API server defaults it: the port itself.
function targetPortOf(port: JsonValue, fallback: number): number | string {
  const target = valueAt(port, "targetPort");
  if (isPortNumber(target)) return target;
  return typeof target === "string" && target !== "" ? target : fallback;
}

/**
 * Where a connection to a port of a Service arrives. Policies judge it there, after the address translation: at the pod and
 * its targetPort. A headless Service translates nothing, so that the port stays as it was asked for.
 */
export function backendsOf(
  service: SnapshotObject,
  asked: { readonly port: number | string; readonly protocol: Protocol },
  { snapshot, directory }: Cluster,
): Backends {
  const { object, reference } = service;
  const title = `The Service ${namespaceOf(reference)}/${reference.name}`;
  if (textAt(object, "spec", "type") === "ExternalName")
    return {
      problem: `${title} stands for the name ${textAt(object, "spec", "externalName")} outside the cluster, whose addresses are not known.`,
    };
  const port = servicePortsOf(service).find(
    (each) =>
      each.protocol === asked.protocol && (each.port === asked.port || each.name === asked.port),
  );
  const isHeadless = textAt(object, "spec", "clusterIP") === "None";
  const target = isHeadless && typeof asked.port === "number" ? asked.port : port?.targetPort;
  if (target === undefined)
    return { problem: `${title} has no port ${asked.port} for ${asked.protocol}.` };
  const selector = objectAt(object, "spec", "selector");
  if (Object.keys(selector).length === 0)
    return slicesOf(service, port, asked, { snapshot, directory });
  const pods = podsSelectedBy(service, directory);
  if (pods.length === 0) return { problem: `${title} selects no pod of the input.` };
  const backends = pods.flatMap((endpoint) => {
    const number = portNumberOf(endpoint, target, asked.protocol);
    const party: Party = { kind: "endpoint", endpoint };
    if (number === undefined) return [];
    const doubt = doubtOf(service, endpoint);
    const backend: Backend = {
      party,
      protocol: asked.protocol,
      port: number,
      ...(doubt !== undefined && { doubt }),
    };
    return [isHeadless ? backend : { ...backend, translated: true }];
  });
  if (backends.length === 0)
    return { problem: `${title} sends to the port named ${target}, which none of its pods has.` };
  return { backends };
}

/** Pods that a Service selects, or may, by their labels in its own namespace. */
export function podsSelectedBy(
  service: SnapshotObject,
  directory: EndpointDirectory,
): readonly NetworkEndpoint[] {
  const matchLabels = selectorOf(service);
  const selector = Object.entries(matchLabels);
  const namespace = namespaceOf(service.reference);
  const [first] = selector;
  // An empty selector is an absent one: somebody else says where the Service leads.
  if (!first) return [];
  if (selector.some(([key]) => CONTROLLER_LABELS.has(key))) {
    const selection = compileSelection({ matchLabels });
    return directory
      .inNamespace(namespace)
      .filter((endpoint) => selection(podLabelsOf(endpoint)) !== "none");
  }
  return directory
    .labelled(namespace, first[0], first[1])
    .filter(({ labels }) =>
      selector.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value),
    );
}

// The API server refuses a selector with values that are no text.
function selectorOf({ object }: SnapshotObject): Labels {
  const entries = Object.entries(objectAt(object, "spec", "selector"));
  const labels = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return labels.length < entries.length ? {} : Object.fromEntries(labels);
}

function podLabelsOf({ labels, varying = [] }: NetworkEndpoint): PodLabels {
  return { labels, varying };
}

/** Why a Service may not lead to pods that it may select; undefined where it surely does. */
function doubtOf(service: SnapshotObject, endpoint: NetworkEndpoint): string | undefined {
  if (!endpoint.varying) return undefined;
  const matchLabels = selectorOf(service);
  if (compileSelection({ matchLabels })(podLabelsOf(endpoint)) !== "perhaps") return undefined;
  const keys = Object.keys(matchLabels).filter((key) =>
    endpoint.varying?.some((each) => each.keys.includes(key)),
  );
  return `only where the pod gets the value for the label ${keys.join(", ")} by which the Service selects`;
}

/** The number of a port of a pod, as `FindPort` of k8s.io/kubernetes/pkg/api/v1/pod has it: the first of that name. */
export function portNumberOf(
  { ports }: NetworkEndpoint,
  port: number | string,
  protocol: Protocol,
): number | undefined {
  if (typeof port === "number") return port;
  return ports.find((each) => each.name === port && each.protocol === protocol)?.port;
}

// Without a selector somebody else writes the EndpointSlices.
function slicesOf(
  { reference }: SnapshotObject,
  port: ServicePort | undefined,
  asked: { readonly port: number | string; readonly protocol: Protocol },
  { snapshot, directory }: Cluster,
): Backends {
  const namespace = namespaceOf(reference);
  const slices = snapshot
    .ofKind("discovery.k8s.io", "EndpointSlice")
    .filter(
      (slice) =>
        namespaceOf(slice.reference) === namespace &&
        stringMapOf(slice.object, "labels")["kubernetes.io/service-name"] === reference.name,
    );
  const backends = slices.flatMap(({ object }) => {
    const numbers = listAt(object, "ports").flatMap((each) => {
      const matches =
        textAt(each, "name") === (port?.name ?? "") &&
        (textAt(each, "protocol") || "TCP") === asked.protocol;
      const number = valueAt(each, "port");
      return matches && isPortNumber(number) ? [number] : [];
    });
    const addresses = listAt(object, "endpoints").flatMap((each) => listAt(each, "addresses"));
    return addresses.flatMap((text) => {
      const address = typeof text === "string" ? parseAddress(text) : undefined;
      const party = address && directory.partyAt(address);
      return party
        ? numbers.map((number) => ({ party, protocol: asked.protocol, port: number }))
        : [];
    });
  });
  if (backends.length > 0) return { backends };
  return {
    problem: `The Service ${namespace}/${reference.name} has no selector, and no EndpointSlice of the input says where it leads.`,
  };
}
