import { type NamedLabels, possibleLabels } from "../kubernetes/pod-labels.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { AddressAtoms } from "./address-atoms.ts";
import { type Address, type AddressRange, allAddresses } from "./addresses.ts";
import { type NamedPortsOf, type NetworkEndpoint, namedPortsOf } from "./endpoint.ts";
import type { Attribute } from "./endpoint-query.ts";
import type { ContainerPort } from "./ports.ts";

/** Endpoints that no policy tells apart. */
export interface EndpointClass {
  /** `host`: the node's own network, which selectors of pods do not see; `unidentified`: nobody knows whether they do. */
  readonly kind: "pod" | "host" | "unidentified";
  /** Never empty. */
  readonly members: readonly NetworkEndpoint[];
  readonly attributes: ReadonlyMap<Attribute, string>;
  /** Ports whose names policies use. */
  readonly ports: readonly ContainerPort[];
  /** Equal for classes with equal `ports`. */
  readonly portsKey: string;
  /** Whether the labels of its node are known. */
  readonly nodeKnown: boolean;
  /** The network that its pods are in, where it is not the cluster's. */
  readonly network?: string;
  /** Absent: of either, as far as is known. */
  readonly family?: 4 | 6;
  /** Where its addresses lie, as narrow as is known and as policies can tell. */
  readonly among: readonly AddressRange[];
}

/** What policies read, and how endpoints are to be taken. */
export interface Distinctions {
  readonly attributes: readonly Attribute[];
  /** What is asked about labels that differ from pod to pod or are not known, by key. */
  readonly varying: NamedLabels;
  readonly portNames: ReadonlySet<string>;
  readonly addresses: AddressAtoms;
  /** Whether any policy names addresses. */
  readonly byAddress: boolean;
  /** Whether selectors of pods see pods on the host's network. */
  readonly hostNetworkPods: "pod" | "node";
  /** Where pods of unknown address lie; empty: anywhere in IPv4. */
  readonly podRanges: readonly AddressRange[];
  readonly namedPorts: NamedPortsOf;
  /** Which labels policies do not see, whoever has them. */
  readonly hidden: ReadonlySet<Attribute>;
  readonly known?: KnownTraits | undefined;
}

/**
 * The partition, and for each endpoint the indices of its classes: two for an endpoint with addresses of both families, and
 * those of every way in which its labels may be.
 */
export interface Partition {
  readonly classes: readonly EndpointClass[];
  readonly classesOf: ReadonlyMap<NetworkEndpoint, readonly number[]>;
  /** Where the labels of an endpoint may be in several ways that policies tell apart. */
  readonly alternativesOf: ReadonlyMap<NetworkEndpoint, Alternatives>;
}

/** The ways in which an endpoint may be. */
interface Alternatives {
  /** The classes that it is of in each. */
  readonly classes: readonly (readonly number[])[];
  /** The labels of which the values decide. */
  readonly keys: readonly string[];
}

export function partitionEndpoints(
  endpoints: readonly NetworkEndpoint[],
  distinctions: Distinctions,
): Partition {
  const byKey = new Map<string, number>();
  const classes: (EndpointClass & { readonly members: NetworkEndpoint[] })[] = [];
  const classesOf = new Map<NetworkEndpoint, readonly number[]>();
  const alternativesOf = new Map<NetworkEndpoint, Alternatives>();
  const reads = readsOf(distinctions);
  const indicesOf = (endpoint: NetworkEndpoint, labels: Labels): readonly number[] => {
    const traits =
      labels === endpoint.labels
        ? knownTraits(endpoint, reads, distinctions)
        : traitsOf(endpoint, labels, distinctions);
    const indices: number[] = [];
    for (const place of placesOf(endpoint, traits.kind, distinctions)) {
      const key = traits.key + place.key;
      const index = byKey.get(key) ?? classes.length;
      byKey.set(key, index);
      indices.push(index);
      const known = classes[index];
      if (known && known.members.at(-1) !== endpoint) known.members.push(endpoint);
      classes[index] ??= classOf(endpoint, traits, place, distinctions);
    }
    return indices;
  };
  for (const endpoint of endpoints) {
    // Hardly ever is there more than one way.
    if (distinctions.varying.size === 0 || !endpoint.varying) {
      classesOf.set(endpoint, indicesOf(endpoint, endpoint.labels));
      continue;
    }
    const ways = labelsOf(endpoint, distinctions).map((labels) => indicesOf(endpoint, labels));
    const distinct = [...new Map(ways.map((indices) => [indices.join(), indices])).values()];
    const [only = []] = distinct;
    classesOf.set(endpoint, distinct.length > 1 ? [...new Set(distinct.flat())] : only);
    if (distinct.length > 1)
      alternativesOf.set(endpoint, { classes: distinct, keys: keysOf(endpoint, distinctions) });
  }
  return { classes, classesOf, alternativesOf };
}

function labelsOf(
  { labels, varying: own = [] }: NetworkEndpoint,
  { varying }: Distinctions,
): readonly Labels[] {
  return possibleLabels({ labels, varying: own }, varying);
}

function keysOf({ varying = [] }: NetworkEndpoint, distinctions: Distinctions): readonly string[] {
  return varying.flatMap(({ keys }) => keys.filter((key) => distinctions.varying.has(key)));
}

interface Traits {
  readonly kind: EndpointClass["kind"];
  readonly ports: readonly ContainerPort[];
  readonly portsKey: string;
  readonly values: readonly (string | undefined)[];
  readonly nodeKnown: boolean;
  readonly key: string;
}

