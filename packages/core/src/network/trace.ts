import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import { hasBit } from "./bits.ts";
import type { TierRules } from "./evaluate.ts";
import { type CompiledPolicy, type Direction, isSameTier, type PolicyRule } from "./policy.ts";
import type { Reachability } from "./reachability.ts";
import { undecidedReason } from "./undecided.ts";

/** What one side says of a connection, and by what. */
export interface SideVerdict {
  readonly verdict: VerdictValue;
  /** A lower-case clause. */
  readonly reason: string;
  /** The rule that decides, or the policies that isolate the pod and allow nothing of the kind; empty where no policy holds. */
  readonly decidedBy: readonly Evidence[];
}

/** One connection as one side sees it, in numbers of a universe. */
export interface TracedConnection {
  readonly subject: number;
  readonly peer: number;
  /** Index of the atom of the port. */
  readonly port: number;
}

/** Walks the tiers for one connection, as `evaluateTiers` does for all. */
export function traceSide(
  reachability: Reachability,
  direction: Direction,
  connection: TracedConnection,
): SideVerdict {
  const policies = reachability.policiesOf(direction, connection.subject);
  const walk: Walk = { live: true, outcomes: new Set(), decidedBy: [], unsure: undefined };
  for (const tier of reachability.tiersOf(direction, connection.subject)) {
    const passed = walkRules(tier, connection, reachability, walk);
    const { end } = tier.tier;
    if (walk.live && tier.isolates && end !== "pass") {
      walk.live = false;
      walk.outcomes.add(end);
      const isolating = policies.filter(
        (policy) => isSameTier(policy.tier, tier.tier) && policy[direction]?.isolates,
      );
      walk.decidedBy.push(...isolating.map((policy) => isolationBy(policy, direction)));
    }
    walk.live ||= passed;
    if (!walk.live) break;
  }
  if (walk.live) walk.outcomes.add("allow");
  return verdictOf(walk, direction, policies.length > 0);
}

interface Walk {
  /** Whether the connection may still be undecided. */
  live: boolean;
  readonly outcomes: Set<"allow" | "deny">;
  readonly decidedBy: Evidence[];
  /** The first rule that may match and may not. */
  unsure: PolicyRule | undefined;
}

// Returns whether the connection may have been passed on to the next tier.
function walkRules(
  { rules }: TierRules,
  { peer, port }: TracedConnection,
  { universe: { portSets } }: Reachability,
  walk: Walk,
): boolean {
  let passed = false;
  for (const { action, sure, possible, ports, rule } of rules) {
    if (!hasBit(portSets.bitsOf(ports), port) || !hasBit(possible, peer)) continue;
    walk.decidedBy.push(rule.evidence);
    if (action === "pass") passed = true;
    else walk.outcomes.add(action);
    if (!hasBit(sure, peer)) {
      walk.unsure ??= rule;
      continue;
    }
    walk.live = false;
    break;
  }
  return passed;
}

function isolationBy({ object, subject }: CompiledPolicy, direction: Direction): Evidence {
  return {
    object,
    path: subject.path,
    message: `the policy selects the pod, and none of its ${direction} rules allows this`,
  };
}

function verdictOf(
  { outcomes, decidedBy, unsure }: Walk,
  direction: Direction,
  selected: boolean,
): SideVerdict {
  if (outcomes.size > 1) {
    const reason = unsure ? undecidedReason(unsure) : "the policies do not decide it";
    return { verdict: "unknown", reason, decidedBy };
  }
  const none = selected
    ? `no policy for ${direction} applies to it`
    : `no policy selects it for ${direction}`;
  const reason = decidedBy.at(-1)?.message ?? none;
  return { verdict: outcomes.has("allow") ? "yes" : "no", reason, decidedBy };
}
