import type { LabelSelector } from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import { selectsLabels } from "../../kubernetes/selectors.ts";
import {
  type AddressRange,
  allAddresses,
  parseAddress,
  parseCidr,
  rangesWithout,
} from "../addresses.ts";
import { allOf, type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import type { Direction, Peer } from "../policy.ts";
import { type CiliumPlace, ciliumSelector, reportCilium } from "./cilium-selector.ts";

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
    const field = word + suffix;
    const list = listAt(rule, field);
    const isNobody = valueAt(rule, field) !== undefined && list.length === 0;
    if (isNobody && SELECTING.includes(suffix) && !isOutweighed(rule, suffix)) return [];
    if (list.length > 0) names = true;
    for (const [index, entry] of list.entries())
      peers.push(...read(entry, [...path, field, index], at));
  }
  return names ? joinHosts(peers) : undefined;
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
    const selector = ciliumSelector(entry, path, at);
    if (!("query" in selector)) return [];
    const peer: Peer = { kind: "nodes", query: ofNodes(selector.query) };
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
  if ("entity" in selector) return entityPeers(selector.entity, path, at);
  const within: EndpointQuery =
    at.namespace === undefined || selector.namesNamespace
      ? EVERY_ENDPOINT
      : { is: "in", attribute: "namespace", values: [at.namespace] };
  const peer: Peer = { kind: "pods", query: allOf([within, selector.query]) };
  const { doubt } = selector;
  return doubt === undefined ? [peer] : [{ kind: "perhaps", peer, reason: doubt }];
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

/** Where pods before they have their labels, Cilium's own endpoints and nobody are none of the endpoints here. */
const ENTITIES: Readonly<Record<string, readonly Peer[]>> = {
  all: [PODS, NODES, { kind: "external" }],
  cluster: [PODS, NODES],
  host: [OWN_NODE],
  "remote-node": [OTHER_NODES],
  world: [{ kind: "external" }],
  "world-ipv4": [{ kind: "every", peers: [{ kind: "external" }, ofFamily(4)] }],
  "world-ipv6": [{ kind: "every", peers: [{ kind: "external" }, ofFamily(6)] }],
  "kube-apiserver": [
    { kind: "perhaps", peer: NODES, reason: API_SERVER },
    { kind: "unknown", among: "external", reason: API_SERVER },
  ],
  unmanaged: [{ kind: "perhaps", peer: PODS, reason: "only pods that Cilium does not manage" }],
  init: [],
  health: [],
  ingress: [],
  none: [],
};

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
  if (group === "" && selector === undefined)
    return addressPeers(valueAt(entry, "cidr") ?? null, except, path, at);
  const groups = at.snapshot
    .ofKind("cilium.io", "CiliumCIDRGroup")
    .filter(({ object, reference }) =>
      selector === undefined
        ? reference.name === group
        : selectsLabels(decodedSelector(selector), stringMapOf(object, "labels")),
    );
  if (groups.length === 0 && selector === undefined)
    reportCilium(at, [...path, "cidrGroupRef"], `the CiliumCIDRGroup ${group} is not in the input`);
  return groups.flatMap(({ object }) =>
    listAt(object, "spec", "externalCIDRs").flatMap((cidr) => addressPeers(cidr, except, path, at)),
  );
}

function decodedSelector(value: JsonValue): LabelSelector {
  return decodeStructure("LabelSelector", value).value;
}

/** Addresses never match what Cilium knows by its identity: pods, and nodes unless it is told to. */
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
  return [{ kind: "addresses", ranges: rangesWithout(range, holes), pods: false }];
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
  const namespace = textAt(entry, "k8sService", "namespace");
  const reason = `only the endpoints of the Service ${name || "that a selector selects"}`;
  const services = at.snapshot
    .ofKind("", "Service")
    .filter(
      ({ reference }) =>
        reference.name === name && (namespace === "" || namespaceOf(reference) === namespace),
    );
  const unknown: Peer = { kind: "unknown", among: "any", reason };
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
