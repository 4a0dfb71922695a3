import { expect, test } from "vitest";
import { drawn } from "../../testing/hypergraph/drawn.ts";
import { createBreakers } from "./breakers.ts";
import { cheapestWay } from "./search.ts";

/** What breaks the cheapest way from `me` to `goal`. */
function breakersOf(...lines: readonly string[]): readonly string[] {
  const { graph, quest } = drawn(...lines);
  const { edges } = cheapestWay(quest("me", "goal")) ?? { edges: [] };
  return createBreakers(graph)(edges).map(({ change }) => change);
}

test.each([
  ["one edit of each need breaks a step", ["me > goal: exec [x] [y]"], ["x", "y"]],
  ["a need with several alternatives breaks by none", ["me > goal: exec [x | y] [z]"], ["z"]],
  ["nor does one that nothing takes away", ["me > goal: exec [x | fixed]"], []],
  ["an alternative that is named twice is one", ["me > goal: exec [x | x]"], ["x"]],
  ["an edit that breaks two steps is told once", ["me > a: exec [x]", "a > goal: bind [x]"], ["x"]],
  ["what merely follows may break too", ["me > a: exec [x]", "a > goal [y]"], ["x", "y"]],
  ["a parallel edge saves the step", ["me > goal: exec [x]", "me > goal: exec [y]"], []],
  ["unless it needs the same", ["me > goal: exec [x]", "me > goal: exec [y] [x]"], ["x"]],
  ["or is another step", ["me > goal: exec [x]", "me > goal: bind [y]"], ["x"]],
  ["or has other premises", ["me > goal: exec [x]", "me > a: bind", "a > goal: exec [y]"], ["x"]],
  [
    "one from a group that one is in saves it",
    ["me > goal: exec [x]", "me = team", "team > goal: exec [y]"],
    [],
  ],
  [
    "and one that leads there by what merely follows",
    ["me > a: exec [x]", "me > b: exec [y]", "a > goal", "b > goal"],
    [],
  ],
  [
    "but not by what needs something",
    ["me > a: exec [x]", "me > b: exec [y]", "a > goal", "b > goal [z]"],
    ["x"],
  ],
])("%s", (_, lines, expected) => {
  expect(breakersOf(...lines)).toEqual(expected);
});
