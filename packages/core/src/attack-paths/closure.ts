import type { Hypergraph } from "../hypergraph/index.ts";

/** Everything that somebody comes to, surely or not. */
export function closureOf(graph: Hypergraph, start: number): ReadonlySet<number> {
  const reached = new Set([start]);
  for (const vertex of reached) {
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (edge?.premises.every((premise) => reached.has(premise)) === true)
        reached.add(edge.conclusion);
    }
  }
  return reached;
}
