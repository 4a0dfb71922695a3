import { EVERYTHING_MADE, editsOf, type Made } from "./edits.ts";
import { cheapestHit } from "./hitting-set.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import type { Quest, Way } from "./quest.ts";
import { wayWithout } from "./search.ts";

/** What takes a goal out of reach, searched again when it is made; or that nothing does. */
export type Cut<Change = unknown> =
  | {
      readonly isPossible: true;
      readonly edits: readonly Edit<Change>[];
      /** Whether no other set costs less: proven; false where the proof was given up. */
      readonly isCheapest: boolean;
    }
  | {
      readonly isPossible: false;
      /** A way that no edit breaks. */
      readonly way: Way;
    };

/** Ways that are taken before a set that is merely good has to do. */
const ROUNDS = 400;
/** Branches of the searches for a cheapest set, of one and of all. */
const BRANCHES = 20_000;
const ALL_BRANCHES = 200_000;

/**
 * The cheapest edits that leave no way to a goal: take a way that is left, and a cheapest set that meets all ways so far, until
 * none is left. A way rests on one alternative of each need, so that every cut meets it, and the set is exact though needs have
 * several.
 */
export function smallestCut<Change>(quest: Quest<Edge<unknown, unknown, Change>>): Cut<Change> {
  const unbreakable = wayWithout(quest, EVERYTHING_MADE);
  if (unbreakable) return { isPossible: false, way: unbreakable };
  const ways = createWays<Change>();
  let edits: readonly Edit<Change>[] = [];
  let atLeast = 0;
  let branches = ALL_BRANCHES;
  for (let round = 0; round < ROUNDS && branches > 0; round++) {
    const way = wayWithout(quest, madeOf(edits));
    if (!way && costOf(edits) === atLeast) return { isPossible: true, edits, isCheapest: true };
    if (!way) break;
    ways.add(editsOf(way.edges, madeOf(edits)));
    const hit = ways.cheapestHit(Math.min(BRANCHES, branches));
    branches -= hit.branches;
    edits = hit.edits;
    if (hit.isCheapest) atLeast = costOf(edits);
  }
  edits = withoutNeedless(quest, untilNoneIsLeft(quest, edits));
  return { isPossible: true, edits, isCheapest: costOf(edits) === atLeast };
}

/** The edits of ways, numbered as they come up. */
function createWays<Change>(): {
  readonly add: (edits: readonly Edit<Change>[]) => void;
  readonly cheapestHit: (effort: number) => {
    readonly edits: readonly Edit<Change>[];
    readonly isCheapest: boolean;
    readonly branches: number;
  };
} {
  const all: Edit<Change>[] = [];
  const numbers = new Map<string, number>();
  const sets: (readonly number[])[] = [];

  function numberOf(edit: Edit<Change>): number {
    const known = numbers.get(edit.key) ?? all.push(edit) - 1;
    numbers.set(edit.key, known);
    return known;
  }

  return {
    add: (edits) => {
      sets.push(edits.map(numberOf));
    },
    cheapestHit: (effort) => {
      const costs = all.map(({ cost }) => cost);
      const { members, isCheapest, branches } = cheapestHit(sets, costs, effort);
      return { edits: members.flatMap((number) => all[number] ?? []), isCheapest, branches };
    },
  };
}

/** Adds the cheapest edit of whatever way is left. */
function untilNoneIsLeft<Change>(
  quest: Quest<Edge<unknown, unknown, Change>>,
  start: readonly Edit<Change>[],
): readonly Edit<Change>[] {
  const edits = [...start];
  for (;;) {
    const made = madeOf(edits);
    const [cheapest] = editsOf(wayWithout(quest, made)?.edges ?? [], made);
    if (!cheapest) return edits;
    edits.push(cheapest);
  }
}

/** Leaves out, the dearest first, what the others do without. */
function withoutNeedless<Change>(
  quest: Quest<Edge<unknown, unknown, Change>>,
  edits: readonly Edit<Change>[],
): readonly Edit<Change>[] {
  const kept = new Set(edits);
  for (const edit of edits.toSorted((a, b) => b.cost - a.cost)) {
    kept.delete(edit);
    if (wayWithout(quest, madeOf([...kept]))) kept.add(edit);
  }
  return edits.filter((edit) => kept.has(edit));
}

function madeOf(edits: readonly Edit[]): Made {
  return new Set(edits.map(({ key }) => key));
}

function costOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { cost }) => sum + cost, 0);
}
