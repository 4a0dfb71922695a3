import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AddressRange } from "./addresses.ts";
import type { EndpointQuery } from "./endpoint-query.ts";
import type { PortMatch } from "./ports.ts";

/*
 * What every kind of network policy becomes, before it meets the endpoints of a cluster. A connection is judged at its
 * source (egress) and at its destination (ingress) alike: through the tiers in order; in a tier through the rules of the
 * policies that select the endpoint, by `order` of the policy and then as they stand; the first that matches decides,
 * `pass` for the next tier. What no rule of a tier matches has the tier's end, if one of its policies isolates the
 * endpoint, else it goes on. After the last tier it is allowed.
 */

export type Direction = "ingress" | "egress";

export const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

/** Kinds of policies that a network plugin enforces or not, together. AdminNetworkPolicy has the baseline one with it. */
export type PolicyFamily =
  | "NetworkPolicy"
  | "ClusterNetworkPolicy"
  | "AdminNetworkPolicy"
  | "cilium"
  | "calico"
  | "antrea"
  | "ovn";

export interface PolicyTier {
  readonly name: string;
  /** Lower is asked first; tiers of equal order by name. */
  readonly order: number;
  /** What becomes of what no rule matches, where the endpoint is isolated. */
  readonly end: "allow" | "deny" | "pass";
  /** Which of two policies of equal order is asked first: nobody knows, so that either outcome is possible, or that of the lower id. */
  readonly ties: "either-first" | "by-id";
}

/** Whether two are the same tier: tiers may be objects of the cluster, read once for each policy. */
export function isSameTier(a: PolicyTier, b: PolicyTier): boolean {
  return a === b || (a.order === b.order && a.name === b.name);
}

/** One policy object, or the part of one that belongs at one place of the order. */
export interface CompiledPolicy {
  /** Differs from that of every other policy of the input; the same object in the next reading has the same. */
  readonly id: string;
  readonly object: ObjectReference;
  readonly family: PolicyFamily;
  readonly tier: PolicyTier;
  /** Within the tier, lower first. */
  readonly order: number;
  /** Decides between policies of equal order; the id where absent. */
  readonly rank?: string;
  readonly subject: PolicySubject;
  /** Absent: the policy does not concern that direction. */
  readonly ingress?: DirectionRules;
  readonly egress?: DirectionRules;
}

/** The endpoints that a policy is about: pods, or the nodes themselves with what shares their network. */
export interface PolicySubject {
  readonly of: "pods" | "nodes";
  readonly query: EndpointQuery;
  /** The field that selects them. */
  readonly path: FieldPath;
}

export interface DirectionRules {
  /** Whether the end of the tier holds for the endpoints that the policy selects. */
  readonly isolates: boolean;
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly action: "allow" | "deny" | "pass";
  /** A rule with several peers matches each of them. */
  readonly peers: "any" | readonly Peer[];
  readonly ports: PortMatch;
  readonly evidence: Evidence;
}

export type Peer =
  | { readonly kind: "pods"; readonly query: EndpointQuery }
  | { readonly kind: "nodes"; readonly query: EndpointQuery }
  /** Ranges that do not overlap; `pods`: whether an address of a pod counts too, where the network plugin lets it. */
  | {
      readonly kind: "addresses";
      readonly ranges: readonly AddressRange[];
      readonly pods: boolean;
    }
  /** Every address outside the cluster. */
  | { readonly kind: "external" }
  /** What cannot be known from the objects: it may match, and a verdict that hangs on it is `unknown`. */
  | { readonly kind: "unknown"; readonly among: "any" | "external"; readonly reason: string }
  /** What that peer is, as far as it can be known: it may match and may not. */
  | { readonly kind: "perhaps"; readonly peer: Peer; readonly reason: string }
  /** What every one of them matches. */
  | { readonly kind: "every"; readonly peers: readonly Peer[] }
  | { readonly kind: "not"; readonly peer: Peer };

/** The peers of which others are made, themselves included. */
export function* peersWithin(peers: readonly Peer[]): Generator<Peer> {
  for (const peer of peers) {
    yield peer;
    if (peer.kind === "perhaps" || peer.kind === "not") yield* peersWithin([peer.peer]);
    if (peer.kind === "every") yield* peersWithin(peer.peers);
  }
}

/** Something in a policy that the API server would refuse or that cannot be decided, and what was made of it. */
export interface PolicyProblem {
  readonly object: ObjectReference;
  readonly path: FieldPath;
  /** A lower-case clause. */
  readonly message: string;
}

/** What the file of a kind makes of one object. */
export interface Compilation {
  readonly policies: readonly CompiledPolicy[];
  readonly problems: readonly PolicyProblem[];
}
