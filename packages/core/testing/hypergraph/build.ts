import {
  createHypergraph,
  type Edge,
  type Edit,
  type Hypergraph,
  headingTo,
  type Premises,
  type Quest,
} from "../../src/hypergraph/index.ts";
import type { PlainEdge, PlainHypergraph } from "./plain.ts";

/** The step is one of a few, the evidence the plain edge, the change the number of the edit. */
export type TestEdge = Edge<number, PlainEdge, number>;

const STEPS = 4;

/** A plain hypergraph as the engine has it. */
export function built({ size, edges, costs }: PlainHypergraph): Hypergraph<TestEdge> {
  const graph = createHypergraph<TestEdge>();
  for (let vertex = 0; vertex < size; vertex++) graph.newVertex();
  const editOf = (edit: number): Edit<number> => ({
    key: `edit ${edit}`,
    cost: costs[edit] ?? 0,
    change: edit,
  });
  for (const [number, edge] of edges.entries()) {
    const { isStep, isSure, needs } = edge;
    graph.add({
      premises: premisesOf(edge),
      conclusion: edge.conclusion,
      step: isStep ? number % STEPS : undefined,
      // One that is always met says which plain edge it was.
      needs: [[{ evidence: edge, edit: undefined }], ...needs].map((need) =>
        need.map((one) => {
          if (typeof one === "object") return one;
          return { evidence: edge, edit: one === "fixed" ? undefined : editOf(one) };
        }),
      ),
      unknown: isSure ? undefined : "may be",
      isSame: !isStep && isSure && needs.length === 0 && new Set(edge.premises).size === 1,
    });
  }
  return graph;
}

function premisesOf({ premises }: PlainEdge): Premises {
  const [first, ...others] = premises;
  if (first === undefined) throw new Error("An edge needs a premise.");
  return [first, ...others];
}

/** The plain edges of which edges were made. */
export function plainEdges(edges: readonly Edge<unknown, PlainEdge>[]): readonly PlainEdge[] {
  return edges.flatMap(({ needs: [first] }) => first?.[0]?.evidence ?? []);
}

/** To any of some goals, nothing left out. */
export function questTo(
  graph: Hypergraph<TestEdge>,
  start: number,
  goals: readonly number[],
): Quest<TestEdge> {
  return {
    graph,
    start,
    heading: headingTo(graph, goals),
    isGoal: (vertex) => goals.includes(vertex),
  };
}
