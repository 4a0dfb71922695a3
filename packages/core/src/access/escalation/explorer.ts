import type { Edge } from "./graph.ts";
import { createQueue } from "./queue.ts";
import { costOf, UNREACHABLE } from "./reach.ts";
import { type Quest, type Way, wayOf } from "./way.ts";

/** A way; or what it costs at least, more than was asked for, `UNREACHABLE` where looking was given up; or none. */
export type Explored = Way | number | undefined;

/** Asks for a way to a fact that costs at most so much. */
export type Explore = (fact: number, cost: number) => Explored;

/**
 * Finds what the start has by itself or by its groups, without any step: backwards from the fact, for few can have it.
 * What is not there is given up.
 */
export function createOwnRights(quest: Quest): Explore {
  return (target) => {
    if (!quest.reaches(target)) return undefined;
    // For each fact on the way back the edge that leads on from it.
    const onward = new Map<number, Edge | undefined>([[target, undefined]]);
    for (const [fact] of onward) {
      for (const edge of mereEdgesTo(fact, quest)) {
        const [premise = -1] = edge.premises;
        if (quest.own.has(premise))
          return wayAlong(premise, [edge, ...edgesOn(fact, onward)], quest);
        // What another is by itself the start is not.
        const isSomebody = quest.graph.facts.at(premise)?.kind === "identity";
        if (!isSomebody && !onward.has(premise)) onward.set(premise, edge);
      }
    }
    return UNREACHABLE;
  };
}

/** Edges of one premise that are no step. */
function mereEdgesTo(fact: number, { graph }: Quest): readonly Edge[] {
  return graph.to(fact).flatMap((number) => {
    const edge = graph.edges[number];
    return edge?.premises.length === 1 && costOf(edge) === 0 ? [edge] : [];
  });
}

function edgesOn(fact: number, onward: ReadonlyMap<number, Edge | undefined>): readonly Edge[] {
  const edge = onward.get(fact);
  return edge ? [edge, ...edgesOn(edge.conclusion, onward)] : [];
}

/** The way from the start to what it is itself or by a group, and along edges that cost nothing. */
function wayAlong(from: number, edges: readonly Edge[], { graph, start }: Quest): Way {
  let way: Way = { fact: start, cost: 0, chain: 0, beside: [] };
  const go = (edge: Edge): void => {
    way = { fact: edge.conclusion, cost: 0, chain: 0, edge, beside: [], before: way };
  };
  // Its groups stand one in the other, the narrowest first.
  while (way.fact !== from) {
    const membership = graph
      .from(way.fact)
      .map((number) => graph.edges[number])
      .find((edge) => edge && isGroup(graph, edge.conclusion) && costOf(edge) === 0);
    if (!membership) break;
    go(membership);
  }
  for (const edge of edges) go(edge);
  return way;
}

function isGroup({ facts }: Quest["graph"], id: number): boolean {
  const fact = facts.at(id);
  return fact?.kind === "identity" && fact.principal.kind === "Group";
}

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
