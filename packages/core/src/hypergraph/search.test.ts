import { describe, expect, test } from "vitest";
import { type DrawnEdge, drawn } from "../../testing/hypergraph/drawn.ts";
import type { Quest, SearchBounds } from "./quest.ts";
import { cheapestWay, findWays } from "./search.ts";

const BOUNDS: SearchBounds = { ways: 9, effort: 1000, isThorough: true };

function ways(
  lines: readonly string[],
  options: (vertex: (name: string) => number) => Partial<Quest<DrawnEdge>> = () => ({}),
  bounds: Partial<SearchBounds> = {},
): readonly string[] {
  const { quest, told, vertex } = drawn(...lines);
  const found = findWays(
    { ...quest("me", "goal", "other"), ...options(vertex) },
    { ...BOUNDS, ...bounds },
  );
  return [...found.ways.map(told), ...(found.isBounded ? ["more"] : [])];
}

describe("ways", () => {
  test("come cheapest first, one for each chain of steps, and the same step in a row counts once", () => {
    expect(
      ways([
        "me > a: exec",
        "a > goal: token",
        "me > b: exec",
        "b > goal: token",
        "a > b: exec",
        "me > goal: bind",
        "me > goal: exec ?",
      ]),
    ).toEqual(["goal", "a > goal", "goal"]);
  });

  test("that are longer than the shortest by more than two steps are left out, and that is said", () => {
    const long = ["me > a: 1", "a > b: 2", "b > c: 3", "c > goal: 4"];
    expect(ways(["me > goal: 0", ...long])).toEqual(["goal", "more"]);
    expect(ways(["me > goal: 0 ?", ...long])).toEqual(["a > b > c > goal", "goal"]);
  });

  test("end where there are as many as were asked for, or no effort is left", () => {
    const two = ["me > goal: x", "me > goal: y"];
    expect(ways(two, undefined, { ways: 1 })).toEqual(["goal", "more"]);
    expect(ways(two, undefined, { effort: 1 })).toEqual(["more"]);
    expect(ways(two)).toEqual(["goal", "goal"]);
  });

  test("to goals that count as different ones are told apart", () => {
    const lines = ["me > goal: x", "me > other: x"];
    expect(ways(lines)).toEqual(["goal"]);
    expect(ways(lines, () => ({ goalKey: String }))).toEqual(["goal", "other"]);
  });

  test("whose steps count as the same are one", () => {
    const lines = ["me > goal: create", "me > goal: change"];
    expect(ways(lines)).toEqual(["goal", "goal"]);
    expect(
      ways(lines, () => ({
        kindOfStep: ({ step }) => (step === "change" ? "create" : step),
      })),
    ).toEqual(["goal"]);
  });

  test("go through nothing that is avoided, and from who has everything only to more of that", () => {
    const lines = [
      "me > a: x",
      "a > goal: y",
      "me > b: z",
      "b > goal: v",
      "b > c: w",
      "c > goal: u",
    ];
    expect(ways(lines)).toEqual(["a > goal", "b > goal", "b > c > goal"]);
    expect(ways(lines, (vertex) => ({ avoided: new Set([vertex("a")]) }))).toEqual([
      "b > goal",
      "b > c > goal",
    ]);
    const hasEverything =
      (...names: readonly string[]) =>
      (vertex: (name: string) => number) => ({
        hasEverything: (one: number) => names.map(vertex).includes(one),
      });
    expect(ways(lines, hasEverything("b", "goal"))).toEqual(["a > goal", "b > goal"]);
  });

  test("to the start itself are none", () => {
    const { quest } = drawn("me > a: x", "a > me: y");
    expect(findWays(quest("me", "me"), BOUNDS).ways).toEqual([]);
  });
});

describe("what stands beside a way", () => {
  const lines = ["me > a: x", "me > b: y", "b > c: z", "a + c > goal: both"];

  test("is told before the edge that needs it, each edge once", () => {
    expect(ways(lines)).toEqual(["a > b > c > goal", "b > c > a > goal"]);
  });

  test("takes steps of its own only in a thorough search; else that there may be more is said", () => {
    expect(ways(lines, undefined, { isThorough: false })).toEqual(["more"]);
    const own = ["me > a: x", "me = group", "group > c [edit]", "c > d", "a + d > goal: both"];
    expect(ways(own, undefined, { isThorough: false })).toEqual([
      "a > group > c > d > goal",
      "more",
    ]);
  });

  test("is not what another has by itself", () => {
    const other = ["me > a: x", "me > all", "all > boss", "boss > c", "a + c > goal: both"];
    const isSomebody = (vertex: (name: string) => number): Partial<Quest<DrawnEdge>> => ({
      isSomebody: (one) => one === vertex("boss"),
    });
    const bounds = { isThorough: false };
    expect(ways(other, undefined, bounds)).toEqual(["a > all > boss > c > goal", "more"]);
    expect(ways(other, isSomebody, bounds)).toEqual(["more"]);
  });

  test("may be shared many times over without being collected anew each time", () => {
    const doubling = Array.from({ length: 60 }, (_, index) => [
      `a${index} + b${index} > a${index + 1}: x`,
      `a${index} + b${index} > b${index + 1}: y`,
    ]).flat();
    const { quest, told } = drawn("me > a0: x", "me > b0: y", ...doubling, "a60 + b60 > goal");
    const way = cheapestWay(quest("me", "goal"));
    expect(way && told(way).split(" > ")).toHaveLength(123);
  });
});
