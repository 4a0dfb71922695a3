import { costOf } from "./costs.ts";
import type { Edge, Hypergraph } from "./hypergraph.ts";

/** A hypergraph as arrays of numbers: what goes over all edges again and again finds them beside each other. */
export interface Compact {
  /** By vertex where its edges begin in `from`, and one more. */
  readonly fromStart: Int32Array;
  /** Numbers of the edges of which a vertex is a premise. */
  readonly from: Int32Array;
  readonly toStart: Int32Array;
  /** Numbers of the edges that lead to a vertex. */
  readonly to: Int32Array;
  /** Of those the ones of one premise that cost nothing; looked up when they are first asked for. */
  readonly freeTo: (vertex: number) => readonly number[];
  /** By edge. */
  readonly conclusion: Int32Array;
  readonly cost: Int32Array;
  /** By edge where its premises begin in `premises`, and one more. */
  readonly premisesStart: Int32Array;
  readonly premises: Int32Array;
}

const known = new WeakMap<readonly Edge[], Compact>();

/** Of a graph that is complete; made once. */
export function compactOf(graph: Hypergraph): Compact {
  const found = known.get(graph.edges);
  if (found && found.conclusion.length === graph.edges.length) return found;
  const made = compacted(graph);
  known.set(graph.edges, made);
  return made;
}

function compacted({ edges, size, from, to }: Hypergraph): Compact {
  const free = new Map<number, readonly number[]>();
  const isFree = (number: number): boolean => {
    const edge = edges[number];
    return edge?.premises.length === 1 && costOf(edge) === 0;
  };
  const [fromStart, fromAll] = listed(size(), from);
  const [toStart, toAll] = listed(size(), to);
  const [premisesStart, premises] = listed(edges.length, (edge) => edges[edge]?.premises ?? []);
  return {
    ...{ fromStart, from: fromAll, toStart, to: toAll, premisesStart, premises },
    freeTo: (vertex) => {
      const found = free.get(vertex) ?? to(vertex).filter(isFree);
      free.set(vertex, found);
      return found;
    },
    conclusion: Int32Array.from(edges, ({ conclusion }) => conclusion),
    cost: Int32Array.from(edges, costOf),
  };
}

function listed(
  size: number,
  of: (index: number) => readonly number[],
): readonly [Int32Array, Int32Array] {
  const start = new Int32Array(size + 1);
  for (let index = 0; index < size; index++)
    start[index + 1] = (start[index] ?? 0) + of(index).length;
  const all = new Int32Array(start[size] ?? 0);
  let at = 0;
  for (let index = 0; index < size; index++) for (const each of of(index)) all[at++] = each;
  return [start, all];
}
