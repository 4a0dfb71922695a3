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
  const verticesBefore = remembering((end: number) => verticesLeadingTo(graph, end));
  const soleEdits = remembering<Edge<unknown, unknown, Change>, readonly Edit<Change>[]>(
    soleEditsOf,
  );
  const edgesBy = createEdgesBy(graph);
  return (edges) => {
    const entries = entriesOf(edges);
    const breakers = edges.flatMap((edge, index) => {
      const candidates = soleEdits(edge);
      if (candidates.length === 0) return candidates;
      const premises = edge.premises.map((premise) =>
        sameAs(graph, entries.get(premise) ?? premise),
      );
      const before = verticesBefore(endOf(edges, index));
      const parallels = parallelsOf(edgesBy, edge, { premises, before });
      if (parallels.length === 0) return candidates;
      const others = parallels.map((other) => new Set(soleEdits(other).map(({ key }) => key)));
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

/** The edges from a vertex that are a step. */
type EdgesBy<E extends Edge> = (vertex: number, step: unknown) => readonly E[];

/** Looks at what leads on from a vertex once: groups that everybody is in have thousands of edges. */
function createEdgesBy<E extends Edge>({ edges, from }: Hypergraph<E>): EdgesBy<E> {
  const bySteps = remembering((vertex: number) => {
    const found = new Map<unknown, E[]>();
    for (const number of from(vertex)) {
      const edge = edges[number];
      if (!edge) continue;
      const same = found.get(edge.step);
      if (same) same.push(edge);
      else found.set(edge.step, [edge]);
    }
    return found;
  });
  return (vertex, step) => bySteps(vertex).get(step) ?? [];
}

interface Place {
  readonly premises: readonly ReadonlySet<number>[];
  /** What any of the conclusions is. */
  readonly before: ReadonlySet<number>;
}

/** Other edges by which the same ones do the same. */
function parallelsOf<E extends Edge>(
  edgesBy: EdgesBy<E>,
  edge: E,
  { premises, before }: Place,
): readonly E[] {
  const found: E[] = [];
  for (const first of premises[0] ?? []) {
    for (const other of edgesBy(first, edge.step))
      if (other !== edge && before.has(other.conclusion) && areAmong(other.premises, premises))
        found.push(other);
  }
  return found;
}

function areAmong(vertices: readonly number[], premises: readonly ReadonlySet<number>[]): boolean {
  // It is from one of the first.
  if (vertices.length === 1 && premises.length === 1) return true;
  return (
    vertices.every((vertex) => premises.some((premise) => premise.has(vertex))) &&
    premises.every((premise) => vertices.some((vertex) => premise.has(vertex)))
  );
}

/** The vertices from which one merely follows. */
function verticesLeadingTo(graph: Hypergraph, end: number): ReadonlySet<number> {
  const found = new Set([end]);
  for (const vertex of found) {
    for (const number of graph.to(vertex)) {
      const edge = graph.edges[number];
      if (edge?.premises.length === 1 && isMere(edge)) found.add(edge.premises[0]);
    }
  }
  return found;
}

/** Makes each once: a thousand ways share what they begin and end with. */
function remembering<Key, Value extends object>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found) return found;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
