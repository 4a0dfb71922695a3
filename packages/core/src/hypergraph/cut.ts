import { createNumbering, cutGraphOf } from "./cut-graph.ts";
import { EVERYTHING_MADE, editsOf, type Made } from "./edits.ts";
import { cheapestHit, type Known } from "./hitting-set.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import { packWays, withoutNeedless } from "./packing.ts";
import type { Quest, Way } from "./quest.ts";
import { cheapestWay, wayWithout } from "./search.ts";

/** What takes a goal out of reach, searched again when it is made; or that nothing does. */
export type Cut<Change = unknown> =
  | {
      readonly isPossible: true;
      readonly edits: readonly Edit<Change>[];
      /** Whether no other set costs less: proven; false where the proof was given up. */
      readonly isCheapest: boolean;
      /** What any other set costs at least. */
      readonly atLeast: number;
    }
  | {
      readonly isPossible: false;
      /** A way that no edit breaks. */
      readonly way: Way;
    };

type Cuttable<Change> = Quest<Edge<unknown, unknown, Change>>;

/** Ways that are taken one by one before many are packed at once. */
const ROUNDS = 80;
/** Packings that are made anew for a cheaper set. */
const PACKINGS = 40;
/** Branches of the searches for a cheapest set, of one and of all. */
const BRANCHES = 20_000;
const ALL_BRANCHES = 100_000;

/**
 * The cheapest edits that leave no way to a goal. A way rests on one alternative of each need, so that every cut meets every
 * way, and a cheapest set that meets some ways is a cheapest cut as soon as it leaves none.
 */
export function smallestCut<Change>(quest: Cuttable<Change>): Cut<Change> {
  const unbreakable = wayWithout(quest, EVERYTHING_MADE);
  if (unbreakable) return { isPossible: false, way: unbreakable };
  const { edits, ways } = cutOfFew(quest);
  if (!edits) return cutOfMany(quest, ways);
  const atLeast = edits.reduce((sum, { cost }) => sum + cost, 0);
  return { isPossible: true, edits, isCheapest: true, atLeast };
}

/** Takes a way that is left, and a cheapest set that meets all so far, until none is left; no edits where that takes too long. */
function cutOfFew<Change>(quest: Cuttable<Change>): {
  readonly edits?: readonly Edit<Change>[];
  readonly ways: readonly (readonly Edit<Change>[])[];
} {
  const ways: (readonly Edit<Change>[])[] = [];
  const numbering = createNumbering<Change>();
  const sets: (readonly number[])[] = [];
  let edits: readonly Edit<Change>[] = [];
  // The way that is told first is the first to break.
  const first = cheapestWay(quest);
  for (let round = 0; round < ROUNDS; round++) {
    const made: Made = new Set(edits.map(({ key }) => key));
    const way = (round === 0 && first) || wayWithout(quest, made);
    if (!way) return { edits, ways };
    ways.push(editsOf(way.edges, made));
    sets.push(ways.at(-1)?.map(numbering.numberOf) ?? []);
    const hit = cheapestHit(sets, costsOf(numbering.edits), BRANCHES);
    if (!hit.isCheapest) break;
    edits = hit.members.flatMap((number) => numbering.edits[number] ?? []);
  }
  return { ways };
}

/** Packs ways for a set that is good and for what any costs at least, and looks between the two while that pays. */
function cutOfMany<Change>(
  quest: Cuttable<Change>,
  found: readonly (readonly Edit<Change>[])[],
): Cut<Change> {
  const graph = cutGraphOf(quest);
  const sets = found.map((way) => way.map(graph.numberOf));
  const costs = costsOf(graph.edits);
  const cheapFirst = (way: readonly number[]): number[] =>
    way.toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0));
  const packing = packWays(graph);
  sets.push(...packing.ways.map(cheapFirst));
  let { atLeast } = packing;
  let best = cheaper(
    known(withoutNeedless(graph, packing.edits), costs),
    known(withoutNeedless(graph, packing.edits.toReversed()), costs),
  );
  let branches = ALL_BRANCHES;
  for (let round = 0; round < PACKINGS && atLeast < best.cost && branches > 0; round++) {
    const hit = cheapestHit(sets, costs, Math.min(BRANCHES, branches), best);
    branches -= hit.branches;
    if (hit.isCheapest) atLeast = hit.cost;
    if (hit.cost === best.cost) break;
    const more = packWays(graph, hit.members);
    sets.push(...more.ways.map(cheapFirst));
    best = cheaper(best, known(withoutNeedless(graph, [...hit.members, ...more.edits]), costs));
  }
  const edits = best.members.flatMap((number) => graph.edits[number] ?? []);
  return { isPossible: true, edits, isCheapest: atLeast === best.cost, atLeast };
}

function costsOf(edits: readonly Edit[]): readonly number[] {
  return edits.map(({ cost }) => cost);
}

function known(members: readonly number[], costs: readonly number[]): Known {
  return { members, cost: members.reduce((sum, member) => sum + (costs[member] ?? 0), 0) };
}

function cheaper(a: Known, b: Known): Known {
  return b.cost < a.cost ? b : a;
}
