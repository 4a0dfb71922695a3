import { expect, test } from "vitest";
import { didYouMean, editDistance, nearest } from "./suggest.ts";

test.each([
  ["", "abc", 3],
  ["scan", "scan", 0],
  ["scna", "scan", 1],
  ["ca", "abc", 3],
  ["kitten", "sitting", 3],
])("from %j to %j it takes %i edits", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("the nearest candidate is found whatever the case", () => {
  expect(nearest("FAILON", ["exclude", "failOn"])).toBe("failOn");
});

test("the only candidate that begins like the word is meant", () => {
  expect(nearest("comp", ["completion", "checks"])).toBe("completion");
  expect(nearest("c", ["completion"])).toBeUndefined();
});

test("a word that resembles nothing gives a full stop", () => {
  expect(didYouMean("frobnicate", ["scan", "explain"])).toBe(".");
  expect(didYouMean("x".repeat(65), ["x".repeat(64)])).toBe(".");
});
