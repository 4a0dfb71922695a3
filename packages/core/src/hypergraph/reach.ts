import { type Components, type Counts, componentsOf, everyEdge } from "./components.ts";
import type { Edge, Hypergraph } from "./hypergraph.ts";

/** Which starts come to which vertices, all premises of all edges minded; whatever else is asked about comes nowhere. */
export interface Reach {
  /** A test for whether a start comes to a vertex. */
  readonly from: (start: number) => (vertex: number) => boolean;
  /** A test for whether a start comes to any of these vertices. */
  readonly toAny: (vertices: readonly number[]) => (start: number) => boolean;
  /** A test for whether a start comes to a vertex of more than one of these groups. */
  readonly toSeveral: (groups: Iterable<readonly number[]>) => (start: number) => boolean;
}

/**
 * Which starts come where, for all at once: a bit a start in each row, and the rows of several premises are intersected.
 * Vertices that lead to each other without more share a row; in a cluster of 20,000 accounts that is most of them. Of a graph
 * that is complete; along the edges that count.
 */
export function computeReach<E extends Edge>(
  graph: Hypergraph<E>,
  starts: Iterable<number>,
  counts: Counts<E> = everyEdge,
): Reach {
  const { componentOf, count } = componentsOf(graph, counts);
  const bits = new Map([...new Set(starts)].map((start, bit) => [start, bit]));
  const words = Math.ceil(bits.size / 32);
  const rows: (Uint32Array | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const [start, bit] of bits) {
    const component = componentOf[start];
    if (component === undefined) continue;
    const row = (rows[component] ??= new Uint32Array(words));
    row[bit >>> 5] = (row[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  flowOn(rows, flowsOf(graph, { componentOf, count }, counts), words);
  const unionOf = (vertices: readonly number[]): Uint32Array => {
    const union = new Uint32Array(words);
    const components = new Set(vertices.map((vertex) => componentOf[vertex] ?? -1));
    for (const component of components) {
      const row = rows[component];
      if (row) flow(row, [], union);
    }
    return union;
  };
  return {
    from: (start) => {
      const bit = bits.get(start);
      return (vertex) => hasBit(rows[componentOf[vertex] ?? -1], bit);
    },
    toAny: (vertices) => {
      const union = unionOf(vertices);
      return (start) => hasBit(union, bits.get(start));
    },
    toSeveral: (groups) => {
      const once = new Uint32Array(words);
      const again = new Uint32Array(words);
      for (const vertices of groups) {
        const union = unionOf(vertices);
        flow(union, [once], again);
        flow(union, [], once);
      }
      return (start) => hasBit(again, bits.get(start));
    },
  };
}

function hasBit(row: Uint32Array | undefined, bit: number | undefined): boolean {
  return bit !== undefined && (((row?.[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/**
 * Lets rows flow until nothing new comes. Components are numbered after all that they lead to by one premise, so that one round
 * does for edges of one; those of several may lead back, and then the next round looks only at what has changed.
 */
function flowOn(
  rows: (Uint32Array | undefined)[],
  flows: readonly (readonly Flow[] | undefined)[],
  words: number,
): void {
  const changed = Uint8Array.from(rows, (row) => (row ? 1 : 0));
  for (let isOpen = true; isOpen; ) {
    isOpen = false;
    for (let component = rows.length - 1; component >= 0; component--) {
      if (changed[component] === 0) continue;
      changed[component] = 0;
      const reached = (flows[component] ?? []).filter((each) => flowAlong(each, rows, words));
      for (const { to } of reached) changed[to] = 1;
      if (reached.some(({ to }) => to > component)) isOpen = true;
    }
  }
}

/** Whether it brought anything new to where it leads. */
function flowAlong({ from, to }: Flow, rows: (Uint32Array | undefined)[], words: number): boolean {
  const [first, ...others] = from.map((component) => rows[component]);
  if (!first || others.some((row) => row === undefined)) return false;
  return flow(first, others, (rows[to] ??= new Uint32Array(words)));
}

/** Adds to the target what all the rows have; whether that was anything new. */
function flow(
  first: Uint32Array,
  others: readonly (Uint32Array | undefined)[],
  target: Uint32Array,
): boolean {
  let changed = false;
  for (let word = 0; word < target.length; word++) {
    let bits = first[word] ?? 0;
    if (bits === 0) continue;
    for (const other of others) bits &= other?.[word] ?? 0;
    const before = target[word] ?? 0;
    const after = (before | bits) >>> 0;
    if (after === before) continue;
    target[word] = after;
    changed = true;
  }
  return changed;
}

interface Flow {
  /** Components. */
  readonly from: readonly number[];
  readonly to: number;
}

/** The edges between components by each that they come from, those of one premise once. */
function flowsOf<E extends Edge>(
  graph: Hypergraph<E>,
  { componentOf, count }: Components,
  counts: Counts<E>,
): readonly (readonly Flow[] | undefined)[] {
  const seen = new Set<number>();
  const flows: (Flow[] | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const edge of graph.edges) {
    const { premises, conclusion } = edge;
    if (!counts(edge)) continue;
    const to = componentOf[conclusion] ?? 0;
    const from = componentsAt(premises, componentOf);
    if (from.includes(to)) continue;
    if (from.length === 1) {
      const key = (from[0] ?? 0) * count + to;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    for (const each of from) (flows[each] ??= []).push({ from, to });
  }
  return flows;
}

function componentsAt(premises: readonly number[], componentOf: Int32Array): readonly number[] {
  if (premises.length === 1) return [componentOf[premises[0] ?? 0] ?? 0];
  return [...new Set(premises.map((premise) => componentOf[premise] ?? 0))];
}
