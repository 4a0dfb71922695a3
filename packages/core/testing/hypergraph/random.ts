import fc from "fast-check";
import type { PlainEdge, PlainHypergraph } from "./plain.ts";

const SIZE = 7;
const EDITS = 7;

function edgeAmong(vertices: number, edits: number): fc.Arbitrary<PlainEdge> {
  const vertex = fc.nat(vertices - 1);
  const alternative = fc.oneof(
    { weight: 20, arbitrary: fc.nat(edits - 1) },
    { weight: 1, arbitrary: fc.constant("fixed" as const) },
  );
  return fc.record({
    premises: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(vertex) },
      { weight: 1, arbitrary: fc.array(vertex, { minLength: 2, maxLength: 3 }) },
    ),
    conclusion: vertex,
    isStep: fc.boolean(),
    isSure: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    needs: fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      {
        weight: 5,
        arbitrary: fc.array(fc.array(alternative, { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
    ),
  });
}

/** Few vertices and many edges, so that most things are in reach, several ways and in circles; some needs have no alternative. */
export const anyHypergraph: fc.Arbitrary<PlainHypergraph> = fc
  .record({
    edges: fc.array(edgeAmong(SIZE, EDITS), { minLength: 12, maxLength: 32 }),
    costs: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: EDITS, maxLength: EDITS }),
    impossible: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
  })
  .map(({ edges, costs, impossible }) => ({
    size: SIZE,
    costs,
    edges: edges.map((edge, number) =>
      impossible !== undefined && number === impossible % edges.length
        ? { ...edge, needs: [...edge.needs, []] }
        : edge,
    ),
  }));
