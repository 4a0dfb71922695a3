import { intersects } from "./bits.ts";
import { type CompiledPolicy, DIRECTIONS, type Direction, type PolicyProblem } from "./policy.ts";
import type { Reachability } from "./reachability.ts";
import type { ResolvedRule } from "./resolve.ts";

/** Policies of equal priority that decide differently about the same connection: which of them counts nobody can say. */
export function tieProblemsOf(reachability: Reachability): readonly PolicyProblem[] {
  const groups = new Map<string, CompiledPolicy[]>();
  for (const policy of reachability.policies) {
    if (policy.tier.ties !== "either-first") continue;
    const key = `${policy.tier.name} ${policy.order}`;
    const group = groups.get(key);
    if (group) group.push(policy);
    else groups.set(key, [policy]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((policy, index) =>
      group
        .slice(0, index)
        .filter((other) =>
          DIRECTIONS.some((direction) => differ(policy, other, direction, reachability)),
        )
        .map(({ object }) => ({
          object: policy.object,
          path: ["spec", "priority"],
          message: `${object.kind} "${object.name}" has the same priority and decides differently: which of them counts is not defined`,
        })),
    ),
  );
}

function differ(
  a: CompiledPolicy,
  b: CompiledPolicy,
  direction: Direction,
  { universe, rulesOf }: Reachability,
): boolean {
  const { portSets } = universe;
  const meets = (one: ResolvedRule, other: ResolvedRule): boolean =>
    one.action !== other.action &&
    intersects(one.possible, other.possible) &&
    intersects(portSets.bitsOf(one.ports), portSets.bitsOf(other.ports));
  const subject = universe.classes.findIndex((_, index) =>
    [a, b].every((policy) => rulesOf(policy, direction, index).length > 0),
  );
  const others = subject < 0 ? [] : rulesOf(b, direction, subject);
  return (
    subject >= 0 &&
    rulesOf(a, direction, subject).some((one) => others.some((other) => meets(one, other)))
  );
}
