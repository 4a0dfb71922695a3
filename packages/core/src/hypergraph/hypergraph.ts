/** What would take an alternative away. */
export interface Edit<Change = unknown> {
  /** Equal for the same edit, whoever contributes it: made once, it takes away whatever names it. */
  readonly key: string;
  /** What making it costs: a positive whole number, so that sums are exact. */
  readonly cost: number;
  readonly change: Change;
}

/** One way in which a need is met. */
export interface Alternative<Proof = unknown, Change = unknown> {
  /** What proves that it holds. */
  readonly evidence: Proof;
  /** Absent where nothing takes it away. */
  readonly edit: Edit<Change> | undefined;
}

/** Something that an edge needs: met while any of the alternatives is there. */
export type Need<Proof = unknown, Change = unknown> = readonly Alternative<Proof, Change>[];

/** One vertex or several: what holds for everybody is a vertex to which every start leads. */
export type Premises<Vertex = number> = readonly [Vertex, ...(readonly Vertex[])];

/** Whoever all premises hold for, and whose needs are all met, the conclusion holds for too. */
export interface Edge<Step = unknown, Proof = unknown, Change = unknown> {
  readonly premises: Premises;
  readonly conclusion: number;
  /** What is done; absent where the conclusion merely follows. */
  readonly step: Step | undefined;
  readonly needs: readonly Need<Proof, Change>[];
  /** Why it is not sure; absent where it is. */
  readonly unknown: string | undefined;
  /** Whether whoever is the premise is the conclusion too, as a member is its group: surely, without needs and without a step. */
  readonly isSame: boolean;
}

/** Vertices by number, from 0, and edges from one or more of them to one. */
export interface Hypergraph<E extends Edge = Edge> {
  readonly size: () => number;
  readonly edges: readonly E[];
  /** Numbers of the edges of which a vertex is a premise. */
  readonly from: (vertex: number) => readonly number[];
  /** Numbers of the edges that lead to a vertex. */
  readonly to: (vertex: number) => readonly number[];
}

/**
 * What contributors of edges are given. Several add to one hypergraph, each with vertices of its own and edges between those of
 * different ones; a contributor of some sorts of edges may be given a builder of more.
 */
export interface HypergraphBuilder<E extends Edge = Edge> {
  readonly newVertex: () => number;
  /** Leaves out what leads nowhere: an edge to one of its own premises, and one with a need that has no alternative. */
  readonly add: (edge: E) => void;
  readonly from: Hypergraph["from"];
  readonly to: Hypergraph["to"];
}

const NONE: readonly never[] = [];

/** A hypergraph and its builder: nothing may be added once it is asked. */
export function createHypergraph<E extends Edge>(): Hypergraph<E> & HypergraphBuilder<E> {
  const edges: E[] = [];
  const outgoing: number[][] = [];
  const incoming: number[][] = [];
  let size = 0;
  return {
    edges,
    size: () => size,
    from: (vertex) => outgoing[vertex] ?? NONE,
    to: (vertex) => incoming[vertex] ?? NONE,
    newVertex: () => size++,
    add: (edge) => {
      const { conclusion, needs } = edge;
      const premises = distinct(edge.premises);
      if (premises.includes(conclusion) || needs.some((need) => need.length === 0)) return;
      const number = edges.push(premises === edge.premises ? edge : { ...edge, premises }) - 1;
      for (const premise of premises) (outgoing[premise] ??= []).push(number);
      (incoming[conclusion] ??= []).push(number);
    },
  };
}

function distinct(premises: Premises): Premises {
  if (premises.length === 1 || new Set(premises).size === premises.length) return premises;
  const [first, ...others] = premises;
  return [first, ...new Set(others.filter((other) => other !== first))];
}
