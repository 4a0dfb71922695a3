import { cutGraphOf } from "./cut-graph.ts";
import { cheapestHit, type Hit, hitOf } from "./hitting-set.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import { packWays, withoutNeedless } from "./packing.ts";
import type { PossibleCut, Quest } from "./quest.ts";

/** Packings that are made anew for a cheaper set. */
const PACKINGS = 40;
/** Branches of the searches for a set that meets all ways so far, of one and of all. */
const BRANCHES = 20_000;
const ALL_BRANCHES = 100_000;

/**
 * A cut of many edits, or one that is hard to find: packs ways for a set that is good and for what any costs at least, and looks
 * between the two while that pays. `found` are ways that are known, each by the edits that it rests on; some edit must break
 * every way.
 */
export function cutOfMany<Change>(
  quest: Quest<Edge<unknown, unknown, Change>>,
  found: readonly (readonly Edit<Change>[])[],
): PossibleCut<Change> {
  const graph = cutGraphOf(quest);
  const ways = found.map((way) => way.map(graph.numberOf));
  const costs = graph.edits.map(({ cost }) => cost);
  const add = (more: readonly (readonly number[])[]): void => {
    ways.push(...more.map((way) => way.toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0))));
  };
  const packing = packWays(graph);
  add(packing.ways);
  let { atLeast } = packing;
  let best = hitOf(withoutNeedless(graph, packing.edits), costs);
  if (atLeast < best.cost)
    best = cheaper(best, hitOf(withoutNeedless(graph, packing.edits.toReversed()), costs));
  let branches = ALL_BRANCHES;
  for (let round = 0; round < PACKINGS && atLeast < best.cost && branches > 0; round++) {
    const hit = cheapestHit(ways, costs, Math.min(BRANCHES, branches), best);
    branches -= hit.branches;
    if (hit.isCheapest) atLeast = hit.cost;
    if (hit.cost === best.cost) break;
    const more = packWays(graph, hit.members);
    add(more.ways);
    best = cheaper(best, hitOf(withoutNeedless(graph, [...hit.members, ...more.edits]), costs));
  }
  const edits = best.members.flatMap((number) => graph.edits[number] ?? []);
  return { isPossible: true, edits, isCheapest: atLeast === best.cost, atLeast };
}

function cheaper(a: Hit, b: Hit): Hit {
  return b.cost < a.cost ? b : a;
}
