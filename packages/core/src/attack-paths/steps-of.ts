import type { Edit } from "../hypergraph/index.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackChange, AttackEdge, AttackGraph, AttackVertex } from "./model.ts";
import { proofOfEdges } from "./shown.ts";
import { ATTACK_STEPS, type AttackStepId } from "./steps.ts";

/** One step of a path: what is done, by whom and what it gives. */
export interface AttackStep {
  readonly edge: AttackStepId;
  readonly from: AttackVertex;
  readonly to: AttackVertex;
  /** What else has to be in hand. */
  readonly with: readonly AttackVertex[];
  /** Further techniques that the same step takes. */
  readonly then: readonly AttackStepId[];
  /** Techniques of MITRE ATT&CK and of Microsoft's threat matrix. */
  readonly techniques: readonly string[];
  readonly proof: readonly Evidence[];
  /** Why it is not sure, lower-case clauses; none where it is. */
  readonly unknown: readonly string[];
  /** The edges of the graph that it is. */
  readonly edges: readonly AttackEdge[];
}

/** What has come to a vertex since the last that is somebody or something. */
interface Part {
  readonly origins: readonly number[];
  readonly edges: readonly AttackEdge[];
}

/** The edges of a way as steps from what is real to what is real. */
export function stepsOf(edges: readonly AttackEdge[], graph: AttackGraph): readonly AttackStep[] {
  const parts = new Map<number, Part>();
  const steps: AttackStep[] = [];
  for (const edge of edges) {
    const part = joined(edge, parts, graph);
    const isDone =
      graph.isReal(edge.conclusion) && part.edges.some(({ step }) => step !== undefined);
    if (isDone) {
      steps.push(stepOf(part, edge.conclusion, graph));
      parts.set(edge.conclusion, { origins: [edge.conclusion], edges: [] });
    } else parts.set(edge.conclusion, part);
  }
  const end = edges.at(-1)?.conclusion ?? -1;
  const rest = parts.get(end);
  return rest ? withRest(steps, rest, end, graph) : steps;
}

function joined(edge: AttackEdge, parts: ReadonlyMap<number, Part>, graph: AttackGraph): Part {
  const own = edge.premises.map(
    (premise): Part => parts.get(premise) ?? { origins: [premise], edges: [] },
  );
  // A pod is its containers: whoever is named last acts.
  const isAlias = edge.step === undefined && edge.needs.length === 0 && edge.premises.length === 1;
  const origins = [...new Set(own.flatMap((part) => part.origins))];
  const isAnew =
    isAlias && graph.isReal(edge.conclusion) && own.every((part) => part.edges.length === 0);
  return {
    origins: isAnew ? [edge.conclusion] : origins,
    edges: [...new Set([...own.flatMap((part) => part.edges), edge])],
  };
}

/** What is a goal only by the way, such as a node of some, is where the last step leads. */
function withRest(
  steps: readonly AttackStep[],
  rest: Part,
  end: number,
  graph: AttackGraph,
): readonly AttackStep[] {
  if (rest.edges.some(({ step }) => step !== undefined))
    return [...steps, stepOf(rest, end, graph)];
  const unknown = rest.edges.flatMap((edge) => edge.unknown ?? []);
  const last = steps.at(-1);
  // Somebody is there by rights that it has.
  const isByRights = graph.isReal(end) && rest.edges.some(({ needs }) => needs.length > 0);
  if (isByRights) return [...steps, stepOf(rest, end, graph)];
  if (!last) return rest.edges.length === 0 ? [] : [stepOf(rest, end, graph)];
  if (unknown.length === 0) return steps;
  return [...steps.slice(0, -1), { ...last, unknown: [...last.unknown, ...unknown] }];
}

function stepOf({ origins, edges }: Part, to: number, graph: AttackGraph): AttackStep {
  const ids = edges.flatMap(({ step }) => step ?? []);
  const [edge, ...then] = [...new Set(ids)];
  const [from, ...others] = origins.map(graph.vertexAt);
  const nobody = { kind: "Any", namespace: "", name: "" };
  return {
    edge: edge ?? "held-rights",
    from: from ?? nobody,
    to: graph.vertexAt(to),
    with: others,
    then,
    techniques: [
      ...new Set(ids.flatMap((id) => [...ATTACK_STEPS[id].attack, ...ATTACK_STEPS[id].microsoft])),
    ],
    proof: proofOfEdges(edges),
    unknown: [...new Set(edges.flatMap(({ unknown }) => unknown ?? []))],
    edges,
  };
}

/** The edits that a step alone rests on. */
export function editsOfStep(
  { edges }: AttackStep,
  breakers: readonly Edit<AttackChange>[],
): readonly Edit<AttackChange>[] {
  const own = new Set(
    edges.flatMap(({ needs }) => needs.flatMap((need) => need.map(({ edit }) => edit?.key))),
  );
  return breakers.filter(({ key }) => own.has(key));
}
