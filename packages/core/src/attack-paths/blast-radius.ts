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

/** What falls with some vertices, the sure and near first. */
export function blastRadius(graph: AttackGraph, starts: readonly number[]): readonly Fallen[] {
  const spread = createSpread(graph);
  for (const start of starts) spread.reach(start, 0, undefined);
  spread.run(false);
  spread.run(true);
  return spread.fallen(new Set(starts));
}

interface Spread {
  readonly reach: (vertex: number, hops: number, by: AttackEdge | undefined) => void;
  /** Goes on along the edges that are sure, or along all. */
  readonly run: (withUnknown: boolean) => void;
  readonly fallen: (starts: ReadonlySet<number>) => readonly Fallen[];
}

function createSpread(graph: AttackGraph): Spread {
  const size = graph.size();
  const hops = new Int32Array(size).fill(UNREACHED);
  const isSure = new Uint8Array(size);
  const by: (AttackEdge | undefined)[] = new Array<AttackEdge | undefined>(size);
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
  const farthestOf = ({ premises }: AttackEdge): number => {
    let farthest = 0;
    for (const premise of premises) farthest = Math.max(farthest, hops[premise] ?? UNREACHED);
    return farthest;
  };
  const follow = (vertex: number, withUnknown: boolean): void => {
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (!edge || (edge.unknown !== undefined && !withUnknown)) continue;
      const farthest = farthestOf(edge);
      if (farthest < UNREACHED)
        reach(edge.conclusion, farthest + (edge.step === undefined ? 0 : 1), edge);
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
      for (let id = 0; id < size; id++) {
        const at = hops[id] ?? UNREACHED;
        if (at === UNREACHED || starts.has(id) || !graph.isReal(id)) continue;
        found.push(fallenOf(id, at));
      }
      return found.sort((a, b) => rankOf(a) - rankOf(b));
    },
  };

  function fallenOf(id: number, at: number): Fallen {
    const { edge, from, reason } = lastStep(id);
    return {
      ...{ id, vertex: graph.vertexAt(id), hops: at },
      via: from === undefined ? undefined : { edge, from: graph.vertexAt(from) },
      certainty: isSure[id] === 1 ? "yes" : "unknown",
      reason,
    };
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
    for (let last = by[at]; last; last = by[at]) {
      edge = last.step ?? edge;
      reason ??= last.unknown;
      [at] = last.premises;
      if (graph.isReal(at) && edge !== undefined) return { edge, from: at, reason };
    }
    return { edge, from: at === id ? undefined : at, reason };
  }
}

function rankOf({ certainty, hops }: Fallen): number {
  return (certainty === "yes" ? 0 : 1_000_000) + hops;
}
