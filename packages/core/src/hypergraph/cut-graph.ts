import { boundedCost, UNREACHABLE } from "./costs.ts";
import type { Edge, Edit } from "./hypergraph.ts";
import type { Quest } from "./quest.ts";
import { createQueue } from "./queue.ts";

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
}

interface CutEdge {
  readonly premises: readonly number[];
  readonly conclusion: number;
  /** For each need of which nothing stays whatever is done the edits that take its alternatives away. */
  readonly needs: readonly (readonly number[])[];
  /** Its place among the edges. */
  readonly number: number;
}

/** Of a graph that is complete. */
export function cutGraphOf<Change>(quest: Quest<Edge<unknown, unknown, Change>>): CutGraph<Change> {
  const { start, isGoal } = quest;
  const numbering = createNumbering<Change>();
  const edges = edgesBetween(quest, numbering);
  const goals = new Set(edges.map(({ conclusion }) => conclusion).filter(isGoal));
  const arrivals = edges.filter(({ conclusion }) => goals.has(conclusion));
  const walk: Walk = {
    start,
    premises: Int32Array.from(edges, ({ premises }) => premises.length),
    from: edgesFrom(edges, quest.graph.size()),
  };
  return {
    ...numbering,
    isReached: (made) => isReached(walk, goals, made),
    *waysLeft(made) {
      const tree = treeOf(walk, made);
      for (const arrival of arrivals) {
        const way = restsOn(arrival, tree, made);
        if (way) yield way;
      }
    },
  };
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

interface Walk {
  readonly start: number;
  /** How many each edge has. */
  readonly premises: Int32Array;
  /** By vertex. */
  readonly from: readonly (readonly CutEdge[] | undefined)[];
}

function edgesFrom(edges: readonly CutEdge[], size: number): Walk["from"] {
  const from: CutEdge[][] = Array.from({ length: size });
  for (const edge of edges) for (const premise of edge.premises) (from[premise] ??= []).push(edge);
  return from;
}

/** Whether a premise that has come was the last one that an edge was missing. */
function isDue({ number }: CutEdge, missing: Int32Array): boolean {
  const left = (missing[number] ?? 0) - 1;
  missing[number] = left;
  return left === 0;
}

function isBroken({ needs }: CutEdge, made: Uint8Array): boolean {
  return needs.some((edits) => edits.every((edit) => made[edit] === 1));
}

function isReached(
  { start, premises, from }: Walk,
  goals: ReadonlySet<number>,
  made: Uint8Array,
): boolean {
  const missing = premises.slice();
  const seen = new Uint8Array(from.length);
  seen[start] = 1;
  const queue = [start];
  for (const vertex of queue) {
    for (const edge of from[vertex] ?? []) {
      if (!isDue(edge, missing) || seen[edge.conclusion] === 1 || isBroken(edge, made)) continue;
      if (goals.has(edge.conclusion)) return true;
      seen[edge.conclusion] = 1;
      queue.push(edge.conclusion);
    }
  }
  return false;
}

/** For each vertex in reach the edge by which it rests on few edits; the start has none. */
type Tree = ReadonlyMap<number, CutEdge | undefined>;

function treeOf({ start, premises, from }: Walk, made: Uint8Array): Tree {
  const missing = premises.slice();
  const costs = new Float64Array(from.length).fill(Infinity);
  // Each premise by itself: what two rest on together counts twice.
  const costBy = (edge: CutEdge): number =>
    boundedCost(
      edge.premises.reduce((sum, premise) => sum + (costs[premise] ?? 0), edge.needs.length),
    );
  const tree = new Map<number, CutEdge | undefined>();
  const queue = createQueue<{ readonly vertex: number; readonly edge?: CutEdge }>();
  costs[start] = 0;
  queue.push(0, { vertex: start });
  for (let item = queue.pop(); item; item = queue.pop()) {
    if (tree.has(item.vertex)) continue;
    tree.set(item.vertex, item.edge);
    for (const edge of from[item.vertex] ?? []) {
      if (!isDue(edge, missing) || tree.has(edge.conclusion) || isBroken(edge, made)) continue;
      const cost = costBy(edge);
      if (cost >= (costs[edge.conclusion] ?? 0)) continue;
      costs[edge.conclusion] = cost;
      queue.push(cost, { vertex: edge.conclusion, edge });
    }
  }
  return tree;
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
      const edge = tree.get(premise);
      if (edge) edges.add(edge);
    }
  }
  return [...edits];
}
