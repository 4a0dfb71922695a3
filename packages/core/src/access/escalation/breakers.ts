import type { AccessBinding } from "../model.ts";
import type { Edge, Graph } from "./graph.ts";

/**
 * The bindings without any one of which a way does not hold: a step falls with a binding when each edge by which the same
 * actor gains the same by the same technique has a need that only this binding meets.
 */
export function breakersOf(graph: Graph, edges: readonly Edge[]): readonly AccessBinding[] {
  const breakers = edges.flatMap((edge, index) => {
    const candidates = soleBindingsOf(edge);
    if (candidates.length === 0) return [];
    const others = parallelsOf(graph, edge, endOf(graph, edges, index)).map(soleBindingsOf);
    return candidates.filter((binding) => others.every((bindings) => bindings.includes(binding)));
  });
  return [...new Set(breakers)];
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
function isMere({ facts }: Graph, { technique, needs, conclusion }: Edge): boolean {
  const fact = facts.at(conclusion);
  const isGroup = fact?.kind === "identity" && fact.principal.kind === "Group";
  return technique === undefined && needs.length === 0 && !isGroup;
}

/** Other edges of the same premises and technique from whose conclusion the end merely follows. */
function parallelsOf(graph: Graph, edge: Edge, end: number): readonly Edge[] {
  const [first = -1] = edge.premises;
  const others = graph.from(first).flatMap((number) => {
    const other = graph.edges[number];
    if (!other || other === edge || other.technique !== edge.technique) return [];
    return other.premises.join() === edge.premises.join() ? [other] : [];
  });
  if (others.length === 0) return [];
  const before = factsBefore(graph, end);
  return others.filter(({ conclusion }) => before.has(conclusion));
}

function factsBefore(graph: Graph, end: number): ReadonlySet<number> {
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
