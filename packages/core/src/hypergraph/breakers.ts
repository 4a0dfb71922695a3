import type { Alternative, Edge, Edit, Hypergraph } from "./hypergraph.ts";
import { sameAs } from "./quest.ts";

/** Finds the edits any one of which breaks a way, given by its edges in order. */
type FindBreakers<Change> = (
  edges: readonly Edge<unknown, unknown, Change>[],
) => readonly Edit<Change>[];

/**
 * A step falls with an edit when each edge by which the same one gains the same by the same step has a need of which the edit
 * takes every alternative away: else the way would only look a little different.
 */
export function createBreakers<Change>(
  graph: Hypergraph<Edge<unknown, unknown, Change>>,
): FindBreakers<Change> {
  const verticesBefore = createVerticesBefore(graph);
  return (edges) => {
    const entries = entriesOf(edges);
    const breakers = edges.flatMap((edge, index) => {
      const candidates = soleEditsOf(edge);
      if (candidates.length === 0) return [];
      const premises = edge.premises.map((premise) =>
        sameAs(graph, entries.get(premise) ?? premise),
      );
      const parallels = parallelsOf(graph, edge, premises);
      if (parallels.length === 0) return candidates;
      const before = verticesBefore(endOf(edges, index));
      const others = parallels
        .filter(({ conclusion }) => before.has(conclusion))
        .map((other) => new Set(soleEditsOf(other).map(({ key }) => key)));
      return candidates.filter(({ key }) => others.every((keys) => keys.has(key)));
    });
    return [...new Map(breakers.map((edit) => [edit.key, edit])).values()];
  };
}

/** Of each group that the way goes through, the member that it is entered from. */
function entriesOf(edges: readonly Edge[]): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  for (const { premises, conclusion, isSame } of edges) {
    const [member] = premises;
    if (isSame) entries.set(conclusion, entries.get(member) ?? member);
  }
  return entries;
}

/** Edits that take away every alternative of some need. */
function soleEditsOf<Change>({ needs }: Edge<unknown, unknown, Change>): readonly Edit<Change>[] {
  return needs.flatMap(([first, ...others]) => {
    const edit = first?.edit;
    return edit && others.every((other) => other.edit?.key === edit.key) ? [edit] : [];
  });
}

/** What the way makes of an edge: the last vertex that merely follows from its conclusion. */
function endOf(edges: readonly Edge[], index: number): number {
  let end = edges[index]?.conclusion ?? -1;
  for (const edge of edges.slice(index + 1)) {
    const [only, ...others] = edge.premises;
    if (only !== end || others.length > 0 || !isMere(edge)) break;
    end = edge.conclusion;
  }
  return end;
}

/** Whether it is no step and nothing takes it away; whoever is in a group is in many, and that is not what a step was for. */
function isMere({ step, needs, isSame }: Edge): boolean {
  return step === undefined && !isSame && !needs.some((need) => need.every(hasEdit));
}

function hasEdit({ edit }: Alternative): boolean {
  return edit !== undefined;
}

/** Other edges by which the same ones do the same. */
function parallelsOf<E extends Edge>(
  graph: Hypergraph<E>,
  edge: Edge,
  premises: readonly ReadonlySet<number>[],
): readonly E[] {
  return [...(premises[0] ?? [])].flatMap((first) =>
    graph.from(first).flatMap((number) => {
      const other = graph.edges[number];
      if (!other || other === edge || other.step !== edge.step) return [];
      return areAmong(other.premises, premises) ? [other] : [];
    }),
  );
}

function areAmong(vertices: readonly number[], premises: readonly ReadonlySet<number>[]): boolean {
  return (
    vertices.every((vertex) => premises.some((premise) => premise.has(vertex))) &&
    premises.every((premise) => vertices.some((vertex) => premise.has(vertex)))
  );
}

/** The vertices from which one merely follows; once each, for a thousand ways share their end. */
function createVerticesBefore(graph: Hypergraph): (end: number) => ReadonlySet<number> {
  const known = new Map<number, ReadonlySet<number>>();
  return (end) => {
    const found = known.get(end) ?? verticesBefore(graph, end);
    known.set(end, found);
    return found;
  };
}

function verticesBefore(graph: Hypergraph, end: number): ReadonlySet<number> {
  const found = new Set([end]);
  for (const vertex of found) {
    for (const number of graph.to(vertex)) {
      const edge = graph.edges[number];
      if (edge?.premises.length === 1 && isMere(edge)) found.add(edge.premises[0]);
    }
  }
  return found;
}
