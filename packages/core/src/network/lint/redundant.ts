import type { Evidence } from "../../snapshot/verdict.ts";
import { isEmpty, membersOf } from "../bits.ts";
import type { NetworkAnalysis } from "../model.ts";
import { type CompiledPolicy, DIRECTIONS, type Direction, type PolicyRule } from "../policy.ts";
import type { PolicyChange, Reachability } from "../reachability.ts";
import type { ResolvedRule } from "../resolve.ts";
import { traceSide } from "../trace.ts";
import type { NetworkRemark } from "./remark.ts";

/**
 * Policies and rules without which every verdict about the input stays what it is: the engine is asked again without them.
 * What was found stays away while the others are tried, the last first, so that all of it can go at once. A policy without
 * rules is left alone: it holds for pods that are still to come.
 */
export function redundancyRemarksOf({ possibilities }: NetworkAnalysis): readonly NetworkRemark[] {
  // Where possibilities differ, what is of use in one of them is of use.
  let current = possibilities.map(({ reachability }) => reachability);
  const remarks: NetworkRemark[] = [];
  const attempt = (removal: Removal): boolean => {
    const found = current.map((before) => without(before, removal));
    const rest = found.flatMap((each) => (each ? [each.reachability] : []));
    if (rest.length < current.length || rest.length === 0) return false;
    current = rest;
    const evidence = found.flatMap((each) => each?.insteadOf ?? []);
    remarks.push(remarkOf(removal, evidence.slice(0, NAMED)));
    return true;
  };
  for (const policy of (current[0]?.policies ?? []).toReversed()) {
    const rules = DIRECTIONS.flatMap((direction) =>
      (policy[direction]?.rules ?? []).map((rule) => ({ direction, rule })),
    );
    if (rules.length === 0 || attempt({ policy, rules })) continue;
    let rest = policy;
    for (const each of rules.toReversed())
      if (rules.length > 1 && attempt({ policy: rest, rules: [each], rest: lacking(rest, each) }))
        rest = lacking(rest, each);
  }
  return remarks.reverse();
}

const NAMED = 3;

interface PlacedRule {
  readonly direction: Direction;
  readonly rule: PolicyRule;
}

interface Removal {
  readonly policy: CompiledPolicy;
  readonly rules: readonly PlacedRule[];
  /** What is left of the policy; absent: nothing. */
  readonly rest?: CompiledPolicy;
}

function lacking(policy: CompiledPolicy, { direction, rule }: PlacedRule): CompiledPolicy {
  const rules = policy[direction];
  if (!rules) return policy;
  const kept = rules.rules.filter((each) => each !== rule);
  return { ...policy, [direction]: { ...rules, rules: kept } };
}

function without(
  before: Reachability,
  removal: Removal,
): { readonly reachability: Reachability; readonly insteadOf: readonly Evidence[] } | undefined {
  const { policy, rest } = removal;
  const change: PolicyChange = rest ? { added: [rest] } : { removed: [policy.id] };
  // Peers that select nothing here may be meant for pods that the input does not show.
  if (removal.rules.some(({ rule }) => hasEmptyPeer(rule, before))) return undefined;
  const matched = matchedBy(before, removal);
  if (matched.length === 0) return undefined;
  const { reachability, changed } = before.withPolicies(change);
  if (changed === "everything") return undefined;
  const same = DIRECTIONS.every((direction) =>
    distinctSubjects(before, direction, changed[direction]).every((index) =>
      hasSameAnswers(before, reachability, direction, index),
    ),
  );
  return same ? { reachability, insteadOf: deciding(reachability, matched) } : undefined;
}

function hasEmptyPeer({ peers }: PolicyRule, { universe }: Reachability): boolean {
  return (
    peers !== "any" &&
    peers.some(
      (peer) =>
        (peer.kind === "pods" || peer.kind === "nodes") &&
        isEmpty(universe.select(peer.kind === "pods" ? "pod" : "host", peer.query)),
    )
  );
}

interface MatchedRule {
  readonly direction: Direction;
  readonly subject: number;
  readonly resolved: ResolvedRule;
}

function matchedBy(reachability: Reachability, { policy, rules }: Removal): readonly MatchedRule[] {
  const wanted = new Set(rules.map(({ rule }) => rule));
  const all = reachability.universe.classes.map((_, index) => index);
  return DIRECTIONS.flatMap((direction) =>
    distinctSubjects(reachability, direction, all).flatMap((subject) =>
      reachability
        .rulesOf(policy, direction, subject)
        .filter(({ rule, sure }) => wanted.has(rule) && !isEmpty(sure))
        .map((resolved) => ({ direction, subject, resolved })),
    ),
  );
}

// Subjects under the same policies with the same named ports have the same answers.
function distinctSubjects(
  { universe, policiesOf }: Reachability,
  direction: Direction,
  subjects: readonly number[],
): readonly number[] {
  const distinct = new Map<string, number>();
  for (const index of subjects) {
    const policies = policiesOf(direction, index);
    if (policies.length === 0) continue;
    const key = JSON.stringify([
      universe.classes[index]?.portsKey,
      ...policies.map(({ id }) => id),
    ]);
    if (!distinct.has(key)) distinct.set(key, index);
  }
  return [...distinct.values()];
}

function hasSameAnswers(
  before: Reachability,
  after: Reachability,
  direction: Direction,
  index: number,
): boolean {
  for (let peer = 0; peer < before.universe.size; peer++) {
    const one = before.oneSide(direction, index, peer);
    const other = after.oneSide(direction, index, peer);
    if (one.sure !== other.sure || one.possible !== other.possible) return false;
  }
  return true;
}

/** The rules that decide now what the removed ones matched; enough of them to be named. */
function deciding(
  reachability: Reachability,
  matched: readonly MatchedRule[],
): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  const { portSets, size } = reachability.universe;
  for (const { direction, subject, resolved } of matched) {
    // One port of each peer shows who stands in; all of them would take too long.
    const [port = -1] = membersOf(portSets.bitsOf(resolved.ports));
    for (const peer of membersOf(resolved.sure)) {
      if (peer >= size || found.size >= NAMED) break;
      for (const each of traceSide(reachability, direction, { subject, peer, port }).decidedBy)
        found.set(JSON.stringify([each.object, each.path]), each);
    }
  }
  return [...found.values()];
}

function remarkOf({ policy, rules, rest }: Removal, insteadOf: readonly Evidence[]): NetworkRemark {
  const common = { level: "warning", object: policy.object, insteadOf } as const;
  const [first] = rules;
  return rest && first
    ? {
        ...common,
        rule: "redundant-rule",
        path: first.rule.evidence.path,
        message: "no verdict about the input changes without the rule",
      }
    : {
        ...common,
        rule: "redundant-policy",
        path: policy.subject.path,
        message: "no verdict about the input changes without the policy",
      };
}
