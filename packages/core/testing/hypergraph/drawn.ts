import {
  createHypergraph,
  type Edge,
  type Hypergraph,
  headingTo,
  type Need,
  type Premises,
  type Quest,
  type Way,
} from "../../src/hypergraph/index.ts";

/** The step is a word, evidence and change are the name of the edit. */
export type DrawnEdge = Edge<string, string, string>;

/** A hypergraph in words. */
export interface Drawn {
  readonly graph: Hypergraph<DrawnEdge>;
  readonly vertex: (name: string) => number;
  readonly quest: (start: string, ...goals: readonly string[]) => Quest<DrawnEdge>;
  /** A way as `me > pod > node`: where it comes to, edge by edge. */
  readonly told: (way: Way<DrawnEdge>) => string;
}

const LINE =
  /^(?<premises>[^>=]+) (?<arrow>[>=]) (?<conclusion>\S+?)(?:: (?<step>\S+))?(?<needs>(?: \[[^\]]+\])*)(?<unknown> \?)?$/;

/**
 * Edges as lines: `me + key > pod: exec [x | y] [z | fixed] ?` leads from `me` and `key` to `pod` by the step `exec`, needs what the
 * edit x or y takes away, and what z takes away unless nothing does, and is not sure. `me = group` says that they are the same.
 * An edit costs 1, or what stands behind it: `[x*5]`.
 */
export function drawn(...lines: readonly string[]): Drawn {
  const graph = createHypergraph<DrawnEdge>();
  const names: string[] = [];
  const vertex = (name: string): number => {
    const known = names.indexOf(name);
    if (known >= 0) return known;
    names.push(name);
    return graph.newVertex();
  };
  for (const line of lines) graph.add(edgeOf(line, vertex));
  return {
    graph,
    vertex,
    quest: (start, ...goals) => {
      const vertices = goals.map(vertex);
      const heading = headingTo(graph, vertices);
      return { graph, start: vertex(start), heading, isGoal: (one) => vertices.includes(one) };
    },
    told: ({ edges }) => edges.map(({ conclusion }) => names[conclusion] ?? "").join(" > "),
  };
}

function edgeOf(line: string, vertex: (name: string) => number): DrawnEdge {
  const { premises, arrow, conclusion, step, needs, unknown } = LINE.exec(line)?.groups ?? {};
  if (premises === undefined || conclusion === undefined) throw new Error(`What is ${line}?`);
  const [first = 0, ...others] = premises.split(" + ").map(vertex);
  const all: Premises = [first, ...others];
  return {
    premises: all,
    conclusion: vertex(conclusion),
    step,
    needs: [...(needs ?? "").matchAll(/\[([^\]]+)\]/g)].map(([, need = ""]) => needOf(need)),
    unknown: unknown === undefined ? undefined : "may be",
    isSame: arrow === "=",
  };
}

function needOf(text: string): Need<string, string> {
  return text.split(" | ").map((one) => {
    const [name = "", cost = "1"] = one.split("*");
    const edit = name === "fixed" ? undefined : { key: name, cost: Number(cost), change: name };
    return { evidence: name, edit };
  });
}
