import { createNumbering } from "./cut-graph.ts";
import { cutOfMany } from "./cut-of-many.ts";
import { EVERYTHING_MADE, editsOf, type Made } from "./edits.ts";
import { cheapestHit } from "./hitting-set.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import type { Cut, Quest } from "./quest.ts";
import { cheapestWay, wayWithout } from "./search.ts";

/** Ways that are taken one by one before many are packed at once. */
const ROUNDS = 80;
/** Branches of the search for a set that meets them. */
const BRANCHES = 20_000;

/**
 * The cheapest edits that leave no way to a goal. A way rests on one alternative of each need, so that every cut meets every
 * way, and a cheapest set that meets some ways is a cheapest cut as soon as it leaves none.
 */
export function smallestCut<Step, Proof, Change>(
  quest: Quest<Edge<Step, Proof, Change>>,
): Cut<Edge<Step, Proof, Change>, Change> {
  const unbreakable = wayWithout(quest, EVERYTHING_MADE);
  if (unbreakable) return { isPossible: false, way: unbreakable };
  const { edits, ways } = cutOfFew(quest);
  if (!edits) return cutOfMany(quest, ways);
  const atLeast = edits.reduce((sum, { cost }) => sum + cost, 0);
  return { isPossible: true, edits, isCheapest: true, atLeast };
}

/** Takes a way that is left, and a cheapest set that meets all so far, until none is left; no edits where that takes too long. */
function cutOfFew<Change>(quest: Quest<Edge<unknown, unknown, Change>>): {
  readonly edits?: readonly Edit<Change>[];
  readonly ways: readonly (readonly Edit<Change>[])[];
} {
  const numbering = createNumbering<Change>();
  const ways: (readonly Edit<Change>[])[] = [];
  let edits: readonly Edit<Change>[] = [];
  // The way that is told first is the first to break.
  const first = cheapestWay(quest);
  for (let round = 0; round < ROUNDS; round++) {
    const made: Made = new Set(edits.map(({ key }) => key));
    const way = (round === 0 && first) || wayWithout(quest, made);
    if (!way) return { edits, ways };
    ways.push(editsOf(way.edges, made));
    const sets = ways.map((each) => each.map(numbering.numberOf));
    const costs = numbering.edits.map(({ cost }) => cost);
    const hit = cheapestHit(sets, costs, BRANCHES);
    if (!hit.isCheapest) break;
    edits = hit.members.flatMap((number) => numbering.edits[number] ?? []);
  }
  return { ways };
}
