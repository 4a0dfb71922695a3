import type { AccessBinding } from "../model.ts";
import type { Edge, Graph } from "./graph.ts";

/**
 * The bindings without any one of which a way does not hold: a step falls with a binding when each edge by which the same
 * actor gains the same by the same technique has a need that only this binding meets.
 */
export function breakersOf(graph: Graph, edges: readonly Edge[]): readonly AccessBinding[] {
  const actors = actorsOf(graph, edges);
  const breakers = edges.flatMap((edge, index) => {
    const candidates = soleBindingsOf(edge);
    if (candidates.length === 0) return [];
    const premises = edge.premises.map((premise) => identitiesOf(graph, actors, premise));
    const end = endOf(graph, edges, index);
    const others = parallelsOf(graph, edge, premises, end).map(soleBindingsOf);
    return candidates.filter((binding) => others.every((bindings) => bindings.includes(binding)));
  });
  return [...new Set(breakers)];
}

/** Of each group that the way goes through, the fact of the member that it is entered from. */
function actorsOf(graph: Graph, edges: readonly Edge[]): ReadonlyMap<number, number> {
  const actors = new Map<number, number>();
  for (const edge of edges) {
    const [member = -1] = edge.premises;
    if (isMembership(graph, edge)) actors.set(edge.conclusion, actors.get(member) ?? member);
  }
  return actors;
}

/** Facts that are the same one: a member and the groups that it is surely in. */
function identitiesOf(
  graph: Graph,
  actors: ReadonlyMap<number, number>,
  premise: number,
): ReadonlySet<number> {
  const found = new Set([actors.get(premise) ?? premise]);
  for (const fact of found) {
    for (const number of graph.from(fact)) {
      const edge = graph.edges[number];
      if (edge && isMembership(graph, edge)) found.add(edge.conclusion);
    }
  }
  return found;
}

function isMembership(graph: Graph, edge: Edge): boolean {
  const [member = -1] = edge.premises;
  return (
    edge.technique === undefined &&
    edge.needs.length === 0 &&
    graph.facts.at(member)?.kind === "identity" &&
    isGroup(graph, edge.conclusion)
  );
}

function isGroup({ facts }: Graph, id: number): boolean {
  const fact = facts.at(id);
  return fact?.kind === "identity" && fact.principal.kind === "Group";
}

/** Bindings that every alternative of some need of an edge rests on. */
function soleBindingsOf({ needs }: Edge): readonly AccessBinding[] {
  return needs.flatMap((need) => {
    const [first, ...others] = need;
    const binding = first?.binding;
    return binding && others.every((other) => other.binding === binding) ? [binding] : [];
  });
}

/** What the way makes of an edge: the last fact that merely follows from its conclusion, groups left out. */
function endOf(graph: Graph, edges: readonly Edge[], index: number): number {
  let end = edges[index]?.conclusion ?? -1;
  for (const edge of edges.slice(index + 1)) {
    const [only, ...others] = edge.premises;
    if (only !== end || others.length > 0 || !isMere(graph, edge)) break;
    end = edge.conclusion;
  }
  return end;
}

/** Whether an edge needs nothing and is no step; who is in a group is in many, and not what a step was for. */
function isMere(graph: Graph, { technique, needs, conclusion }: Edge): boolean {
  return technique === undefined && needs.length === 0 && !isGroup(graph, conclusion);
}

/** Other edges of the same premises and technique from whose conclusion the end merely follows. */
function parallelsOf(
  graph: Graph,
  edge: Edge,
  premises: readonly ReadonlySet<number>[],
  end: number,
): readonly Edge[] {
  const others = [...(premises[0] ?? [])].flatMap((first) =>
    graph.from(first).flatMap((number) => {
      const other = graph.edges[number];
      if (!other || other === edge || other.technique !== edge.technique) return [];
      return isSame(other.premises, premises) ? [other] : [];
    }),
  );
  if (others.length === 0) return [];
  const before = factsBefore(graph, end);
  return others.filter(({ conclusion }) => before.has(conclusion));
}

function isSame(facts: readonly number[], premises: readonly ReadonlySet<number>[]): boolean {
  return (
    facts.every((fact) => premises.some((premise) => premise.has(fact))) &&
    premises.every((premise) => facts.some((fact) => premise.has(fact)))
  );
}

const knownBefore = new WeakMap<Graph, Map<number, ReadonlySet<number>>>();

/** Once an end: a thousand ways share theirs. */
function factsBefore(graph: Graph, end: number): ReadonlySet<number> {
  const known = knownBefore.get(graph) ?? new Map<number, ReadonlySet<number>>();
  knownBefore.set(graph, known);
  const before = known.get(end) ?? gatheredBefore(graph, end);
  known.set(end, before);
  return before;
}

function gatheredBefore(graph: Graph, end: number): ReadonlySet<number> {
  const found = new Set([end]);
  for (const fact of found) {
    for (const number of graph.to(fact)) {
      const edge = graph.edges[number];
      const [only, ...others] = edge?.premises ?? [];
      if (!edge || only === undefined || others.length > 0 || !isMere(graph, edge)) continue;
      found.add(only);
    }
  }
  return found;
}
