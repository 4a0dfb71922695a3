import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { type AddressRange, allAddresses, parseCidr } from "../addresses.ts";
import { allOf, type EndpointQuery, EVERY_ENDPOINT, NO_ENDPOINT } from "../endpoint-query.ts";
import type { Direction, Peer, PolicyRule } from "../policy.ts";
import { disjoint, networkSetRanges } from "./calico-network-sets.ts";
import { type CalicoPlace, selectorAt } from "./calico-place.ts";
import { calicoPorts } from "./calico-ports.ts";
import { ofPods } from "./calico-selector.ts";

/** A rule, and which of the endpoints that the policy selects it is about. */
export interface CalicoRule {
  readonly rule: PolicyRule;
  readonly own: EndpointQuery;
}

const ACTIONS: ReadonlyMap<string, PolicyRule["action"]> = new Map([
  ["Allow", "allow"],
  ["Deny", "deny"],
  ["Pass", "pass"],
]);

/**
 * What a rule comes to: `Rule` and `EntityRule` of api/pkg/apis/projectcalico/v3/common.go. All criteria of both sides have
 * to hold. `Log` decides nothing, and neither do rules about other protocols.
 */
export function calicoRule(
  rule: JsonValue,
  direction: Direction,
  path: FieldPath,
  at: CalicoPlace,
): readonly CalicoRule[] {
  if (!isJsonObject(rule)) return [];
  const action = ACTIONS.get(textAt(rule, "action"));
  const ports = calicoPorts(rule, path, at);
  const [ownField, peerField] =
    direction === "ingress"
      ? (["destination", "source"] as const)
      : (["source", "destination"] as const);
  const own = objectAt(rule, ownField);
  const criteria = [
    ...peersOf(objectAt(rule, peerField), [...path, peerField], at),
    ...familyOf(rule),
  ];
  const { sure, perhaps } = ownSide(own, [...path, ownField], at);
  // Only here, as what is wrong with the rest of such a rule counts too.
  if (!action || !ports) return [];
  const matched: Peer[] = criteria.length > 1 ? [{ kind: "every", peers: criteria }] : criteria;
  const ruleWith = (doubt: string | undefined): PolicyRule => ({
    action,
    peers: withDoubt(matched, doubt),
    ports: ports.ports,
    evidence: { object: at.object, path, message: `the rule ${WORDS[action]} it` },
  });
  const doubt = ports.doubt ?? doubtOf(rule, own);
  return [
    { own: sure, rule: ruleWith(doubt) },
    ...(perhaps ? [{ own: perhaps, rule: ruleWith(doubt ?? OWN_ADDRESS) }] : []),
  ];
}

const OWN_ADDRESS = "it depends on the address of the pod that it is about";

const WORDS = { allow: "allows", deny: "denies", pass: "passes on" } as const;

function withDoubt(peers: readonly Peer[], doubt: string | undefined): "any" | readonly Peer[] {
  if (doubt === undefined) return peers.length === 0 ? "any" : peers;
  if (peers.length === 0) return [{ kind: "unknown", among: "any", reason: doubt }];
  return peers.map((peer) => ({ kind: "perhaps", peer, reason: doubt }));
}

/** Criteria that a question does not have: the rule then may match. */
function doubtOf(rule: JsonObject, own: JsonObject): string | undefined {
  if (listAt(rule, "source", "ports").length + listAt(rule, "source", "notPorts").length > 0)
    return "it depends on the port of the source";
  if (listAt(own, "nets").length + listAt(own, "notNets").length > 0) return OWN_ADDRESS;
  if (valueAt(rule, "http") !== undefined) return "it depends on the HTTP request";
  return valueAt(rule, "icmp") === undefined && valueAt(rule, "notICMP") === undefined
    ? undefined
    : "it depends on the ICMP message";
}

// Pods of unknown address are taken for IPv4, as everywhere.
function familyOf(rule: JsonObject): readonly Peer[] {
  const version = valueAt(rule, "ipVersion");
  if (version !== 4 && version !== 6) return [];
  return [{ kind: "addresses", ranges: [allAddresses(version)], pods: true }];
}

function peersOf(side: JsonObject, path: FieldPath, at: CalicoPlace): readonly Peer[] {
  const peers: Peer[] = [];
  const wanted = selectedBy(side, path, at);
  const unwanted = unwantedBy(side, path, at);
  if (wanted) peers.push(...anyOf(selectedPeers(without(wanted, unwanted), at)));
  else if (unwanted)
    peers.push(...selectedPeers(unwanted, at).map((peer): Peer => ({ kind: "not", peer })));
  const nets = rangesAt(side, "nets");
  if (listAt(side, "nets").length > 0) peers.push({ kind: "addresses", ranges: nets, pods: true });
  const notNets = rangesAt(side, "notNets");
  if (notNets.length > 0)
    peers.push({ kind: "not", peer: { kind: "addresses", ranges: notNets, pods: true } });
  return [...peers, ...elsewhere(side)];
}