/**
 * The traits that endpoints were seen with last. Where it is not known in which of a dozen ways the cluster is, policies read the same
 * of an endpoint in each.
 */
export type KnownTraits = WeakMap<
  NetworkEndpoint,
  { readonly reads: string; readonly traits: Traits }
>;

function knownTraits(endpoint: NetworkEndpoint, reads: string, distinctions: Distinctions): Traits {
  const kind = kindOf(endpoint, distinctions.hostNetworkPods);
  const known = distinctions.known?.get(endpoint);
  if (known?.traits.kind === kind && known.reads === reads) return known.traits;
  const traits = traitsOf(endpoint, endpoint.labels, distinctions);
  distinctions.known?.set(endpoint, { reads, traits });
  return traits;
}

/** Equal where the same is read of an endpoint. */
function readsOf({ attributes, portNames, namedPorts, hidden }: Distinctions): string {
  return JSON.stringify([attributes, [...portNames], namedPorts, [...hidden]]);
}

function traitsOf(endpoint: NetworkEndpoint, labels: Labels, distinctions: Distinctions): Traits {
  const { attributes, portNames, hostNetworkPods, hidden } = distinctions;
  const kind = kindOf(endpoint, hostNetworkPods);
  // A node has no named ports, whichever pods share its network.
  const named = kind === "host" ? [] : namedPortsOf(endpoint, distinctions.namedPorts);
  const ports = named.filter(({ name }) => portNames.has(name));
  const portsKey = ports.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`).join();
  const values = attributes.map((attribute) =>
    hidden.has(attribute) ? undefined : attributeOf(endpoint, labels, attribute),
  );
  // An absent value differs from every text, the empty one included.
  const texts = values.map((value) => (value === undefined ? "-" : `=${value}`));
  const nodeKnown = endpoint.nodeLabels !== undefined;
  const place = kind === "host" ? `${kind} ${nodeKnown}` : `${kind} ${endpoint.network ?? ""}`;
  return { kind, ports, portsKey, values, nodeKnown, key: [place, portsKey, ...texts].join("\n") };
}

function kindOf(
  { kind, hostNetwork }: NetworkEndpoint,
  hostNetworkPods: "pod" | "node",
): EndpointClass["kind"] {
  if (kind === "unidentified") return kind;
  return kind === "node" || (hostNetwork && hostNetworkPods === "node") ? "host" : "pod";
}

function classOf(
  endpoint: NetworkEndpoint,
  { kind, ports, portsKey, values, nodeKnown }: Traits,
  { family, among }: AddressPlace,
  distinctions: Distinctions,
): EndpointClass & { readonly members: NetworkEndpoint[] } {
  const attributes = new Map<Attribute, string>();
  for (const [position, attribute] of distinctions.attributes.entries()) {
    const value = values[position];
    if (value !== undefined) attributes.set(attribute, value);
  }
  const { network } = endpoint;
  const described = { kind, members: [endpoint], attributes, ports, portsKey, nodeKnown, among };
  return { ...described, ...(network !== undefined && { network }), ...(family && { family }) };
}

/** The value of an attribute of an endpoint; undefined where it has none. */
function attributeOf(
  endpoint: NetworkEndpoint,
  labels: Labels,
  attribute: Attribute,
): string | undefined {
  if (attribute === "namespace") return endpoint.workload.namespace;
  if (attribute === "serviceAccount") return endpoint.serviceAccount;
  const colon = attribute.indexOf(":");
  const key = attribute.slice(colon + 1);
  switch (attribute.slice(0, colon)) {
    case "label":
      return ownValue(labels, key);
    case "namespaceLabel":
      return ownValue(endpoint.namespaceLabels, key);
    case "serviceAccountLabel":
      return ownValue(endpoint.serviceAccountLabels, key);
    default:
      return ownValue(endpoint.nodeLabels ?? {}, key);
  }
}

function ownValue(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

interface AddressPlace {
  readonly key: string;
  readonly family?: 4 | 6;
  readonly among: readonly AddressRange[];
}

const ANYWHERE: readonly AddressPlace[] = [{ key: "", among: [allAddresses(4)] }];

// A packet is of one family, so that an endpoint with both is judged once for each, where addresses count.
function placesOf(
  { addresses }: NetworkEndpoint,
  kind: EndpointClass["kind"],
  { addresses: atoms, byAddress, podRanges }: Distinctions,
): readonly AddressPlace[] {
  const isKnown = addresses.length > 0 || (kind === "pod" && podRanges.length > 0);
  if (!isKnown) return ANYWHERE;
  const places: AddressPlace[] = [];
  for (const family of [4, 6] as const) {
    const ranges =
      addresses.length === 0
        ? podRanges.filter((range) => range.family === family)
        : atomsAround(
            addresses.filter((address) => address.family === family),
            atoms,
          );
    if (ranges.length === 0) continue;
    const key = byAddress ? ranges.map(({ first, last }) => `${first}-${last}`).join() : "";
    places.push({ key: `\n${family} ${key}`, family, among: ranges });
  }
  return byAddress || places.length === 1 ? places : ANYWHERE;
}

function atomsAround(
  addresses: readonly Address[],
  { atoms, atomOf }: AddressAtoms,
): AddressRange[] {
  const indices = new Set(addresses.map(atomOf));
  return [...indices].sort((a, b) => a - b).flatMap((index) => atoms[index] ?? []);
}
