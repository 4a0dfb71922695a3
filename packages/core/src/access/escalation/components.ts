import type { Graph } from "./graph.ts";

/** Facts that lead to each other without more, by number. */
export interface Components {
  readonly componentOf: Int32Array;
  readonly count: number;
}

/** Strongly connected components by edges of one premise, each numbered after all that it leads to: R. E. Tarjan's algorithm, without recursion. */
// eslint-disable-next-line complexity -- one loop, whose arrays belong together
export function componentsOf(graph: Graph): Components {
  const total = graph.facts.count();
  const componentOf = new Int32Array(total).fill(-1);
  const order = new Int32Array(total).fill(-1);
  const low = new Int32Array(total);
  const position = new Int32Array(total);
  const open: number[] = [];
  const isOpen = new Uint8Array(total);
  let visited = 0;
  let count = 0;

  /** The next fact from here that was not visited, -1 for none; those that are open lower this one. */
  function nextFrom(fact: number): number {
    const out = graph.from(fact);
    for (let at = position[fact] ?? 0; at < out.length; at++) {
      const edge = graph.edges[out[at] ?? -1];
      position[fact] = at + 1;
      if (edge?.premises.length !== 1) continue;
      const to = edge.conclusion;
      if (order[to] === -1) return to;
      if (isOpen[to] === 1) low[fact] = Math.min(low[fact] ?? 0, order[to] ?? 0);
    }
    return -1;
  }

  /** Closes the component that ends with a fact. */
  function close(fact: number): void {
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen[member] = 0;
      componentOf[member] = count;
      if (member === fact) break;
    }
    count += 1;
  }

  for (let root = 0; root < total; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const fact = path.at(-1) ?? 0;
      if (order[fact] === -1) {
        order[fact] = low[fact] = visited++;
        open.push(fact);
        isOpen[fact] = 1;
      }
      const next = nextFrom(fact);
      if (next >= 0) {
        path.push(next);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[fact] ?? 0);
      if (low[fact] === order[fact]) close(fact);
    }
  }
  return { componentOf, count };
}
