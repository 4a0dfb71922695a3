import type { AccessBinding } from "../model.ts";
import type { Edge, Graph, Need } from "./graph.ts";
import type { Alternative } from "./holders.ts";

/** What to look for, from where, and how far. */
export interface Quest {
  readonly graph: Graph;
  readonly start: number;
  /** From `distancesTo` the goal. */
  readonly distances: Int32Array;
  /** The edges from a fact that lead to the goal, the most promising first. */
  readonly onwards: (fact: number) => Int32Array;
  readonly isGoal: (fact: number) => boolean;
  /** What tells apart goals that count as different ones. */
  readonly goalKey: (fact: number) => string;
  /** Whether the start comes to hold a fact at all, nothing removed. */
  readonly reaches: (fact: number) => boolean;
  /** From `distancesTo` being cluster-admin: who is that by right needs nothing else. */
  readonly toAdmin: Int32Array;
  /** Facts of who the start is: itself and the groups that it is surely in. */
  readonly own: ReadonlySet<number>;
  /** Facts that are not gone through: what the start is already. */
  readonly avoided: ReadonlySet<number>;
  /** Bindings that are taken to be gone. */
  readonly without: ReadonlySet<AccessBinding>;
  /** How many derivations, each with another chain of techniques; absent: whether there is one at all, however much it takes to know. */
  readonly limit?: number;
  /** What stands beside a way may take steps of its own. */
  readonly thorough: boolean;
  /** How many edges to look at; nothing counts without a limit. */
  readonly effort: number;
}

/** A way so far, as a list from its end. */
export interface Way {
  readonly fact: number;
  readonly cost: number;
  readonly chain: number;
  readonly edge?: Edge;
  /** The ways to the edge's other premises. */
  readonly beside: readonly Way[];
  readonly before?: Way;
}

/** The edges of a way, each once, premises before conclusions. */
export function edgesOf(way: Way): readonly Edge[] {
  const edges = new Set<Edge>();
  const collect = (one: Way): void => {
    const line: Way[] = [];
    for (let at: Way | undefined = one; at; at = at.before) line.push(at);
    for (const { edge, beside } of line.reverse()) {
      for (const side of beside) collect(side);
      if (edge) edges.add(edge);
    }
  };
  collect(way);
  return [...edges];
}

/** Whether a way has come by a fact. */
export function isOn(way: Way, fact: number): boolean {
  for (let at: Way | undefined = way; at; at = at.before) if (at.fact === fact) return true;
  return false;
}

/** The first alternative whose binding is there. */
export function wayOf(need: Need, without: ReadonlySet<AccessBinding>): Alternative | undefined {
  return need.find(({ binding }) => binding === undefined || !without.has(binding));
}
