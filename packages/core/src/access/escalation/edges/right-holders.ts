import type { Premises } from "../../../hypergraph/index.ts";
import type { Fact } from "../facts.ts";
import type { RightNeed } from "../held-right.ts";
import { type HoldersOfRight, heldBy } from "../holders.ts";
import type { EscalationModel } from "../model.ts";
import type { Principal } from "../principals.ts";
import type { RightId } from "../right-ids.ts";

export function identity(principal: Principal): Fact {
  return { kind: "identity", principal };
}

/** Everybody who has a right in a scope for a name ("" for every name), whichever grants say so: the namespace's or the cluster's, by name or for all. */
export function holdersOf(
  { holders }: EscalationModel,
  right: RightId,
  namespace: string,
  name = "",
): HoldersOfRight {
  const scopes = namespace === "" ? [""] : [namespace, ""];
  const maps = scopes.flatMap((scope) => [
    holders.all(right, scope),
    ...(name === "" ? [] : [holders.named(right, scope).get(name) ?? new Map()]),
  ]);
  return union(maps);
}

/** Everybody who has a right for all names or for some. */
export function holdersOfAny(
  { holders }: EscalationModel,
  right: RightId,
  namespace: string,
): HoldersOfRight {
  return union([holders.all(right, namespace), ...holders.named(right, namespace).values()]);
}

/** Whoever is in one of the maps, with the ways of all. */
export function union(maps: readonly HoldersOfRight[]): HoldersOfRight {
  const filled = maps.filter(({ size }) => size > 0);
  const [only, ...others] = filled;
  if (only === undefined) return new Map();
  if (others.length === 0) return only;
  const merged = new Map<Principal, RightNeed>();
  for (const map of filled) {
    for (const [principal, ways] of map) {
      merged.set(principal, [...(merged.get(principal) ?? []), ...ways]);
    }
  }
  return merged;
}

/** Takes whoever can do two things in one request, and what they need. */
export type Joined = (premises: Premises<Fact>, needs: readonly RightNeed[]) => void;

/**
 * Whoever has both rights: both are asked of one user in one request. A right of a role that is bound on the way counts for
 * whoever binds it, since the subject is free to choose.
 */
export function join(
  model: EscalationModel,
  first: HoldersOfRight,
  second: HoldersOfRight,
  take: Joined,
): void {
  if (first.size === 0 || second.size === 0) return;
  const { principals } = model;
  for (const principal of new Set([...first.keys(), ...second.keys()])) {
    const a = heldBy(first, principal, principals);
    const b = heldBy(second, principal, principals);
    if (a.length > 0 && b.length > 0) take([identity(principal)], [a, b]);
    if (principal.kind !== "Role") continue;
    // What comes with such a role whoever binds it has, whatever else it is by.
    if (a.length > 0)
      joinBound(principal, second, (other, ways) => {
        take(other, [a, ways]);
      });
    if (b.length > 0)
      joinBound(principal, first, (other, ways) => {
        take(other, [ways, b]);
      });
  }
}

function joinBound(
  role: Principal,
  others: HoldersOfRight,
  take: (premises: Premises<Fact>, ways: RightNeed) => void,
): void {
  for (const [other, ways] of others) {
    if (other !== role) take([identity(role), identity(other)], ways);
  }
}

/** Adds an edge from everybody who has a right for all names, in each scope in which somebody has it. */
export function fromHolders(
  { holders }: EscalationModel,
  right: RightId,
  take: (principal: Principal, scope: string, needs: readonly RightNeed[]) => void,
): void {
  for (const scope of holders.scopes(right)) {
    for (const [principal, ways] of holders.all(right, scope)) take(principal, scope, [ways]);
  }
}

/** The same for those who have it for some names only. */
export function fromNamedHolders(
  { holders }: EscalationModel,
  right: RightId,
  take: (
    principal: Principal,
    place: { readonly scope: string; readonly name: string },
    needs: readonly RightNeed[],
  ) => void,
): void {
  for (const scope of holders.scopes(right)) {
    for (const [name, map] of holders.named(right, scope)) {
      for (const [principal, ways] of map) take(principal, { scope, name }, [ways]);
    }
  }
}
