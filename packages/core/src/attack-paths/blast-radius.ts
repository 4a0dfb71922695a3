import { compactOf } from "../hypergraph/index.ts";
import type { AttackEdge, AttackGraph, AttackVertex } from "./model.ts";
import type { AttackStepId } from "./steps.ts";

/** Something that falls with another. */
export interface Fallen {
  readonly id: number;
  readonly vertex: AttackVertex;
  /** Steps that it takes at least, those that are not sure among them. */
  readonly hops: number;
  /** The last step, and from where. */
  readonly via:
    | { readonly edge: AttackStepId | undefined; readonly from: AttackVertex }
    | undefined;
  readonly certainty: "unknown" | "yes";
  /** What is not known about the last step. */
  readonly reason: string | undefined;
}

const UNREACHED = 0x3fffffff;
const NONE = -1;

/** What falls with some vertices, the sure and near first. */
export function blastRadius(graph: AttackGraph, starts: readonly number[]): readonly Fallen[] {
  const spread = createSpread(graph);
  for (const start of starts) spread.reach(start, 0, NONE);
  spread.run(false);
  spread.run(true);
  return spread.fallen(new Set(starts));
}

interface Spread {
  /** By the edge of a number. */
  readonly reach: (vertex: number, hops: number, by: number) => void;
  /** Goes on along the edges that are sure, or along all. */
  readonly run: (withUnknown: boolean) => void;
  readonly fallen: (starts: ReadonlySet<number>) => readonly Fallen[];
}

/** Edges cost a thousand and more where they are not sure, and one where they are a step. */
const UNSURE = 1000;

function createSpread(graph: AttackGraph): Spread {
  const size = graph.size();
  const { from, fromStart, conclusion, cost, premises, premisesStart } = compactOf(graph);
  const hops = new Int32Array(size).fill(UNREACHED);
  const isSure = new Uint8Array(size);
  const by = new Int32Array(size).fill(NONE);
  // By hops: what merely follows comes at the same.
  let levels: number[][] = [];
  let phase = 1;
  const wait = (vertex: number, at: number): void => {
    (levels[at] ??= []).push(vertex);
  };
  const reach: Spread["reach"] = (vertex, at, edge) => {
    if (phase === 2 && isSure[vertex] === 1) return;
    if (at >= (hops[vertex] ?? 0)) return;
    hops[vertex] = at;
    by[vertex] = edge;
    if (phase === 1) isSure[vertex] = 1;
    wait(vertex, at);
  };
  const farthestOf = (edge: number): number => {
    let farthest = 0;
    for (let at = premisesStart[edge] ?? 0; at < (premisesStart[edge + 1] ?? 0); at++)
      farthest = Math.max(farthest, hops[premises[at] ?? 0] ?? UNREACHED);
    return farthest;
  };
  const follow = (vertex: number, withUnknown: boolean): void => {
    for (let at = fromStart[vertex] ?? 0; at < (fromStart[vertex + 1] ?? 0); at++) {
      const edge = from[at] ?? 0;
      const step = cost[edge] ?? 0;
      if (step >= UNSURE && !withUnknown) continue;
      const farthest = farthestOf(edge);
      if (farthest < UNREACHED) reach(conclusion[edge] ?? 0, farthest + (step % UNSURE), edge);
    }
  };
  const spread = (withUnknown: boolean): void => {
    for (let at = 0; at < levels.length; at++) {
      // What is reached on the way at the same level is looked at, too.
      for (const vertex of levels[at] ?? []) if (hops[vertex] === at) follow(vertex, withUnknown);
    }
  };
  return {
    reach,
    run: (withUnknown) => {
      if (withUnknown) {
        phase = 2;
        levels = [];
        for (let vertex = 0; vertex < size; vertex++)
          if (isSure[vertex] === 1) wait(vertex, hops[vertex] ?? 0);
      }
      spread(withUnknown);
    },
    fallen: (starts) => {
      const found: Fallen[] = [];
      for (const id of ranked()) {
        if (!starts.has(id) && graph.isReal(id)) found.push(fallenOf(id));
      }
      return found;
    },
  };

  /** What was reached: the sure and near first. */
  function ranked(): readonly number[] {
    const sure: number[][] = [];
    const unsure: number[][] = [];
    for (let id = 0; id < size; id++) {
      const at = hops[id] ?? UNREACHED;
      if (at !== UNREACHED) ((isSure[id] === 1 ? sure : unsure)[at] ??= []).push(id);
    }
    return [...sure, ...unsure].flatMap((each: readonly number[] | undefined) => each ?? []);
  }

  function fallenOf(id: number): Fallen {
    const { edge, from: origin, reason } = lastStep(id);
    return {
      id,
      vertex: graph.vertexAt(id),
      hops: hops[id] ?? 0,
      via: origin === undefined ? undefined : { edge, from: graph.vertexAt(origin) },
      certainty: isSure[id] === 1 ? "yes" : "unknown",
      reason,
    };
  }

  function lastTo(vertex: number): AttackEdge | undefined {
    const edge = by[vertex] ?? NONE;
    return edge === NONE ? undefined : graph.edges[edge];
  }

  /** Back to the last that is real. */
  function lastStep(id: number): {
    edge: AttackStepId | undefined;
    from: number | undefined;
    reason: string | undefined;
  } {
    let edge: AttackStepId | undefined;
    let reason: string | undefined;
    let at = id;
    for (let last = lastTo(at); last; last = lastTo(at)) {
      edge = last.step ?? edge;
      reason ??= last.unknown;
      [at] = last.premises;
      if (graph.isReal(at) && edge !== undefined) return { edge, from: at, reason };
    }
    return { edge, from: at === id ? undefined : at, reason };
  }
}