/**
 * Which of the endpoints that the policy selects a rule is about, and which it may be about: an address may lie in a set
 * that its selector selects too.
 */
function ownSide(
  side: JsonObject,
  path: FieldPath,
  at: CalicoPlace,
): { readonly sure: EndpointQuery; readonly perhaps: EndpointQuery | undefined } {
  const wanted = selectedBy(side, path, at);
  const unwanted = unwantedBy(side, path, at);
  if (wanted) {
    const query = without(wanted, unwanted);
    const sure = ofPods(query);
    const hasSets = networkSetRanges(query, at.snapshot).length > 0;
    return { sure, perhaps: hasSets ? { is: "not", query: sure } : undefined };
  }
  if (!unwanted) return { sure: EVERY_ENDPOINT, perhaps: undefined };
  const left: EndpointQuery = { is: "not", query: ofPods(unwanted) };
  return networkSetRanges(unwanted, at.snapshot).length > 0
    ? { sure: NO_ENDPOINT, perhaps: left }
    : { sure: left, perhaps: undefined };
}

function without(wanted: EndpointQuery, unwanted: EndpointQuery | undefined): EndpointQuery {
  return unwanted ? allOf([wanted, { is: "not", query: unwanted }]) : wanted;
}

/** What names addresses that the objects do not show. */
function elsewhere(side: JsonObject): readonly Peer[] {
  const service = textAt(side, "services", "name");
  if (service !== "")
    return [
      { kind: "unknown", among: "any", reason: `only the endpoints of the Service ${service}` },
    ];
  const domains = listAt(side, "domains");
  if (domains.length === 0) return [];
  const names = domains.filter((name) => typeof name === "string").join(", ");
  return [{ kind: "unknown", among: "external", reason: `only the addresses of ${names}` }];
}

/** Several of which one has to match, as one. */
function anyOf(peers: readonly Peer[]): readonly Peer[] {
  if (peers.length < 2) return peers;
  const none: Peer = { kind: "every", peers: peers.map((peer) => ({ kind: "not", peer })) };
  return [{ kind: "not", peer: none }];
}

/**
 * What is selected, undefined where nothing is said: `getEndpointSelector` of updateprocessors/rules.go. A namespaced policy
 * means its own namespace as soon as any selector is used, and a notSelector is one.
 */
function selectedBy(side: JsonObject, path: FieldPath, at: CalicoPlace): EndpointQuery | undefined {
  const has = (...keys: readonly string[]): boolean => textAt(side, ...keys) !== "";
  const names = listAt(side, "serviceAccounts", "names").filter((name) => typeof name === "string");
  const isSelected = has("selector") || has("serviceAccounts", "selector") || names.length > 0;
  const isScoped = isSelected || has("notSelector") || has("namespaceSelector");
  const within = withinOf(side, path, at);
  if (!isSelected && !(isScoped && within)) return undefined;
  const accounts = objectAt(side, "serviceAccounts");
  return allOf([
    within ?? EVERY_ENDPOINT,
    selectorAt({ holder: side, path, field: "selector" }, "workload", at),
    names.length > 0 ? { is: "in", attribute: "serviceAccount", values: names } : EVERY_ENDPOINT,
    selectorAt(
      { holder: accounts, path: [...path, "serviceAccounts"], field: "selector" },
      "serviceAccount",
      at,
    ),
  ]);
}

function withinOf(side: JsonObject, path: FieldPath, at: CalicoPlace): EndpointQuery | undefined {
  if (textAt(side, "namespaceSelector") !== "")
    return selectorAt({ holder: side, path, field: "namespaceSelector" }, "namespace", at);
  return at.namespace === undefined
    ? undefined
    : { is: "in", attribute: "namespace", values: [at.namespace] };
}

function unwantedBy(side: JsonObject, path: FieldPath, at: CalicoPlace): EndpointQuery | undefined {
  return textAt(side, "notSelector") === ""
    ? undefined
    : selectorAt({ holder: side, path, field: "notSelector" }, "workload", at);
}

/** Pods, and the addresses of sets with such labels. */
function selectedPeers(query: EndpointQuery, { snapshot }: CalicoPlace): readonly Peer[] {
  const ranges = networkSetRanges(query, snapshot);
  const pods: Peer = { kind: "pods", query: ofPods(query) };
  return ranges.length > 0 ? [pods, { kind: "addresses", ranges, pods: true }] : [pods];
}

function rangesAt(side: JsonObject, field: "nets" | "notNets"): readonly AddressRange[] {
  return disjoint(
    listAt(side, field).flatMap((net) => (typeof net === "string" ? (parseCidr(net) ?? []) : [])),
  );
}
