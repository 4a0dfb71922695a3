import { costOf, UNREACHABLE } from "./costs.ts";
import type { Edge, Hypergraph } from "./hypergraph.ts";
import { createQueue } from "./queue.ts";

/** The way to any of some goals, from everywhere: computed once for all starts. */
export interface Heading {
  /**
   * For each vertex the least cost from it to a goal, if whatever else edges need were there: a lower bound, by which searches
   * go straight to the goal and leave out what leads nowhere; `UNREACHABLE` where no edge leads there.
   */
  readonly distances: Int32Array;
  /** Numbers of the edges from a vertex that lead to a goal, the most promising first; sorted when they are first asked for. */
  readonly onwards: (vertex: number) => Int32Array;
}

/** Of a graph that is complete. */
export function headingTo(graph: Hypergraph, goals: readonly number[]): Heading {
  const distances = distancesTo(graph, goals);
  return { distances, onwards: createOnwards(graph, distances) };
}

function distancesTo(graph: Hypergraph, goals: readonly number[]): Int32Array {
  const distances = new Int32Array(graph.size()).fill(UNREACHABLE);
  const queue = createQueue<number>();
  for (const goal of goals) {
    distances[goal] = 0;
    queue.push(0, goal);
  }
  const settled = new Uint8Array(distances.length);
  for (let vertex = queue.pop(); vertex !== undefined; vertex = queue.pop()) {
    if (settled[vertex] === 1) continue;
    settled[vertex] = 1;
    for (const number of graph.to(vertex)) {
      const edge = graph.edges[number];
      if (edge) relax(edge, (distances[vertex] ?? 0) + costOf(edge));
    }
  }
  return distances;

  function relax({ premises }: Edge, distance: number): void {
    for (const premise of premises) {
      if (distance >= (distances[premise] ?? 0)) continue;
      distances[premise] = distance;
      queue.push(distance, premise);
    }
  }
}

function createOnwards(graph: Hypergraph, distances: Int32Array): Heading["onwards"] {
  const known = new Map<number, Int32Array>();
  const costs = new Int32Array(graph.edges.length).fill(-1);
  const costAlong = (number: number): number => {
    const found = costs[number] ?? -1;
    if (found >= 0) return found;
    const edge = graph.edges[number];
    const distance = edge ? (distances[edge.conclusion] ?? UNREACHABLE) : UNREACHABLE;
    return (costs[number] = edge && distance < UNREACHABLE ? distance + costOf(edge) : UNREACHABLE);
  };
  return (vertex) => {
    const found = known.get(vertex);
    if (found) return found;
    const open = graph.from(vertex).filter((number) => costAlong(number) < UNREACHABLE);
    if (open.length > 1) open.sort((a, b) => costAlong(a) - costAlong(b));
    const sorted = Int32Array.from(open);
    known.set(vertex, sorted);
    return sorted;
  };
}
