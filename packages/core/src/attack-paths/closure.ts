import type { Edge, Hypergraph } from "../hypergraph/index.ts";

/** Everything that whoever has the starts comes to, surely or not, without going through what is left out. */
export function closureOf<E extends Edge>(
  graph: Pick<Hypergraph<E>, "edges" | "from">,
  starts: readonly number[],
  isOpen: (edge: E) => boolean = () => true,
): ReadonlySet<number> {
  const reached = new Set(starts);
  for (const vertex of reached) {
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (!edge || reached.has(edge.conclusion)) continue;
      if (edge.premises.every((premise) => reached.has(premise)) && isOpen(edge))
        reached.add(edge.conclusion);
    }
  }
  return reached;
}
