import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { parseCidr } from "../addresses.ts";
import type { CniProfile } from "../cni.ts";
import {
  allOf,
  type EndpointQuery,
  EVERY_ENDPOINT,
  NO_ENDPOINT,
  queryOfSelector,
} from "../endpoint-query.ts";
import type { DirectionRules, Peer, PolicyProblem, PolicyRule, PolicySubject } from "../policy.ts";
import type { NamedPort, PortMatch, PortRange } from "../ports.ts";
import { networkSetRanges } from "./calico-network-sets.ts";

/** How a version of the cluster-wide policies spells its rules. */
export interface ClusterDialect {
  readonly actions: ReadonlyMap<string, PolicyRule["action"]>;
  /** The field of a rule that holds its ports. */
  readonly portsField: "ports" | "protocols";
  readonly portOf: (
    port: JsonObject,
    path: FieldPath,
    at: ClusterPlace,
  ) => readonly (PortRange | NamedPort)[];
}

/** Where a policy is being read, with what the API server would refuse in it so far. */
export interface ClusterPlace {
  readonly object: ObjectReference;
  readonly dialect: ClusterDialect;
  readonly snapshot: Snapshot;
  readonly profile: CniProfile;
  readonly problems: PolicyProblem[];
}

export function reportProblem(
  { object, problems }: ClusterPlace,
  path: FieldPath,
  message: string,
): void {
  problems.push({ object, path, message });
}

/** The pods of `spec.subject`; those on the host's network are never among them. */
export function subjectOf(spec: JsonValue | undefined, at: ClusterPlace): PolicySubject {
  const path = ["spec", "subject"];
  const subject = valueAt(spec, "subject");
  const query = isJsonObject(subject) ? podsOf(subject, path, at) : undefined;
  if (!query) reportProblem(at, path, "the subject is either namespaces or pods");
  return { of: "pods", query: query ?? EVERY_ENDPOINT, path };
}

/** `spec.ingress` or `spec.egress`; undefined where there are no rules, as then the policy does not concern it. */
export function clusterRulesOf(
  direction: "ingress" | "egress",
  spec: JsonValue | undefined,
  at: ClusterPlace,
): DirectionRules | undefined {
  const rules = listAt(spec, direction);
  if (valueAt(spec, direction) !== undefined && !isJsonList(valueAt(spec, direction)))
    reportProblem(at, ["spec", direction], "the rules are a list");
  if (rules.length === 0) return undefined;
  return {
    isolates: false,
    rules: rules.map((rule, index) => ruleOf(direction, rule, ["spec", direction, index], at)),
  };
}

function ruleOf(
  direction: "ingress" | "egress",
  rule: JsonValue,
  path: FieldPath,
  at: ClusterPlace,
): PolicyRule {
  const { actions, portsField } = at.dialect;
  const action = actions.get(textAt(rule, "action"));
  if (!action)
    reportProblem(
      at,
      [...path, "action"],
      `the action is one of ${[...actions.keys()].join(", ")}`,
    );
  const list = direction === "ingress" ? "from" : "to";
  const peers = listAt(rule, list).map((peer, index) =>
    peerOf(direction, peer, [...path, list, index], at),
  );
  if (peers.length === 0) reportProblem(at, [...path, list], "a rule has at least one peer");
  const ports = portsOf(rule, [...path, portsField], at);
  const name = textAt(rule, "name");
  const words = `the rule ${name === "" ? "" : `"${name}" `}has the action ${textAt(rule, "action")}`;
  const evidence = { object: at.object, path, message: words };
  if (!peers.includes(undefined) && ports !== undefined)
    return {
      action: action ?? "deny",
      peers: peers.flatMap((peer) => peer ?? []),
      ports,
      evidence,
    };
  // Something that is not evaluated: an allowing rule then matches nothing, any other denies everything.
  return action === "allow"
    ? { action, peers: [], ports: "all", evidence }
    : { action: "deny", peers: "any", ports: "all", evidence };
}

// Undefined: the network plugin does not evaluate them. Calico knows no port names here (clusternetworkpolicy.go of its converters).
function portsOf(rule: JsonValue, path: FieldPath, at: ClusterPlace): PortMatch | undefined {
  const { portsField, portOf } = at.dialect;
  const ports = valueAt(rule, portsField);
  if (ports === undefined) return "all";
  const list = listAt(rule, portsField);
  if (list.length === 0 && !isJsonList(ports)) reportProblem(at, path, "the ports are a list");
  if (list.length === 0) return "all";
  const matches = list.flatMap((port, index) => {
    if (isJsonObject(port) && Object.keys(port).length === 1)
      return portOf(port, [...path, index], at);
    reportProblem(at, [...path, index], "a port has exactly one field");
    return [];
  });
  return isStandard(at) && matches.some((port) => "name" in port) ? undefined : matches;
}

// Of ClusterNetworkPolicies alone: those before them Calico converted otherwise.
function isStandard({ profile, object }: ClusterPlace): boolean {
  return profile.clusterPeers === "standard" && object.kind === "ClusterNetworkPolicy";
}

