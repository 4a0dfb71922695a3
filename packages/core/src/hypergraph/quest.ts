import type { KindOfStep } from "./chains.ts";
import type { Heading } from "./heading.ts";
import type { Edge, Edit, Hypergraph } from "./hypergraph.ts";

/** From where to what, and what is known about it already. */
export interface Quest<E extends Edge = Edge> {
  readonly graph: Hypergraph<E>;
  readonly start: number;
  /** To the goals, and to nothing that is not one. */
  readonly heading: Heading;
  readonly isGoal: (vertex: number) => boolean;
  /** What tells apart goals that count as different ones; absent: all are one. */
  readonly goalKey?: (vertex: number) => string;
  /** Whether the start comes to a vertex at all, from `computeReach`: spares looking for what is not there. */
  readonly reaches?: (vertex: number) => boolean;
  /** Whoever has come to such a vertex has everything: nothing is looked for from there but what has everything too. */
  readonly hasEverything?: (vertex: number) => boolean;
  /** Vertices that are somebody else unless the start is the same: what they have the start has not. */
  readonly isSomebody?: (vertex: number) => boolean;
  /** Vertices that are not gone through. */
  readonly avoided?: ReadonlySet<number>;
  /** What tells steps apart where ways are told apart; absent: what is done. */
  readonly kindOfStep?: KindOfStep;
}

/** How far to look. */
export interface SearchBounds {
  /** How many ways, each with another chain of steps. */
  readonly ways: number;
  /** How many edges to look at. */
  readonly effort: number;
  /** What stands beside a way may take steps of its own. */
  readonly isThorough: boolean;
  /** Every way on which all is sure, however long, and no other. */
  readonly isSure?: boolean;
}

/** One way to a goal: its edges in order, each after those that give its premises. */
export interface Way<E extends Edge = Edge> {
  readonly edges: readonly E[];
  /** The vertex that was reached. */
  readonly goal: number;
}

/** Edits that take a goal out of reach, searched again when they are made. */
export interface PossibleCut<Change = unknown> {
  readonly isPossible: true;
  readonly edits: readonly Edit<Change>[];
  /** Whether no other set costs less: proven; false where the proof was given up. */
  readonly isCheapest: boolean;
  /** What any other set costs at least. */
  readonly atLeast: number;
}

/** What takes a goal out of reach, or that nothing does. */
export type Cut<E extends Edge = Edge, Change = unknown> =
  | PossibleCut<Change>
  | {
      readonly isPossible: false;
      /** A way that no edit breaks. */
      readonly way: Way<E>;
    };

/** The groups of a graph as it is now. */
interface Groups {
  /** How many edges it has: more may come. */
  readonly size: number;
  readonly of: Map<number, ReadonlySet<number>>;
}

/** A search asks for the same vertices tens of thousands of times. */
const groups = new WeakMap<readonly Edge[], Groups>();

/** The vertices that whoever is at one is too, itself included. */
export function sameAs(graph: Hypergraph, vertex: number): ReadonlySet<number> {
  const known = groups.get(graph.edges);
  const isNew = known?.size !== graph.edges.length;
  const own = isNew
    ? { size: graph.edges.length, of: new Map<number, ReadonlySet<number>>() }
    : known;
  if (isNew) groups.set(graph.edges, own);
  const found = own.of.get(vertex) ?? sameVertices(graph, vertex);
  own.of.set(vertex, found);
  return found;
}

function sameVertices({ edges, from }: Hypergraph, vertex: number): ReadonlySet<number> {
  const found = new Set([vertex]);
  for (const each of found) {
    for (const number of from(each)) {
      const edge = edges[number];
      if (edge?.isSame === true) found.add(edge.conclusion);
    }
  }
  return found;
}
