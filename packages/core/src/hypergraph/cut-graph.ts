import { boundedCost, UNREACHABLE } from "./costs.ts";
import { type CutEdge, isBroken, isDue, type Walk } from "./cut-walk.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import type { Quest } from "./quest.ts";
import { createQueue } from "./queue.ts";
import { createTakingBack } from "./taking-back.ts";

/** Edits by number, as they come up. */
export interface Numbering<Change = unknown> {
  readonly edits: readonly Edit<Change>[];
  readonly numberOf: (edit: Edit<Change>) => number;
}

/** What of a hypergraph lies between a start and its goals, without what edges are for: a cut of 10,000 pods takes hundreds of searches. */
export interface CutGraph<Change = unknown> extends Numbering<Change> {
  /** Whether a goal is in reach when the edits are made that have a 1. */
  readonly isReached: (made: Uint8Array) => boolean;
  /**
   * Ways that are left then, each by the edits that it rests on, few where that is easy: at least one where there is any. What
   * is made while they are taken counts from the next one on.
   */
  readonly waysLeft: (made: Uint8Array) => Iterable<readonly number[]>;
  /** Takes back edits one by one where that brings no goal into reach; none may be when the edits are made that have a 1. */
  readonly takingBack: (made: Uint8Array) => (edit: number) => void;
}

/** Of a graph that is complete. */
export function cutGraphOf<Change>(quest: Quest<Edge<unknown, unknown, Change>>): CutGraph<Change> {
  const { start, isGoal } = quest;
  const numbering = createNumbering<Change>();
  const edges = edgesBetween(quest, numbering);
  const { ends, arrivals } = arrivalsOf(edges, quest.graph.size(), { start, isGoal });
  const walk: Walk = {
    start,
    premises: Int32Array.from(edges, ({ premises }) => premises.length),
    from: edgesFrom(edges, quest.graph.size()),
  };
  return {
    ...numbering,
    isReached: (made) => isReached(walk, ends, made),
    takingBack: (made) => createTakingBack(walk, { edges, ends, made }),
    *waysLeft(made) {
      const tree = treeOf(walk, made);
      for (const arrival of arrivals) {
        const way = restsOn(arrival, tree, made);
        if (way) yield way;
      }
    },
  };
}

/** What leads to a goal without more is as good as one; the edges that come there are ends of ways, many of one search. */
function arrivalsOf(
  edges: readonly CutEdge[],
  size: number,
  { start, isGoal }: Pick<Quest, "isGoal" | "start">,
): { readonly ends: Uint8Array; readonly arrivals: readonly CutEdge[] } {
  const to = groupedBy(edges, ({ conclusion }) => conclusion);
  const found = new Set(edges.map(({ conclusion }) => conclusion).filter(isGoal));
  const arrivals: CutEdge[] = [];
  for (const end of found) {
    for (const edge of to.get(end) ?? []) {
      const [premise = start, ...others] = edge.premises;
      const isFree = others.length === 0 && edge.needs.length === 0 && premise !== start;
      if (isFree) found.add(premise);
      else arrivals.push(edge);
    }
  }
  const ends = new Uint8Array(size);
  for (const end of found) ends[end] = 1;
  return { ends, arrivals };
}

function groupedBy(
  edges: readonly CutEdge[],
  keyOf: (edge: CutEdge) => number,
): ReadonlyMap<number, readonly CutEdge[]> {
  const groups = new Map<number, CutEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group) group.push(edge);
    else groups.set(keyOf(edge), [edge]);
  }
  return groups;
}

export function createNumbering<Change>(): Numbering<Change> {
  const edits: Edit<Change>[] = [];
  const numbers = new Map<string, number>();
  return {
    edits,
    numberOf: (edit) => {
      const number = numbers.get(edit.key) ?? edits.push(edit) - 1;
      numbers.set(edit.key, number);
      return number;
    },
  };
}

