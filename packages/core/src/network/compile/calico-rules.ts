import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { type AddressRange, allAddresses } from "../addresses.ts";
import { allOf, type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import { fieldOf, listOf, mappingOf, textOf } from "../fields.ts";
import type { Direction, Peer, PolicyRule } from "../policy.ts";
import { calicoAddresses, networkSetRanges } from "./calico-network-sets.ts";
import { type CalicoPlace, reportCalico, selectorAt } from "./calico-place.ts";
import { calicoPorts } from "./calico-ports.ts";

/** A rule, and which of the endpoints that the policy selects it is about. */
export interface CalicoRule {
  readonly rule: PolicyRule;
  readonly own: EndpointQuery;
}

const ACTIONS = { Allow: "allow", Deny: "deny", Pass: "pass" } as const;

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
  const written = textOf(rule, "action");
  if (written.toLowerCase() === "log") return [];
  const action = Object.entries(ACTIONS).find(
    ([name]) => name.toLowerCase() === written.toLowerCase(),
  );
  if (!action) {
    reportCalico(at, [...path, "action"], "an action is Allow, Deny, Pass or Log");
    return [];
  }
  const ports = calicoPorts(rule, path, at);
  if (!ports) return [];
  const [ownField, peerField] =
    direction === "ingress"
      ? (["destination", "source"] as const)
      : (["source", "destination"] as const);
  const own = mappingOf(rule, ownField);
  const criteria = [
    ...peersOf(mappingOf(rule, peerField), [...path, peerField], at),
    ...familyOf(rule),
  ];
  const doubt = ports.doubt ?? doubtOf(rule, own);
  const matched: Peer[] = criteria.length > 1 ? [{ kind: "every", peers: criteria }] : criteria;
  return [
    {
      own: selectedBy(own, [...path, ownField], at).query,
      rule: {
        action: action[1],
        peers: withDoubt(matched, doubt),
        ports: ports.ports,
        evidence: { object: at.object, path, message: `the rule ${WORDS[action[1]]} it` },
      },
    },
  ];
}

const WORDS = { allow: "allows", deny: "denies", pass: "passes on" } as const;

function withDoubt(peers: readonly Peer[], doubt: string | undefined): "any" | readonly Peer[] {
  if (doubt === undefined) return peers.length === 0 ? "any" : peers;
  if (peers.length === 0) return [{ kind: "unknown", among: "any", reason: doubt }];
  return peers.map((peer) => ({ kind: "perhaps", peer, reason: doubt }));
}

/** Criteria that a question does not have: the rule then may match. */
function doubtOf(rule: JsonObject, own: JsonObject): string | undefined {
  if (listOf(rule, "source", "ports").length + listOf(rule, "source", "notPorts").length > 0)
    return "it depends on the port of the source";
  if (listOf(own, "nets").length + listOf(own, "notNets").length > 0)
    return "it depends on the address of the pod that it is about";
  if (textOf(own, "notSelector") !== "") return "it depends on what its own notSelector leaves out";
  if (fieldOf(rule, "http") !== undefined) return "it depends on the HTTP request";
  return fieldOf(rule, "icmp") === undefined && fieldOf(rule, "notICMP") === undefined
    ? undefined
    : "it depends on the ICMP message";
}

// Pods of unknown address are taken for IPv4, as everywhere.
function familyOf(rule: JsonObject): readonly Peer[] {
  const version = fieldOf(rule, "ipVersion");
  if (version !== 4 && version !== 6) return [];
  return [{ kind: "addresses", ranges: [allAddresses(version)], pods: true }];
}

