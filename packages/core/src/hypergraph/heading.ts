import { compactOf } from "./compact.ts";
import { UNREACHABLE } from "./costs.ts";
import type { Hypergraph } from "./hypergraph.ts";

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

/** More than what going along an edge costs: distances that wait lie in so many buckets at once. */
const BUCKETS = 1024;

function distancesTo(graph: Hypergraph, goals: readonly number[]): Int32Array {
  const { toStart, to, cost, premisesStart, premises } = compactOf(graph);
  const distances = new Int32Array(graph.size()).fill(UNREACHABLE);
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  let waiting = 0;
  const reach = (vertex: number, distance: number): void => {
    if (distance >= (distances[vertex] ?? 0)) return;
    distances[vertex] = distance;
    buckets[distance % BUCKETS]?.push(vertex);
    waiting += 1;
  };
  const relax = (vertex: number, distance: number): void => {
    for (let at = toStart[vertex] ?? 0; at < (toStart[vertex + 1] ?? 0); at++) {
      const edge = to[at] ?? 0;
      const longer = distance + (cost[edge] ?? 0);
      const end = premisesStart[edge + 1] ?? 0;
      for (let each = premisesStart[edge] ?? 0; each < end; each++)
        reach(premises[each] ?? 0, longer);
    }
  };
  for (const goal of goals) reach(goal, 0);
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance % BUCKETS] ?? [];
    // What is as near comes into the same bucket meanwhile.
    for (let at = 0; at < bucket.length; at++) {
      const vertex = bucket[at] ?? 0;
      waiting -= 1;
      if (distances[vertex] === distance) relax(vertex, distance);
    }
    bucket.length = 0;
  }
  return distances;
}

function createOnwards(graph: Hypergraph, distances: Int32Array): Heading["onwards"] {
  const known = new Map<number, Int32Array>();
  const { conclusion, cost } = compactOf(graph);
  const costAlong = (number: number): number => {
    const distance = distances[conclusion[number] ?? -1] ?? UNREACHABLE;
    return distance < UNREACHABLE ? distance + (cost[number] ?? 0) : UNREACHABLE;
  };
  return (vertex) => {
    const found = known.get(vertex);
    if (found) return found;
    const sorted = sortedBy(graph.from(vertex), costAlong);
    known.set(vertex, sorted);
    return sorted;
  };
}

/** Those that cost less than what cannot be reached, the cheapest first and equal ones in their order; most are few. */
function sortedBy(numbers: readonly number[], costOf: (number: number) => number): Int32Array {
  if (numbers.length > FEW) return sortedMany(numbers, costOf);
  const sorted = new Int32Array(numbers.length);
  const costs: number[] = [];
  let count = 0;
  for (const number of numbers) {
    const cost = costOf(number);
    if (cost >= UNREACHABLE) continue;
    let at = count++;
    for (; at > 0 && (costs[at - 1] ?? 0) > cost; at--) {
      costs[at] = costs[at - 1] ?? 0;
      sorted[at] = sorted[at - 1] ?? 0;
    }
    costs[at] = cost;
    sorted[at] = number;
  }
  return sorted.subarray(0, count);
}

const FEW = 24;

function sortedMany(numbers: readonly number[], costOf: (number: number) => number): Int32Array {
  const open = numbers
    .map((number) => ({ number, cost: costOf(number) }))
    .filter(({ cost }) => cost < UNREACHABLE)
    .sort((a, b) => a.cost - b.cost);
  return Int32Array.from(open, ({ number }) => number);
}
