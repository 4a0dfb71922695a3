import {
  addAll,
  type Bits,
  hasBit,
  isEmpty,
  keepOnly,
  membersOf,
  removeAll,
  sameBits,
  word,
} from "./bits.ts";
import type { PolicyTier } from "./policy.ts";
import type { PortSets } from "./port-sets.ts";
import type { ResolvedRule } from "./resolve.ts";

/** The rules that hold for an endpoint in one direction, tier by tier in order. */
export interface TierRules {
  readonly tier: PolicyTier;
  readonly isolates: boolean;
  readonly rules: readonly ResolvedRule[];
}

/** What one direction gives for an endpoint: ports, and the peers with which they are allowed. */
export interface PortPeers {
  /** Id of a set of ports; the sets of one answer are disjoint. */
  readonly ports: number;
  /** Peers that are surely allowed. */
  readonly sure: Bits;
  /** Peers that are not surely denied; the same set where all is known. */
  readonly possible: Bits;
}

/**
 * Runs all peers through the tiers at once, for each group of ports that the rules do not tell apart. What may but need not
 * match leaves a peer where it is and notes the outcome, so that a peer may end with both outcomes: then it is unknown.
 */
export function evaluateTiers(
  tiers: readonly TierRules[],
  everyone: Bits,
  portSets: PortSets,
): readonly PortPeers[] {
  const rules = tiers.flatMap((tier) => tier.rules);
  const answer: PortPeers[] = [];
  for (const group of portGroups(new Set(rules.map(({ ports }) => ports)), portSets)) {
    const outcome = evaluateGroup(tiers, group, everyone, portSets);
    if (isEmpty(outcome.possible)) continue;
    const alike = answer.findIndex(
      ({ sure, possible }) => sameBits(sure, outcome.sure) && sameBits(possible, outcome.possible),
    );
    const known = answer[alike];
    if (known) answer[alike] = { ...known, ports: portSets.or(known.ports, portSets.idOf(group)) };
    else answer.push({ ports: portSets.idOf(group), ...outcome });
  }
  return answer;
}

function evaluateGroup(
  tiers: readonly TierRules[],
  group: Bits,
  everyone: Bits,
  portSets: PortSets,
): Pick<PortPeers, "sure" | "possible"> {
  const [port = 0] = membersOf(group);
  const allowed = new Uint32Array(everyone.length);
  const denied = new Uint32Array(everyone.length);
  let live = everyone.slice();
  for (const { tier, isolates, rules } of tiers) {
    const passed = new Uint32Array(everyone.length);
    const outcomes = { allow: allowed, deny: denied, pass: passed };
    for (const { action, sure, possible, ports } of rules) {
      if (hasBit(portSets.bitsOf(ports), port)) matchRule(live, sure, possible, outcomes[action]);
    }
    if (isolates && tier.end !== "pass") {
      addAll(outcomes[tier.end], live);
      live = passed;
    } else addAll(live, passed);
  }
  addAll(allowed, live);
  const sure = allowed.slice();
  removeAll(sure, denied);
  return { sure, possible: sameBits(sure, allowed) ? sure : allowed };
}

// The inner loop of the engine: 10,000 classes with five rules each pass here some 10^8 words.
function matchRule(live: Bits, sure: Bits, possible: Bits, outcome: Bits): void {
  for (let index = 0; index < live.length; index++) {
    const reached = word(live, index);
    if (reached === 0) continue;
    outcome[index] = word(outcome, index) | (reached & word(possible, index));
    live[index] = reached & ~word(sure, index);
  }
}

/** The coarsest partition of all ports of which every one of these sets is a union. */
function portGroups(sets: ReadonlySet<number>, portSets: PortSets): readonly Bits[] {
  let groups: Bits[] = [portSets.atoms.all];
  for (const id of sets) {
    const bits = portSets.bitsOf(id);
    groups = groups.flatMap((group) => {
      const inside = group.slice();
      keepOnly(inside, bits);
      const outside = group.slice();
      removeAll(outside, bits);
      return [inside, outside].filter((part) => !isEmpty(part));
    });
  }
  return groups;
}

/** The ports of one peer: those surely allowed, and those not surely denied. */
export function portsWith(
  answer: readonly PortPeers[],
  peer: number,
  portSets: PortSets,
): { readonly sure: number; readonly possible: number } {
  let sure = portSets.none;
  let possible = portSets.none;
  for (const each of answer) {
    if (hasBit(each.sure, peer)) sure = portSets.or(sure, each.ports);
    if (hasBit(each.possible, peer)) possible = portSets.or(possible, each.ports);
  }
  return { sure, possible };
}

/** No policy: everything with everyone. */
export function unrestricted(everyone: Bits, portSets: PortSets): readonly PortPeers[] {
  return [{ ports: portSets.all, sure: everyone, possible: everyone }];
}
