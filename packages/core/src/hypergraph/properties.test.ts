import fc from "fast-check";
import { expect, test } from "vitest";
import { built, plainEdges, questTo } from "../../testing/hypergraph/build.ts";
import {
  costOfEdits,
  isDerivation,
  naiveCost,
  naiveCutCost,
  naiveDistances,
  naiveReach,
} from "../../testing/hypergraph/naive.ts";
import type { PlainHypergraph } from "../../testing/hypergraph/plain.ts";
import { anyHypergraph } from "../../testing/hypergraph/random.ts";
import { runs } from "../../testing/runs.ts";
import { smallestCut } from "./cut.ts";
import { cutOfMany } from "./cut-of-many.ts";
import { computeReach } from "./reach.ts";
import { cheapestWay, findWays } from "./search.ts";

const RUNS = runs(150);
const START = 0;
const GOALS = [5, 6];

test("where starts come to is the naive fixpoint, for each start and for any of several goals", () => {
  fc.assert(
    fc.property(anyHypergraph, (plain) => {
      const starts = [0, 1, 2];
      const reach = computeReach(built(plain), starts);
      const toGoals = reach.toAny(GOALS);
      for (const start of starts) {
        const naive = naiveReach(plain, start);
        const vertices = [...Array(plain.size).keys()];
        expect(vertices.filter(reach.from(start))).toEqual(
          vertices.filter((one) => naive.has(one)),
        );
        expect(toGoals(start)).toBe(GOALS.some((goal) => naive.has(goal)));
      }
      expect(reach.from(3)(3)).toBe(false);
    }),
    RUNS,
  );
});

test("every way that is found is a derivation of its goal, and is told once", () => {
  fc.assert(
    fc.property(
      anyHypergraph,
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (plain, isThorough, effort) => {
        const graph = built(plain);
        const quest = {
          ...questTo(graph, START, GOALS),
          goalKey: String,
          reaches: computeReach(graph, [START]).from(START),
          isSomebody: (vertex: number) => vertex % 3 === 0,
        };
        const { ways } = findWays(quest, { ways: 5, effort, isThorough });
        for (const { edges, goal } of ways) {
          expect(isDerivation(plainEdges(edges), [START, goal])).toBe(true);
          expect(GOALS).toContain(goal);
        }
        const told = ways.map(({ edges }) =>
          plainEdges(edges)
            .map((edge) => plain.edges.indexOf(edge))
            .join(),
        );
        expect(new Set(told).size).toBe(ways.length);
        expect(ways.length).toBeLessThanOrEqual(5);
      },
    ),
    RUNS,
  );
});

test("a cheapest way is found wherever there is any, and costs no more than one whose premises are each paid for", () => {
  fc.assert(
    fc.property(anyHypergraph, (plain) => {
      const quest = questTo(built(plain), START, GOALS);
      const distances = naiveDistances(plain, START);
      const least = Math.min(...GOALS.map((goal) => distances.get(goal) ?? Infinity));
      const cheapest = cheapestWay(quest);
      const [first] = findWays(quest, { ways: 3, effort: 10_000, isThorough: true }).ways;
      for (const way of [cheapest, first]) {
        expect(way !== undefined).toBe(least < Infinity);
        if (!way) continue;
        expect(isDerivation(plainEdges(way.edges), [START, way.goal])).toBe(true);
        expect(naiveCost(plainEdges(way.edges))).toBeLessThanOrEqual(least);
      }
    }),
    RUNS,
  );
});

test("the smallest cut costs what trying all sets of edits finds, says that it is proven, and leaves no way", () => {
  fc.assert(
    fc.property(anyHypergraph, (plain) => {
      const cut = smallestCut(questTo(built(plain), START, GOALS));
      const least = naiveCutCost(plain, START, GOALS);
      if (!cut.isPossible) {
        expect(least).toBe(Infinity);
        const everything = new Set(plain.costs.keys());
        const { edges, goal } = cut.way;
        expect(isDerivation(plainEdges(edges), [START, goal], everything)).toBe(true);
        return;
      }
      const edits = cut.edits.map(({ change }) => change);
      expectNoWayWithout(plain, edits);
      expect({
        cost: costOfEdits(plain, edits),
        proven: cut.isCheapest,
        atLeast: cut.atLeast,
      }).toEqual({
        cost: least,
        proven: true,
        atLeast: least,
      });
    }),
    RUNS,
  );
});

test("a cut by packing leaves no way, needs each edit, and is as cheap as it says", () => {
  fc.assert(
    fc.property(anyHypergraph, (plain) => {
      const least = naiveCutCost(plain, START, GOALS);
      fc.pre(least < Infinity);
      const cut = cutOfMany(questTo(built(plain), START, GOALS), []);
      const edits = cut.edits.map(({ change }) => change);
      expectNoWayWithout(plain, edits);
      for (const edit of edits) {
        const others = new Set(edits.filter((other) => other !== edit));
        const reached = naiveReach(plain, START, others);
        expect(GOALS.some((goal) => reached.has(goal))).toBe(true);
      }
      const cost = costOfEdits(plain, edits);
      expect(cut.atLeast).toBeLessThanOrEqual(least);
      expect(cut.isCheapest).toBe(cost === cut.atLeast);
      expect(cost).toBe(least);
    }),
    RUNS,
  );
});

function expectNoWayWithout(plain: PlainHypergraph, edits: readonly number[]): void {
  const reached = naiveReach(plain, START, new Set(edits));
  expect(GOALS.filter((goal) => reached.has(goal))).toEqual([]);
}