const PEER_FIELDS = ["namespaces", "pods", "networks", "nodes", "domainNames"] as const;

// undefined: a kind of peer that this version of the API does not know, or the network plugin does not evaluate.
function peerOf(
  direction: "ingress" | "egress",
  peer: JsonValue,
  path: FieldPath,
  at: ClusterPlace,
): readonly Peer[] | undefined {
  const known = direction === "ingress" ? PEER_FIELDS.slice(0, 2) : PEER_FIELDS;
  const fields = known.filter((field) => valueAt(peer, field) !== undefined);
  const [field] = fields;
  if (fields.length > 1) reportProblem(at, path, "a peer has exactly one field");
  if (field === undefined || !isJsonObject(peer)) return undefined;
  if (isStandard(at) && EXPERIMENTAL.includes(field)) return undefined;
  return PEER_READERS[field](peer, path, at);
}

const EXPERIMENTAL: readonly string[] = ["nodes", "domainNames"];

const PEER_READERS: Readonly<
  Record<
    (typeof PEER_FIELDS)[number],
    (peer: JsonObject, path: FieldPath, at: ClusterPlace) => readonly Peer[]
  >
> = {
  namespaces: podPeers,
  pods: podPeers,
  nodes: (peer, path, at) => {
    const query = selectorOf(peer["nodes"] ?? null, "nodeLabel", [...path, "nodes"], at);
    return [query ? { kind: "nodes", query } : unknownPeer(UNKNOWN_SELECTOR)];
  },
  networks: (peer, path, at) =>
    listAt(peer, "networks").map((cidr, index) =>
      networkOf(cidr, [...path, "networks", index], at),
    ),
  domainNames: () => [
    { kind: "unknown", among: "external", reason: "the addresses of a domain name are not known" },
  ],
};

function podPeers(peer: JsonObject, path: FieldPath, at: ClusterPlace): readonly Peer[] {
  const query = podsOf(peer, path, at);
  if (!query) return [unknownPeer(UNKNOWN_SELECTOR)];
  return [{ kind: "pods", query }, ...networkSetsOf(peer, query, at)];
}

// Calico's selector of namespaces finds the sets of addresses in them too; that of pods asks for pods alone.
function networkSetsOf(
  peer: JsonObject,
  query: EndpointQuery,
  { profile, snapshot }: ClusterPlace,
): readonly Peer[] {
  if (profile.name !== "calico" || valueAt(peer, "namespaces") === undefined) return [];
  const inNamespace: EndpointQuery = { is: "present", attribute: "namespace" };
  const ranges = networkSetRanges(allOf([inNamespace, query]), snapshot);
  return ranges.length > 0 ? [{ kind: "addresses", ranges, pods: true }] : [];
}

const UNKNOWN_SELECTOR = "the selector has fields of another version of the API";

function unknownPeer(reason: string): Peer {
  return { kind: "unknown", among: "any", reason };
}

function networkOf(cidr: JsonValue, path: FieldPath, at: ClusterPlace): Peer {
  const range = typeof cidr === "string" ? parseCidr(cidr) : undefined;
  if (!range) reportProblem(at, path, "a network is a range of addresses such as 10.0.0.0/8");
  return { kind: "addresses", ranges: range ? [range] : [], pods: true };
}

// `namespaces` or `pods` of a subject or peer. Undefined: it is neither, or has fields of another version.
function podsOf(holder: JsonObject, path: FieldPath, at: ClusterPlace): EndpointQuery | undefined {
  const namespaces = valueAt(holder, "namespaces");
  if (namespaces !== undefined)
    return selectorOf(namespaces, "namespaceLabel", [...path, "namespaces"], at);
  const pods = valueAt(holder, "pods");
  if (!isJsonObject(pods)) return undefined;
  // Both selectors are no pointers in the API: an absent one is the empty one, which selects all.
  const inNamespaces = selectorOf(
    valueAt(pods, "namespaceSelector") ?? {},
    "namespaceLabel",
    [...path, "pods", "namespaceSelector"],
    at,
  );
  const selected = selectorOf(
    valueAt(pods, "podSelector") ?? {},
    "label",
    [...path, "pods", "podSelector"],
    at,
  );
  return inNamespaces && selected ? allOf([inNamespaces, selected]) : undefined;
}

// Undefined: the selector has fields that this version does not know, as `sameLabels` of an earlier one.
function selectorOf(
  value: JsonValue,
  of: "label" | "namespaceLabel" | "nodeLabel",
  path: FieldPath,
  at: ClusterPlace,
): EndpointQuery | undefined {
  const decoded = decodeStructure("LabelSelector", value);
  for (const problem of decoded.problems)
    if (problem.kind === "wrong-type")
      reportProblem(at, [...path, ...problem.path], problem.message);
  if (decoded.problems.some(({ kind }) => kind === "unknown-field")) return undefined;
  const { query, problems } = queryOfSelector(decoded.value, of);
  for (const problem of problems)
    reportProblem(at, [...path, ...problem.path], `the selector ${problem.message}`);
  return problems.length > 0 ? NO_ENDPOINT : query;
}
