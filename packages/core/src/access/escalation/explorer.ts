import { createQueue } from "./queue.ts";
import { costOf, UNREACHABLE } from "./reach.ts";
import { type Quest, type Way, wayOf } from "./way.ts";

/** A way; or what it costs at least, more than was asked for, `UNREACHABLE` where looking was given up; or none. */
export type Explored = Way | number | undefined;

/** Asks for a way to a fact that costs at most so much. */
export type Explore = (fact: number, cost: number) => Explored;

/** The cheapest way to a fact that another premise stands beside: forwards, going on from where it was for the last fact. */
export function createExplorer(quest: Quest, effort: number): Explore {
  const { graph, start, without } = quest;
  const settled = new Map<number, Way>();
  const queue = createQueue<Way>();
  queue.push(0, { fact: start, cost: 0, chain: 0, beside: [] });

  function settle(way: Way): void {
    settled.set(way.fact, way);
    for (const number of graph.from(way.fact)) {
      const edge = graph.edges[number];
      if (!edge || settled.has(edge.conclusion)) continue;
      if (without.size > 0 && !edge.needs.every((need) => wayOf(need, without))) continue;
      const sides = edge.premises.map((premise) => settled.get(premise));
      if (sides.some((side) => side === undefined)) continue;
      const beside = sides.flatMap((side) => (side && side !== way ? [side] : []));
      const cost = beside.reduce((sum, side) => sum + side.cost, way.cost + costOf(edge));
      queue.push(cost, { fact: edge.conclusion, cost, chain: 0, edge, beside, before: way });
    }
  }

  return (target, most) => {
    if (!quest.reaches(target)) return undefined;
    for (;;) {
      const known = settled.get(target);
      if (known) return known.cost <= most ? known : known.cost;
      const way = queue.pop();
      if (!way) return undefined;
      if (way.cost > most || settled.size >= effort) {
        queue.push(way.cost, way);
        return settled.size >= effort ? UNREACHABLE : way.cost;
      }
      if (!settled.has(way.fact)) settle(way);
    }
  };
}
