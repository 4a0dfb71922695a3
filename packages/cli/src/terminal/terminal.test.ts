import { expect, test } from "vitest";
import { usesColor } from "./color.ts";
import { createProgress } from "./progress.ts";

test.each([
  ["always", false, { NO_COLOR: "1" }, true],
  ["never", true, { FORCE_COLOR: "1" }, false],
  ["auto", true, {}, true],
  [undefined, true, {}, true],
  [undefined, false, {}, false],
  [undefined, true, { NO_COLOR: "1" }, false],
  [undefined, true, { NO_COLOR: "" }, true],
  [undefined, true, { TERM: "dumb" }, false],
  [undefined, false, { FORCE_COLOR: "" }, true],
  [undefined, true, { FORCE_COLOR: "0" }, false],
  [undefined, false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
])("--color %s, terminal %s, %j: %s", (choice, isTerminal, environment, expected) => {
  expect(usesColor(choice, { isTerminal }, environment)).toBe(expected);
});

function progressOn(isTerminal: boolean, quiet: boolean) {
  const written: string[] = [];
  let time = 1000;
  const stderr = { isTerminal, columns: 12, write: (text: string) => written.push(text) };
  const progress = createProgress({ stderr, now: () => time, environment: {} }, { quiet });
  return { written, progress, at: (moment: number) => (time = moment) };
}

test("progress appears after half a second, at most ten times a second, and goes away", () => {
  const { written, progress, at } = progressOn(true, false);
  at(1499);
  progress.update(1, 9, "a");
  progress.clear();
  expect(written).toEqual([]);
  at(1500);
  progress.update(2, 9, "b\u001b[2J");
  at(1599);
  progress.update(3, 9, "c");
  at(1600);
  progress.update(4, 9, "a long name");
  progress.clear();
  expect(written).toEqual(["\r\u001b[K2/9 b", "\r\u001b[K4/9 a long n".slice(0, 15), "\r\u001b[K"]);
});

test("progress is silent when quiet or not on a terminal", () => {
  for (const { written, progress, at } of [progressOn(true, true), progressOn(false, false)]) {
    at(9999);
    progress.update(1, 2, "a");
    progress.clear();
    expect(written).toEqual([]);
  }
});
