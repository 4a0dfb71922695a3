import { compactOf } from "./compact.ts";
import { boundedCost, costOf } from "./costs.ts";
import { isMet, type Made } from "./edits.ts";
import type { Edge } from "./hypergraph.ts";
import type { Quest } from "./quest.ts";
import { sameAs } from "./quest.ts";
import { createQueue } from "./queue.ts";
import { type Trail, trailFrom } from "./trail.ts";

/** Looking was given up. */
export const GIVEN_UP: number = Infinity;

/** A trail; or what it costs at least, more than was asked for, or `GIVEN_UP`; or none. */
export type Explored<E extends Edge> = Trail<E> | number | undefined;

/** Asks for a trail to a vertex that costs at most so much. */
export type Explore<E extends Edge> = (vertex: number, cost: number) => Explored<E>;

/**
 * Finds what the start has by itself or by what it is the same as, without any step: backwards from the vertex, for few can
 * have it. What is not there is given up.
 */
export function createOwnRights<E extends Edge>(quest: Quest<E>): Explore<E> {
  const { graph, start, reaches, isSomebody } = quest;
  const own = sameAs(graph, start);
  const { freeTo } = compactOf(graph);
  return (target) => {
    if (reaches?.(target) === false) return undefined;
    // For each vertex on the way back the edge that leads on from it.
    const onward = new Map<number, E | undefined>([[target, undefined]]);
    for (const [vertex] of onward) {
      for (const number of freeTo(vertex)) {
        const edge = graph.edges[number];
        if (!edge) continue;
        const [premise] = edge.premises;
        if (own.has(premise)) return trailAlong(premise, [edge, ...edgesOn(vertex, onward)], quest);
        // What another is by itself the start is not.
        if (isSomebody?.(premise) !== true && !onward.has(premise)) onward.set(premise, edge);
      }
    }
    return GIVEN_UP;
  };
}

function edgesOn<E extends Edge>(
  vertex: number,
  onward: ReadonlyMap<number, E | undefined>,
): readonly E[] {
  const edges: E[] = [];
  for (let edge = onward.get(vertex); edge; edge = onward.get(edge.conclusion)) edges.push(edge);
  return edges;
}

/** From the start to what it is the same as, and along edges that cost nothing. */
function trailAlong<E extends Edge>(
  from: number,
  edges: readonly E[],
  { graph, start }: Quest<E>,
): Trail<E> {
  const before = new Map<number, E | undefined>([[start, undefined]]);
  for (const [vertex] of before) {
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (edge?.isSame === true && !before.has(edge.conclusion)) before.set(edge.conclusion, edge);
    }
  }
  const line: E[] = [];
  for (let edge = before.get(from); edge; edge = before.get(edge.premises[0])) line.push(edge);
  let trail: Trail<E> = trailFrom(start);
  for (const edge of [...line.reverse(), ...edges]) {
    trail = { vertex: edge.conclusion, cost: 0, chain: 0, edge, beside: [], before: trail };
  }
  return trail;
}

/** The cheapest trail to a vertex that another premise stands beside: forwards, going on from where it was for the last one. */
export function createExplorer<E extends Edge>(
  { graph, start, reaches }: Quest<E>,
  made: Made,
  effort: number,
): Explore<E> {
  const settled = new Map<number, Trail<E>>();
  const queue = createQueue<Trail<E>>();
  queue.push(0, trailFrom(start));

  function settle(trail: Trail<E>): void {
    settled.set(trail.vertex, trail);
    for (const number of graph.from(trail.vertex)) {
      const edge = graph.edges[number];
      if (!edge || settled.has(edge.conclusion) || !isMet(edge, made)) continue;
      const sides = edge.premises.map((premise) => settled.get(premise));
      if (sides.some((side) => side === undefined)) continue;
      const beside = sides.flatMap((side) => (side && side !== trail ? [side] : []));
      const cost = boundedCost(
        beside.reduce((sum, side) => sum + side.cost, trail.cost + costOf(edge)),
      );
      queue.push(cost, { vertex: edge.conclusion, cost, chain: 0, edge, beside, before: trail });
    }
  }

  const explore: Explore<E> = (target, most) => {
    for (;;) {
      const known = settled.get(target);
      if (known) return known.cost <= most ? known : known.cost;
      const trail = queue.pop();
      if (!trail) return undefined;
      if (trail.cost > most || settled.size >= effort) {
        queue.push(trail.cost, trail);
        return settled.size >= effort ? GIVEN_UP : trail.cost;
      }
      if (!settled.has(trail.vertex)) settle(trail);
    }
  };
  return (target, most) => (reaches?.(target) === false ? undefined : explore(target, most));
}
