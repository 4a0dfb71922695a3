import { describe, expect, test } from "vitest";
import { type Drawn, drawn } from "../../testing/hypergraph/drawn.ts";
import { smallestCut } from "./cut.ts";

/** `x y`, the least that others cost where that is not proven, or the way that nothing breaks. */
function cutOf({ quest, told }: Drawn): string {
  const cut = smallestCut(quest("me", "goal"));
  if (!cut.isPossible) return `never: ${told(cut.way)}`;
  const edits = cut.edits.map(({ change }) => change).sort();
  return [...edits, ...(cut.isCheapest ? [] : [`(at least ${cut.atLeast})`])].join(" ");
}

describe("the smallest cut", () => {
  test.each([
    ["is empty where there is no way", ["me > a [x]", "b > goal [y]"], ""],
    ["is one edit where all ways rest on it", ["me > a [x]", "a > goal [y]", "a > goal [z]"], "x"],
    ["takes away all alternatives of a need", ["me > goal [x | y]"], "x y"],
    ["takes away one need of several", ["me > goal [x | y] [z]"], "z"],
    ["leaves a need that nothing takes away", ["me > a [x | fixed]", "a > goal [y | z]"], "y z"],
    ["breaks parallel edges, each by a need of it", ["me > goal [x]", "me > goal [y]"], "x y"],
    ["takes one premise of several", ["me > a [x]", "me > b [y | z]", "a + b > goal"], "x"],
    ["makes an edit once for all that name it", ["me > goal [x] [y]", "me > goal [x] [z]"], "x"],
    [
      "takes two cheap edits for a dear one",
      ["me > a [x*3]", "a > goal [y]", "a > goal [z]"],
      "y z",
    ],
    ["takes a dear edit for many", ["me > a [x*2]", ...lines("a > goal [n]", 3)], "x"],
    [
      "goes on where a way is left by a circle",
      ["me > a [x]", "a > b", "b > a", "b > goal [y*2]"],
      "x",
    ],
  ])("%s", (_, edges, expected) => {
    expect(cutOf(drawn(...edges))).toBe(expected);
  });

  test("is impossible along a way whose needs all have something that nothing takes away", () => {
    const graph = drawn("me > a [x]", "a > goal [y]", "me > b [fixed | x]", "b > c", "c > goal");
    expect(cutOf(graph)).toBe("never: b > c > goal");
  });

  test("does not leave out what the search for ways leaves out", () => {
    const { graph, vertex, quest } = drawn(
      "me > a [x]",
      "a > goal [y]",
      "me > b [z]",
      "b > goal [v]",
    );
    const cut = smallestCut({
      ...quest("me", "goal"),
      graph,
      avoided: new Set([vertex("a")]),
      hasEverything: (one) => one === vertex("b"),
    });
    expect(cut.isPossible && cut.edits).toHaveLength(2);
  });
});

describe("a cut of many edits", () => {
  test("is proven where ways have nothing in common", () => {
    const graph = drawn(...lines("me > a-n [x-n*2]", 150), ...lines("a-n > goal [y-n*3]", 150));
    const expected = lines("x-n", 150).toSorted().join(" ");
    expect(cutOf(graph)).toBe(expected);
  });

  test("finds the few edits behind many ways that begin and go on by many others", () => {
    const graph = drawn(
      ...lines("me > a-n [x-n]", 200),
      ...lines("a-n > hub-1 [y-n]", 200),
      ...lines("a-n > hub-2 [z-n]", 200),
      ...lines("hub-n > goal [dear-n*40]", 2, 1),
    );
    expect(cutOf(graph)).toBe("dear-1 dear-2");
  });

  test("says what any costs at least where the proof is given up, and leaves no way", () => {
    const graph = drawn(...hardWays(90, 240));
    const cut = smallestCut(graph.quest("me", "goal"));
    if (!cut.isPossible) throw new Error("Every way has edits.");
    expect(cut.isCheapest).toBe(false);
    expect(cut.atLeast).toBeLessThan(cut.edits.length);
    const made = new Set(cut.edits.map(({ key }) => key));
    const left = graph.graph.edges.filter(({ needs }) =>
      needs.every((need) => need.every(({ evidence }) => !made.has(evidence))),
    );
    expect(left).toEqual([]);
  });
});

/** A line for each number, written for `n`. */
function lines(line: string, count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => line.replace(/\bn\b/g, `${index + from}`));
}

/** Ways of three edits each out of some, in no order that helps: which set meets all is hard to prove. */
function hardWays(edits: number, ways: number): readonly string[] {
  let state = 1;
  const next = (): number => {
    state = (state * 48_271) % 0x7fffffff;
    return state % edits;
  };
  return Array.from({ length: ways }, () => `me > goal [e-${next()}] [e-${next()}] [e-${next()}]`);
}