/** The edges to which the start comes, and that lead to a goal. */
function edgesBetween<Change>(
  { graph, start, heading, reaches }: Quest<Edge<unknown, unknown, Change>>,
  { numberOf }: Numbering<Change>,
): readonly CutEdge[] {
  const found: CutEdge[] = [];
  for (const { premises, conclusion, needs } of graph.edges) {
    if (heading.distances[conclusion] === UNREACHABLE || conclusion === start) continue;
    if (reaches && !premises.every(reaches)) continue;
    const breakable = needs.flatMap((need) => {
      const edits = need.flatMap(({ edit }) => edit ?? []);
      return edits.length < need.length ? [] : [[...new Set(edits.map(numberOf))]];
    });
    found.push({ premises, conclusion, needs: breakable, number: found.length });
  }
  return found;
}

function edgesFrom(edges: readonly CutEdge[], size: number): Walk["from"] {
  const from: CutEdge[][] = Array.from({ length: size });
  for (const edge of edges) for (const premise of edge.premises) (from[premise] ??= []).push(edge);
  return from;
}

function isReached({ start, premises, from }: Walk, ends: Uint8Array, made: Uint8Array): boolean {
  const missing = premises.slice();
  const seen = new Uint8Array(from.length);
  seen[start] = 1;
  const queue = [start];
  for (const vertex of queue) {
    for (const edge of from[vertex] ?? []) {
      if (!isDue(edge, missing) || seen[edge.conclusion] === 1 || isBroken(edge, made)) continue;
      if (ends[edge.conclusion] === 1) return true;
      seen[edge.conclusion] = 1;
      queue.push(edge.conclusion);
    }
  }
  return false;
}

/** For each vertex in reach the edge by which it rests on few edits; the start has none. */
interface Tree {
  readonly has: (vertex: number) => boolean;
  readonly by: (vertex: number) => CutEdge | undefined;
}

function treeOf({ start, premises, from }: Walk, made: Uint8Array): Tree {
  const missing = premises.slice();
  const costs = new Float64Array(from.length).fill(Infinity);
  const by: (CutEdge | undefined)[] = Array.from({ length: from.length });
  // Each premise by itself: what two rest on together counts twice.
  const costBy = (edge: CutEdge): number => {
    let sum = edge.needs.length;
    for (const premise of edge.premises) sum += costs[premise] ?? 0;
    return boundedCost(sum);
  };
  const isSettled = new Uint8Array(from.length);
  const queue = createQueue<number>();
  costs[start] = 0;
  queue.push(0, start);
  for (let vertex = queue.pop(); vertex !== undefined; vertex = queue.pop()) {
    if (isSettled[vertex] === 1) continue;
    isSettled[vertex] = 1;
    for (const edge of from[vertex] ?? []) {
      const { conclusion } = edge;
      if (!isDue(edge, missing) || isSettled[conclusion] === 1 || isBroken(edge, made)) continue;
      const cost = costBy(edge);
      if (cost >= (costs[conclusion] ?? 0)) continue;
      costs[conclusion] = cost;
      by[conclusion] = edge;
      queue.push(cost, conclusion);
    }
  }
  return { has: (vertex) => isSettled[vertex] === 1, by: (vertex) => by[vertex] };
}

/** The edits that a way by an edge rests on; undefined where it is none, or none any more. */
function restsOn(arrival: CutEdge, tree: Tree, made: Uint8Array): readonly number[] | undefined {
  const edges = new Set([arrival]);
  const edits = new Set<number>();
  for (const { premises, needs } of edges) {
    for (const need of needs) {
      const left = need.find((edit) => made[edit] === 0);
      if (left === undefined) return undefined;
      edits.add(left);
    }
    for (const premise of premises) {
      if (!tree.has(premise)) return undefined;
      const edge = tree.by(premise);
      if (edge) edges.add(edge);
    }
  }
  return [...edits];
}
