import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, valueAt, valueAtPath } from "../../kubernetes/json-fields.ts";
import { showsAllEverywhere, showsAllIn } from "../../snapshot/completeness.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { isEmpty } from "../bits.ts";
import { allOf, type EndpointQuery, namespacesOf } from "../endpoint-query.ts";
import type { CompiledPolicy, Direction, Peer, PolicyRule } from "../policy.ts";
import type { Reachability } from "../reachability.ts";
import type { NetworkRemark } from "./remark.ts";

/** Where the peer of a rule stands: of a NetworkPolicy its own place, of others that of the rule. */
export function pathOfPeer(
  { family }: CompiledPolicy,
  { evidence }: PolicyRule,
  direction: Direction,
  index: number,
): FieldPath {
  if (family !== "NetworkPolicy") return evidence.path;
  return [...evidence.path, direction === "ingress" ? "from" : "to", index];
}

/**
 * What selects nothing is at fault where the input shows all that could be selected. Else there may be pods that nobody's
 * manifests hold: the cluster's DNS, whatever serves Ingresses.
 */
export function levelOf(
  { query }: { readonly query: EndpointQuery },
  snapshot: Snapshot,
): NetworkRemark["level"] {
  const namespaces = namespacesOf(query);
  const isShown = namespaces
    ? [...namespaces].every((namespace) => showsAllIn(snapshot, namespace))
    : showsAllEverywhere(snapshot);
  return isShown ? "warning" : "info";
}

/** A peer that selects no pod or node of the input. */
export function* emptyPeers(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { universe, snapshot }: Pick<Reachability, "universe"> & { readonly snapshot: Snapshot },
): Generator<NetworkRemark> {
  for (const [index, peer] of (rule.peers === "any" ? [] : rule.peers).entries()) {
    if (peer.kind !== "pods" && peer.kind !== "nodes") continue;
    if (!isEmpty(universe.select(peer.kind === "pods" ? "pod" : "host", peer.query))) continue;
    yield {
      rule: "peer-selects-nothing",
      level: levelOf(peer, snapshot),
      object: policy.object,
      path: pathOfPeer(policy, rule, direction, index),
      message: `the peer selects no ${peer.kind === "pods" ? "pod" : "node"} of the input`,
    };
  }
}

/**
 * A list of exactly two peers, one with a namespaceSelector and one with a podSelector alone: either lets in, where most
 * likely pods were meant that both select. Not where one peer with both selectors would select nothing although the
 * podSelector selects pods of the policy's own namespace: then the list says what it means.
 */
export function* splitPeers(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { object, universe }: { readonly object: JsonValue } & Pick<Reachability, "universe">,
): Generator<NetworkRemark> {
  if (policy.family !== "NetworkPolicy" || rule.peers === "any" || rule.peers.length !== 2) return;
  const list = direction === "ingress" ? "from" : "to";
  const written = listAt(valueAtPath(object, rule.evidence.path), list);
  const pair = halvesOf(written, rule.peers);
  if (!pair) return;
  const { own, others } = pair;
  const labels = withoutNamespace(own);
  const both = universe.select("pod", allOf([others.query, labels]));
  if (isEmpty(both) && !isEmpty(universe.select("pod", own.query))) return;
  const everywhere = others.query.is === "all";
  yield {
    rule: "peers-split",
    level: "warning",
    object: policy.object,
    path: [...rule.evidence.path, list],
    message: `namespaceSelector and podSelector are two peers, either of which allows: every pod of ${everywhere ? "every namespace" : "the selected namespaces"} matches`,
  };
}

type PodPeer = Extract<Peer, { kind: "pods" }>;

/** The peer with a podSelector alone and the one with a namespaceSelector alone, if there are both. */
function halvesOf(
  written: readonly JsonValue[],
  peers: readonly Peer[],
): { readonly own: PodPeer; readonly others: PodPeer } | undefined {
  const own = peers[indexOfPeer(written, "podSelector", "namespaceSelector")];
  const others = peers[indexOfPeer(written, "namespaceSelector", "podSelector")];
  return own?.kind === "pods" && others?.kind === "pods" ? { own, others } : undefined;
}

/** Of the first peer that has one selector and not the other. */
function indexOfPeer(peers: readonly JsonValue[], present: string, absent: string): number {
  return peers.findIndex(
    (peer) => valueAt(peer, present) !== undefined && valueAt(peer, absent) === undefined,
  );
}

// A podSelector alone means the policy's own namespace, which the compiler puts first.
function withoutNamespace({ query }: PodPeer): typeof query {
  if (query.is !== "and") return { is: "all" };
  return allOf(
    query.queries.filter((each) => !(each.is === "in" && each.attribute === "namespace")),
  );
}
