import type { Edge, Hypergraph } from "./hypergraph.ts";

/** Whether an edge is gone along. */
export type Counts<E extends Edge = Edge> = (edge: E) => boolean;

export function everyEdge(): boolean {
  return true;
}

/** Vertices that lead to each other without more, by number. */
export interface Components {
  readonly componentOf: Int32Array;
  readonly count: number;
}

/** Strongly connected components by edges of one premise, each numbered after all that it leads to: R. E. Tarjan's algorithm, without recursion. */
// oxlint-disable-next-line complexity -- one loop, whose arrays belong together
export function componentsOf<E extends Edge>(
  graph: Hypergraph<E>,
  counts: Counts<E> = everyEdge,
): Components {
  const total = graph.size();
  const componentOf = new Int32Array(total).fill(-1);
  const order = new Int32Array(total).fill(-1);
  const low = new Int32Array(total);
  const position = new Int32Array(total);
  const open: number[] = [];
  const isOpen = new Uint8Array(total);
  const isPlain = (edge: E): boolean => edge.premises.length === 1 && counts(edge);
  let visited = 0;
  let count = 0;

  /** The next vertex from here that was not visited, -1 for none; those that are open lower this one. */
  function nextFrom(vertex: number): number {
    const out = graph.from(vertex);
    for (let at = position[vertex] ?? 0; at < out.length; at++) {
      const edge = graph.edges[out[at] ?? -1];
      position[vertex] = at + 1;
      if (!edge || !isPlain(edge)) continue;
      const to = edge.conclusion;
      if (order[to] === -1) return to;
      if (isOpen[to] === 1) low[vertex] = Math.min(low[vertex] ?? 0, order[to] ?? 0);
    }
    return -1;
  }

  /** Closes the component that ends with a vertex. */
  function close(vertex: number): void {
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen[member] = 0;
      componentOf[member] = count;
      if (member === vertex) break;
    }
    count += 1;
  }

  for (let root = 0; root < total; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const vertex = path.at(-1) ?? 0;
      if (order[vertex] === -1) {
        order[vertex] = low[vertex] = visited++;
        open.push(vertex);
        isOpen[vertex] = 1;
      }
      const next = nextFrom(vertex);
      if (next >= 0) {
        path.push(next);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[vertex] ?? 0);
      if (low[vertex] === order[vertex]) close(vertex);
    }
  }
  return { componentOf, count };
}