function peersOf(side: JsonObject, path: FieldPath, at: CalicoPlace): readonly Peer[] {
  const peers: Peer[] = [];
  if (selects(side)) peers.push(...anyOf(selectedPeers(side, path, at)));
  const notSelector = selectorAt(
    { holder: side, path: path, field: "notSelector" },
    "workload",
    at,
  ).query;
  if (textOf(side, "notSelector") !== "") {
    const scope = selectedBy(side, path, at);
    const unwanted = peersSelected(allOf([scope.within, notSelector]), scope, notSelector, at);
    peers.push(...unwanted.map((peer): Peer => ({ kind: "not", peer })));
  }
  const nets = rangesAt(side, "nets", path, at);
  if (listOf(side, "nets").length > 0) peers.push({ kind: "addresses", ranges: nets, pods: true });
  const notNets = rangesAt(side, "notNets", path, at);
  if (notNets.length > 0)
    peers.push({ kind: "not", peer: { kind: "addresses", ranges: notNets, pods: true } });
  return [...peers, ...elsewhere(side)];
}

/** What names addresses that the objects do not show. */
function elsewhere(side: JsonObject): readonly Peer[] {
  const service = textOf(side, "services", "name");
  if (service !== "")
    return [
      { kind: "unknown", among: "any", reason: `only the endpoints of the Service ${service}` },
    ];
  const domains = listOf(side, "domains");
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

function selects(side: JsonObject): boolean {
  return (
    textOf(side, "selector") !== "" || textOf(side, "namespaceSelector") !== "" || hasAccounts(side)
  );
}

function hasAccounts(side: JsonObject): boolean {
  return (
    listOf(side, "serviceAccounts", "names").length > 0 ||
    textOf(side, "serviceAccounts", "selector") !== ""
  );
}

interface Scope {
  /** Namespaces in which pods and NetworkSets are looked for. */
  readonly within: EndpointQuery;
  readonly isGlobal: boolean;
  readonly query: EndpointQuery;
}

// Without a namespaceSelector a namespaced policy means its own namespace, as soon as it selects anything.
function selectedBy(side: JsonObject, path: FieldPath, at: CalicoPlace): Scope {
  const named = selectorAt(
    { holder: side, path: path, field: "namespaceSelector" },
    "namespace",
    at,
  );
  const hasNamespaces = textOf(side, "namespaceSelector") !== "";
  const isOwn = !hasNamespaces && at.namespace !== undefined && selects(side);
  const within: EndpointQuery = isOwn
    ? { is: "in", attribute: "namespace", values: [at.namespace] }
    : named.query;
  const names = listOf(side, "serviceAccounts", "names").filter((name) => typeof name === "string");
  const accounts = mappingOf(side, "serviceAccounts");
  return {
    within,
    isGlobal: hasNamespaces && named.isGlobal,
    query: allOf([
      within,
      selectorAt({ holder: side, path: path, field: "selector" }, "workload", at).query,
      names.length > 0 ? { is: "in", attribute: "serviceAccount", values: names } : EVERY_ENDPOINT,
      selectorAt(
        { holder: accounts, path: [...path, "serviceAccounts"], field: "selector" },
        "serviceAccount",
        at,
      ).query,
    ]),
  };
}

function selectedPeers(side: JsonObject, path: FieldPath, at: CalicoPlace): readonly Peer[] {
  const scope = selectedBy(side, path, at);
  const { query: selector } = selectorAt(
    { holder: side, path: path, field: "selector" },
    "workload",
    at,
  );
  if (hasAccounts(side)) return [{ kind: "pods", query: scope.query }];
  return peersSelected(scope.query, scope, selector, at);
}

/** Pods, and the addresses of sets with such labels. */
function peersSelected(
  pods: EndpointQuery,
  { within, isGlobal }: Scope,
  selector: EndpointQuery,
  at: CalicoPlace,
): readonly Peer[] {
  const ranges: readonly AddressRange[] = networkSetRanges({ selector, within, isGlobal }, at);
  const sets: Peer[] = ranges.length > 0 ? [{ kind: "addresses", ranges, pods: true }] : [];
  return isGlobal
    ? sets.length > 0
      ? sets
      : [{ kind: "pods", query: pods }]
    : [{ kind: "pods", query: pods }, ...sets];
}

function rangesAt(
  side: JsonObject,
  field: "nets" | "notNets",
  path: FieldPath,
  at: CalicoPlace,
): readonly AddressRange[] {
  return calicoAddresses(listOf(side, field), (index) => {
    reportCalico(at, [...path, field, index], "a net is a range of addresses such as 10.0.0.0/8");
  });
}
