import { expect, test } from "vitest";
import { drawn } from "../../testing/hypergraph/drawn.ts";
import { createHypergraph, type Edge } from "./hypergraph.ts";
import { sameAs } from "./quest.ts";

test("an edge that leads nowhere is left out, and one premise counts once", () => {
  const graph = createHypergraph();
  const [a, b, c] = [graph.newVertex(), graph.newVertex(), graph.newVertex()];
  const edge: Edge = {
    premises: [a, b, a],
    conclusion: c,
    step: undefined,
    needs: [],
    unknown: undefined,
    isSame: false,
  };
  graph.add(edge);
  graph.add({ ...edge, conclusion: b });
  graph.add({ ...edge, needs: [[]] });
  expect(graph.edges).toEqual([{ ...edge, premises: [a, b] }]);
  expect([graph.size(), graph.from(a), graph.from(b), graph.to(c), graph.to(a)]).toEqual([
    3,
    [0],
    [0],
    [0],
    [],
  ]);
});

test("whoever is in a group is in the groups of that too, and nobody is their member", () => {
  const { graph, vertex } = drawn("me = team", "team = all", "me > boss: exec", "boss = admins");
  const names = (name: string) => [...sameAs(graph, vertex(name))];
  expect(names("me")).toEqual(["me", "team", "all"].map(vertex));
  expect(names("all")).toEqual([vertex("all")]);
});

test("a contributor of some sorts of edges adds to a hypergraph of more", () => {
  const graph = createHypergraph<Edge<string | number, string, string>>();
  const contribute = (builder: Pick<typeof graph, "add" | "newVertex">): void => {
    const [from, conclusion] = [builder.newVertex(), builder.newVertex()];
    builder.add({
      premises: [from],
      conclusion,
      step: "exec",
      needs: [],
      unknown: undefined,
      isSame: false,
    });
  };
  contribute(graph);
  contribute(graph);
  expect(graph.edges.map(({ premises, conclusion }) => [...premises, conclusion])).toEqual([
    [0, 1],
    [2, 3],
  ]);
});
