import type { AccessBinding } from "../model.ts";
import { type Derivation, findDerivations } from "./search.ts";
import { type Quest, wayOf } from "./way.ts";

/** Bindings without which a subject does not reach a goal. */
export interface Cut {
  readonly bindings: readonly AccessBinding[];
  /** Whether no smaller set would do; false where the search for one was given up. */
  readonly smallest: boolean;
  /** Whether the goal is out of reach without them, searched again on the model without them. */
  readonly verified: boolean;
}

/** Searches for another way before the set that was found so far is taken. */
const ROUNDS = 80;
/** Branches of the search for a smallest set. */
const BRANCHES = 20_000;
/** What a binding of Kubernetes itself weighs: without it the cluster may not work. */
const SYSTEM_WEIGHT = 1000;
const BOOTSTRAPPING = "kubernetes.io/bootstrapping";

/**
 * For a quest without a limit: the smallest set of bindings whose removal breaks every way: take a way that is left, and a smallest set that meets all
 * ways so far, until none is left. Each way is one of concrete grants, so that the set is exact though steps have alternatives.
 */
export function smallestCut(quest: Quest): Cut {
  const ways: (readonly AccessBinding[])[] = [];
  let removed: readonly AccessBinding[] = [];
  let smallest = true;
  for (let round = 0; round < ROUNDS; round++) {
    const left = wayWithout(quest, removed);
    if (!left) return { bindings: removed, smallest, verified: true };
    const used = bindingsOf(left, new Set(removed));
    // Nothing but what it is: no binding can take that away.
    if (used.length === 0) return { bindings: removed, smallest: false, verified: false };
    ways.push(used);
    const hit = smallestHit(ways);
    removed = hit.bindings;
    smallest = hit.exact;
  }
  return { ...greedy(quest, removed), smallest: false };
}

/** Adds a binding of whatever way is left until none is. */
function greedy(quest: Quest, start: readonly AccessBinding[]): Pick<Cut, "bindings" | "verified"> {
  const removed = [...start];
  for (let round = 0; round < ROUNDS * 10; round++) {
    const left = wayWithout(quest, removed);
    if (!left) return { bindings: removed, verified: true };
    const [first] = bindingsOf(left, new Set(removed));
    if (!first) break;
    removed.push(first);
  }
  return { bindings: removed, verified: false };
}

function wayWithout(quest: Quest, removed: readonly AccessBinding[]): Derivation | undefined {
  return findDerivations({ ...quest, without: new Set(removed) }).derivations[0];
}

/** The bindings of one concrete way, those of Kubernetes itself last. */
function bindingsOf(
  { edges }: Derivation,
  without: ReadonlySet<AccessBinding>,
): readonly AccessBinding[] {
  const used = edges.flatMap(({ needs }) =>
    needs.flatMap((need) => wayOf(need, without)?.binding ?? []),
  );
  return [...new Set(used)].sort((a, b) => weightOf(a) - weightOf(b));
}

function weightOf(binding: AccessBinding): number {
  return isBootstrapping(binding) ? SYSTEM_WEIGHT : 1;
}

/** Whether Kubernetes makes a binding itself, and makes it again when it is gone. */
export function isBootstrapping({ defaulted, object }: AccessBinding): boolean {
  const { metadata } = object.object;
  if (defaulted) return true;
  if (typeof metadata !== "object" || metadata === null || !("labels" in metadata)) return false;
  const { labels } = metadata;
  return typeof labels === "object" && labels !== null && BOOTSTRAPPING in labels;
}

/** A lightest set that has a member of each way; branches on the shortest way that is not met yet. */
function smallestHit(ways: readonly (readonly AccessBinding[])[]): {
  readonly bindings: readonly AccessBinding[];
  readonly exact: boolean;
} {
  let best: readonly AccessBinding[] = [...new Set(ways.flatMap(([first]) => first ?? []))];
  let bestWeight = best.reduce((sum, binding) => sum + weightOf(binding), 0);
  let branches = 0;
  const branch = (chosen: readonly AccessBinding[], weight: number): void => {
    branches += 1;
    if (weight >= bestWeight || branches > BRANCHES) return;
    const open = ways
      .filter((way) => !way.some((binding) => chosen.includes(binding)))
      .sort((a, b) => a.length - b.length)[0];
    if (!open) {
      best = chosen;
      bestWeight = weight;
      return;
    }
    for (const binding of open) branch([...chosen, binding], weight + weightOf(binding));
  };
  branch([], 0);
  return { bindings: best, exact: branches <= BRANCHES };
}
