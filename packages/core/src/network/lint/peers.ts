import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { isEmpty } from "../bits.ts";
import { allOf } from "../endpoint-query.ts";
import { fieldOf, listOf } from "../fields.ts";
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

/** A peer that selects no pod or node of the input. */
export function* emptyPeers(
  policy: CompiledPolicy,
  direction: Direction,
  rule: PolicyRule,
  { universe, level }: Pick<Reachability, "universe"> & Pick<NetworkRemark, "level">,
): Generator<NetworkRemark> {
  for (const [index, peer] of (rule.peers === "any" ? [] : rule.peers).entries()) {
    if (peer.kind !== "pods" && peer.kind !== "nodes") continue;
    if (!isEmpty(universe.select(peer.kind === "pods" ? "pod" : "host", peer.query))) continue;
    yield {
      rule: "peer-selects-nothing",
      level,
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
  const written = listOf(ruleAt(object, rule.evidence.path), list);
  const has = (peer: JsonValue, field: string): boolean => fieldOf(peer, field) !== undefined;
  const namespaces = written.findIndex(
    (peer) => has(peer, "namespaceSelector") && !has(peer, "podSelector"),
  );
  const pods = written.findIndex(
    (peer) => has(peer, "podSelector") && !has(peer, "namespaceSelector"),
  );
  const own = rule.peers[pods];
  const others = rule.peers[namespaces];
  if (own?.kind !== "pods" || others?.kind !== "pods") return;
  const labels = withoutNamespace(own);
  const both = universe.select("pod", allOf([others.query, labels]));
  if (isEmpty(both) && !isEmpty(universe.select("pod", own.query))) return;
  const everywhere = others.query.is === "all";
  yield {
    rule: "peers-split",
    level: "warning",
    object: policy.object,
    path: [...rule.evidence.path, list],
    message: `namespaceSelector and podSelector stand in two peers, either of which is enough: every pod of ${everywhere ? "every namespace" : "the selected namespaces"} matches`,
  };
}

// A podSelector alone means the policy's own namespace, which the compiler puts first.
function withoutNamespace({ query }: Extract<Peer, { kind: "pods" }>): typeof query {
  if (query.is !== "and") return { is: "all" };
  return allOf(
    query.queries.filter((each) => !(each.is === "in" && each.attribute === "namespace")),
  );
}

/** The value at a path of keys and indices. */
export function ruleAt(object: JsonValue, path: FieldPath): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const segment of path)
    value =
      typeof segment === "number"
        ? (Array.isArray(value) ? (value as readonly JsonValue[]) : [])[segment]
        : fieldOf(value, segment);
  return value;
}
