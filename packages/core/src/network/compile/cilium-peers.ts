import type { LabelSelector } from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import {
  type AddressRange,
  allAddresses,
  parseAddress,
  parseCidr,
  rangesWithout,
} from "../addresses.ts";
import { ciliumConfigOf } from "../cilium-config.ts";
import { allOf, type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import type { Direction, Peer } from "../policy.ts";
import { disjoint } from "./calico-network-sets.ts";
import {
  type CiliumPlace,
  type CiliumSelector,
  ciliumSelector,
  reportCilium,
  selectorProblemsOf,
} from "./cilium-selector.ts";

/**
 * The peers of a rule: pkg/policy/api/{ingress,egress,entity,cidr}.go of cilium/cilium. Undefined where the rule names none
 * at all; none where one of its lists is empty.
 */
export function ciliumPeers(
  rule: JsonValue,
  direction: Direction,
  path: FieldPath,
  at: CiliumPlace,
): readonly Peer[] | undefined {
  const word = direction === "ingress" ? "from" : "to";
  const peers: Peer[] = [];
  let names = false;
  for (const [suffix, read] of Object.entries(READERS)) {
    const list = listAt(rule, word + suffix);
    // Services that are not there leave nothing, as if the rule named nobody (`resolveToServices` of pkg/policy/k8s).
    const isGone = suffix === "Services" && list.every((each) => isNowhere(each, at));
    if (list.length > 0 && !isGone) names = true;
    for (const [index, entry] of list.entries())
      peers.push(...read(entry, [...path, word + suffix, index], at));
  }
  // Only here, as what is wrong with the rest of such a rule counts too.
  if (Object.keys(READERS).some((suffix) => isNobody(rule, word, suffix))) return [];
  return names ? joinHosts(peers) : undefined;
}

function isNobody(rule: JsonValue, word: string, suffix: string): boolean {
  if (!SELECTING.includes(suffix) || isOutweighed(rule, suffix)) return false;
  return valueAt(rule, word + suffix) !== undefined && listAt(rule, word + suffix).length === 0;
}

const SELECTING = ["Endpoints", "Entities", "CIDR", "CIDRSet", "Nodes"];

// `SetAggregatedSelectors` of an egress rule: the names of hosts are appended after the empty lists were looked at.
function isOutweighed(rule: JsonValue, suffix: string): boolean {
  return !["Endpoints", "Nodes"].includes(suffix) && listAt(rule, "toFQDNs").length > 0;
}

type ReadPeer = (entry: JsonValue, path: FieldPath, at: CiliumPlace) => readonly Peer[];

const READERS: Readonly<Record<string, ReadPeer>> = {
  Endpoints: endpointPeers,
  Entities: (entry, path, at) => entityPeers(textAt(entry), path, at),
  CIDR: (entry, path, at) => addressPeers(entry, [], path, at),
  CIDRSet: cidrSetPeers,
  Nodes: (entry, path, at) => {
    const peer: Peer = { kind: "nodes", query: ofNodes(ciliumSelector(entry, path, at).query) };
    return [{ kind: "perhaps", peer, reason: OTHERS }];
  },
  Services: servicePeers,
  FQDNs: (entry) => {
    const name = textAt(entry, "matchName") || textAt(entry, "matchPattern");
    return [{ kind: "unknown", among: "external", reason: `only the addresses of ${name}` }];
  },
  Groups: () => [
    { kind: "unknown", among: "external", reason: "only the addresses of a group of the cloud" },
  ],
};

function endpointPeers(entry: JsonValue, path: FieldPath, at: CiliumPlace): readonly Peer[] {
  const selector = ciliumSelector(entry, path, at);
  const { namespace } = at;
  // One that asks for reserved labels is held to no namespace.
  const isAnywhere = namespace === undefined || selector.namesNamespace || selector.namesReserved;
  const within: EndpointQuery = isAnywhere
    ? EVERY_ENDPOINT
    : { is: "in", attribute: "namespace", values: [namespace] };
  const peer: Peer = { kind: "pods", query: allOf([within, selector.query]) };
  const pods: Peer =
    selector.doubt === undefined ? peer : { kind: "perhaps", peer, reason: selector.doubt };
  return selector.namesReserved ? [pods, ...reservedPeers(selector, at)] : [pods];
}

/** What has a reserved label and no other, as far as it is among the endpoints here. */
function reservedPeers({ selectsReserved }: CiliumSelector, at: CiliumPlace): readonly Peer[] {
  const world = ciliumConfigOf(at.snapshot).isDualStack ? WORLD_OF_BOTH : WORLD;
  return [...world, ...RESERVED].flatMap(([name, peers]) => (selectsReserved(name) ? peers : []));
}

const OTHERS = "only nodes other than that on which the pod runs";
const PODS: Peer = { kind: "pods", query: EVERY_ENDPOINT };
const NODES: Peer = { kind: "nodes", query: EVERY_ENDPOINT };
const OWN_NODE: Peer = {
  kind: "perhaps",
  peer: NODES,
  reason: "only the node on which the pod runs",
};
const OTHER_NODES: Peer = {
  kind: "perhaps",
  peer: NODES,
  reason: OTHERS,
};
const API_SERVER = "only where the API server runs";

const EXTERNAL: Peer = { kind: "external" };
const API_SERVER_PEERS: readonly Peer[] = [
  { kind: "perhaps", peer: NODES, reason: API_SERVER },
  { kind: "unknown", among: "external", reason: API_SERVER },
];
const UNMANAGED: Peer = {
  kind: "perhaps",
  peer: PODS,
  reason: "only pods that Cilium does not manage",
};

/** The words of the API. Where pods before they have their labels, Cilium's own endpoints and nobody are none of the endpoints here. */
const ENTITIES: Readonly<Record<string, readonly Peer[]>> = {
  all: [PODS, NODES, EXTERNAL],
  cluster: [PODS, NODES],
  // Pods and nodes of other clusters are addresses that are not known here.
  "cluster-mesh": [PODS, NODES],
  host: [OWN_NODE],
  "remote-node": [OTHER_NODES],
  world: [EXTERNAL],
  "kube-apiserver": API_SERVER_PEERS,
  unmanaged: [UNMANAGED],
  init: [],
  health: [],
  ingress: [],
  none: [],
};

type ReservedLabel = readonly [name: string, peers: readonly Peer[]];

const RESERVED: readonly ReservedLabel[] = [
  ["host", [OWN_NODE]],
  ["remote-node", [OTHER_NODES]],
  ["kube-apiserver", API_SERVER_PEERS],
  ["unmanaged", [UNMANAGED]],
];

/** With addresses of both families the world is two, and nothing has the label of the one: `getWorldLabel` of pkg/labels/cidr.go. */
const WORLD: readonly ReservedLabel[] = [["world", [EXTERNAL]]];
const WORLD_OF_BOTH: readonly ReservedLabel[] = [
  ["world-ipv4", [{ kind: "every", peers: [EXTERNAL, ofFamily(4)] }]],
  ["world-ipv6", [{ kind: "every", peers: [EXTERNAL, ofFamily(6)] }]],
];

function entityPeers(entity: string, path: FieldPath, at: CiliumPlace): readonly Peer[] {
  const peers = Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
  if (peers) return peers;
  reportCilium(at, path, `there is no entity ${JSON.stringify(entity)}`);
  return [];
}

// The own node and the others are all nodes.
function joinHosts(peers: readonly Peer[]): readonly Peer[] {
  if (!peers.includes(OWN_NODE) || !peers.includes(OTHER_NODES)) return peers;
  return [...peers.filter((peer) => peer !== OWN_NODE && peer !== OTHER_NODES), NODES];
}

function ofFamily(family: 4 | 6): Peer {
  return { kind: "addresses", ranges: [allAddresses(family)], pods: false };
}

function cidrSetPeers(entry: JsonValue, path: FieldPath, at: CiliumPlace): readonly Peer[] {
  const except = listAt(entry, "except");
  const group = textAt(entry, "cidrGroupRef");
  const selector = valueAt(entry, "cidrGroupSelector");
  if (selector !== undefined)
    return groupPeers(selector, except, [...path, "cidrGroupSelector"], at);
  if (group === "") return addressPeers(valueAt(entry, "cidr") ?? null, except, path, at);
  const groups = groupsIn(at).filter(({ reference }) => reference.name === group);
  if (groups.length === 0 && !at.snapshot.assumptions.wholeCluster.value)
    reportCilium(at, [...path, "cidrGroupRef"], `the CiliumCIDRGroup ${group} is not in the input`);
  return [without(addressesOf(groups), except)];
}

function groupsIn({ snapshot }: CiliumPlace): readonly SnapshotObject[] {
  return snapshot.ofKind("cilium.io", "CiliumCIDRGroup");
}

/**
 * Addresses by the labels of all groups that they are in, each requirement for itself: `matchesEncodedRequirements` of
 * pkg/policy/types of cilium/cilium. What is in no group lacks every label, so that negative ones hold for it.
 */
function groupPeers(
  value: JsonValue,
  except: readonly JsonValue[],
  path: FieldPath,
  at: CiliumPlace,
): readonly Peer[] {
  const selector = withSources(decodeStructure("LabelSelector", value).value);
  for (const problem of selectorProblemsOf(selector))
    reportCilium(at, [...path, ...problem.path], problem.message);
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const inGroups = (key: string, isWanted: (value: string) => boolean): Peer => {
    const name = key.replace(/^(?:cidrgroup|any):/, "");
    return addressesOf(
      groupsIn(at).filter(({ object }) => {
        const own = stringMapOf(object, "labels")[name];
        return own !== undefined && isWanted(own);
      }),
    );
  };
  const labelled = Object.entries(matchLabels).map(([key, wanted]) =>
    inGroups(key, (own) => own === wanted),
  );
  const expressions = matchExpressions.map(({ key = "", operator, values = [] }): Peer => {
    const peer = inGroups(key, (own) => values.length === 0 || values.includes(own));
    return operator === "NotIn" || operator === "DoesNotExist" ? { kind: "not", peer } : peer;
  });
  return [without({ kind: "every", peers: [EXTERNAL, ...labelled, ...expressions] }, except)];
}

// A key may have a source; `$` stands for that of reserved labels, which no group has: `NewSourceEncodedLabelKey` of pkg/labels.
function withSources({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  const sourced = (key: string): string => key.replace(/^\$/, "reserved:");
  return {
    matchLabels: Object.fromEntries(
      Object.entries(matchLabels).map(([key, value]) => [sourced(key), value]),
    ),
    matchExpressions: matchExpressions.map((each) => ({ ...each, key: sourced(each.key ?? "") })),
  };
}

// Only ranges count: `cidrsAndLabelsForCIDRGroup` of pkg/policy/k8s.
function addressesOf(groups: readonly SnapshotObject[]): Peer {
  const ranges = groups.flatMap(({ object }) =>
    listAt(object, "spec", "externalCIDRs").flatMap((cidr) => parseCidr(textAt(cidr)) ?? []),
  );
  return { kind: "addresses", ranges: disjoint(ranges), pods: true };
}

function without(peer: Peer, except: readonly JsonValue[]): Peer {
  const holes = except.flatMap((hole) => rangeOf(hole) ?? []);
  if (holes.length === 0) return peer;
  const hole: Peer = { kind: "addresses", ranges: disjoint(holes), pods: true };
  return { kind: "every", peers: [peer, { kind: "not", peer: hole }] };
}

/** Addresses never match what Cilium knows by its identity, pods and nodes, unless it is told to. */
function addressPeers(
  cidr: JsonValue,
  except: readonly JsonValue[],
  path: FieldPath,
  at: CiliumPlace,
): readonly Peer[] {
  const range = rangeOf(cidr);
  const holes = except.flatMap((hole) => rangeOf(hole) ?? []);
  if (!range || holes.length < except.length) {
    reportCilium(at, path, "a CIDR is a range of addresses such as 10.0.0.0/8");
    return [];
  }
  return [{ kind: "addresses", ranges: rangesWithout(range, holes), pods: true }];
}

function rangeOf(value: JsonValue): AddressRange | undefined {
  const text = textAt(value);
  const address = parseAddress(text);
  return address
    ? { family: address.family, first: address.value, last: address.value }
    : parseCidr(text);
}

/**
 * The pods that a Service selects, of any namespace where none is named: pkg/policy/k8s/service.go; what a Service without a
 * selector leads to the objects do not show.
 */
function servicePeers(entry: JsonValue, _path: FieldPath, at: CiliumPlace): readonly Peer[] {
  const name = textAt(entry, "k8sService", "serviceName");
  const reason = `only the endpoints of the Service ${name || "that a selector selects"}`;
  const unknown: Peer = { kind: "unknown", among: "any", reason };
  if (isNowhere(entry, at)) return [];
  const services = servicesNamed(entry, at);
  if (services.length === 0 || valueAt(entry, "k8sServiceSelector") !== undefined) return [unknown];
  return services.map(({ object, reference }): Peer => {
    const labels = Object.entries(objectAt(object, "spec", "selector")).filter(
      (label): label is [string, string] => typeof label[1] === "string",
    );
    if (labels.length === 0) return unknown;
    const queries = labels.map(
      ([key, value]): EndpointQuery => ({ is: "in", attribute: `label:${key}`, values: [value] }),
    );
    const values = [namespaceOf(reference)];
    return {
      kind: "pods",
      query: allOf([{ is: "in", attribute: "namespace", values }, ...queries]),
    };
  });
}

function servicesNamed(entry: JsonValue, { snapshot }: CiliumPlace): readonly SnapshotObject[] {
  const name = textAt(entry, "k8sService", "serviceName");
  const namespace = textAt(entry, "k8sService", "namespace");
  return snapshot
    .ofKind("", "Service")
    .filter(
      ({ reference }) =>
        reference.name === name && (namespace === "" || namespaceOf(reference) === namespace),
    );
}

function isNowhere(entry: JsonValue, at: CiliumPlace): boolean {
  return (
    at.snapshot.assumptions.wholeCluster.value &&
    valueAt(entry, "k8sServiceSelector") === undefined &&
    servicesNamed(entry, at).length === 0
  );
}

/** Labels of nodes instead of pods. */
export function ofNodes(query: EndpointQuery): EndpointQuery {
  switch (query.is) {
    case "in":
    case "present":
    case "test":
      return {
        ...query,
        attribute: `nodeLabel:${query.attribute.slice(query.attribute.indexOf(":") + 1)}`,
      };
    case "not":
      return { is: "not", query: ofNodes(query.query) };
    case "and":
    case "or":
      return { is: query.is, queries: query.queries.map(ofNodes) };
    case "all":
      return query;
  }
}
