import type { Edge } from "./hypergraph.ts";

/** A way so far, as a list from its end. */
export interface Trail<E extends Edge = Edge> {
  readonly vertex: number;
  readonly cost: number;
  /** Number of its chain of steps. */
  readonly chain: number;
  readonly edge?: E;
  /** The ways to the edge's other premises. */
  readonly beside: readonly Trail<E>[];
  readonly before?: Trail<E>;
}

export function trailFrom(start: number): Trail<never> {
  return { vertex: start, cost: 0, chain: 0, beside: [] };
}

/** The edges of a trail, each once, premises before conclusions. */
export function edgesOf<E extends Edge>(trail: Trail<E>): readonly E[] {
  const line = lineOf(trail);
  if (line) return line;
  const edges = new Set<E>();
  // Trails stand beside many others: collected anew each time they would be exponentially many.
  const done = new Set<Trail<E>>();
  const waiting: { readonly at: Trail<E>; readonly isDue: boolean }[] = [
    { at: trail, isDue: false },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, isDue } = next;
    if (done.has(at)) continue;
    if (isDue) {
      done.add(at);
      if (at.edge) edges.add(at.edge);
      continue;
    }
    waiting.push({ at, isDue: true });
    for (const side of at.beside.toReversed()) waiting.push({ at: side, isDue: false });
    if (at.before) waiting.push({ at: at.before, isDue: false });
  }
  return [...edges];
}

/** The edges of a trail beside which nothing stands: it goes by each vertex once. */
function lineOf<E extends Edge>(trail: Trail<E>): readonly E[] | undefined {
  const edges: E[] = [];
  for (let at: Trail<E> | undefined = trail; at; at = at.before) {
    if (at.beside.length > 0) return undefined;
    if (at.edge) edges.push(at.edge);
  }
  return edges.reverse();
}

/** Whether a trail has come by a vertex. */
export function isOn(trail: Trail, vertex: number): boolean {
  for (let at: Trail | undefined = trail; at; at = at.before) if (at.vertex === vertex) return true;
  return false;
}
