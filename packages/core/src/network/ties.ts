import { intersects, isEmpty, keepOnly, removeAll } from "./bits.ts";
import type { CompiledPolicy } from "./policy.ts";
import type { PortSets } from "./port-sets.ts";
import type { ResolvedRule } from "./resolve.ts";

/** A policy with its rules as sets. */
export interface PolicyRules {
  readonly policy: CompiledPolicy;
  readonly rules: readonly ResolvedRule[];
}

/**
 * Where two policies of the same tier have the same order and the tier does not say which is asked first, what the earlier
 * one decides is only possible on ground on which the later one decides otherwise.
 */
export function loosenTies(
  policies: readonly PolicyRules[],
  portSets: PortSets,
): readonly PolicyRules[] {
  return policies.map((each, index) => {
    const rivals = policies.slice(index + 1).filter(({ policy }) => tied(each.policy, policy));
    const against = rivals.flatMap(({ rules }) => rules);
    if (against.length === 0) return each;
    return { ...each, rules: each.rules.flatMap((rule) => loosen(rule, against, portSets)) };
  });
}

function tied(a: CompiledPolicy, b: CompiledPolicy): boolean {
  return a.tier === b.tier && a.order === b.order && a.tier.ties === "either-first";
}

function loosen(
  rule: ResolvedRule,
  against: readonly ResolvedRule[],
  portSets: PortSets,
): ResolvedRule[] {
  let parts: ResolvedRule[] = [rule];
  for (const rival of against) {
    if (rival.action === rule.action || !intersects(rival.possible, rule.possible)) continue;
    parts = parts.flatMap((part) => split(part, rival, portSets));
  }
  return parts;
}

// The ports that both are about, loosened, and the others as they were.
function split(rule: ResolvedRule, rival: ResolvedRule, portSets: PortSets): ResolvedRule[] {
  const contested = portSets.bitsOf(rule.ports).slice();
  keepOnly(contested, portSets.bitsOf(rival.ports));
  if (isEmpty(contested)) return [rule];
  const sure = rule.sure.slice();
  removeAll(sure, rival.possible);
  const rest = portSets.bitsOf(rule.ports).slice();
  removeAll(rest, contested);
  const loosened = { ...rule, sure, ports: portSets.idOf(contested) };
  return isEmpty(rest) ? [loosened] : [loosened, { ...rule, ports: portSets.idOf(rest) }];
}
