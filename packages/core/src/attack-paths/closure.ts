import type { Hypergraph } from "../hypergraph/index.ts";

/** Everything that whoever has the starts comes to, surely or not, without going through what is left out. */
export function closureOf(
  graph: Pick<Hypergraph, "edges" | "from">,
  starts: readonly number[],
  isOpen: (vertex: number) => boolean = () => true,
): ReadonlySet<number> {
  const reached = new Set(starts);
  for (const vertex of reached) {
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      const isGiven = edge?.premises.every((premise) => reached.has(premise)) === true;
      if (isGiven && isOpen(edge.conclusion)) reached.add(edge.conclusion);
    }
  }
  return reached;
}
