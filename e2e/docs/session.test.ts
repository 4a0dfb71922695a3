import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { answersOf, commandsOf, isAsShown, scriptOf } from "./session.ts";

test("a console has commands, each with the lines that it is shown to print", () => {
  const lines = ["$ a \\", "  b", "1", "", "$ c", "$ d", "…"];
  expect(commandsOf({ language: "console", line: 3, lines })).toEqual([
    { command: "a \\\n  b", line: 3, output: ["1", ""] },
    { command: "c", line: 7, output: undefined },
    { command: "d", line: 8, output: ["…"] },
  ]);
});

test("a block of bash is one command of which nothing is shown", () => {
  expect(commandsOf({ language: "bash", line: 3, lines: ["a", "b"] })).toEqual([
    { command: "a\nb", line: 3, output: undefined },
  ]);
});

test("output above the first command is a mistake", () => {
  expect(() => commandsOf({ language: "console", line: 3, lines: ["1", "$ a"] })).toThrow(
    "line 3: output before the first command",
  );
});

test("commands share a shell, and the status of the last one", () => {
  const script = scriptOf(["cd / && false", "echo $?; pwd", "printf x", "echo >&2 y; (exit 3)"]);
  const { stdout } = spawnSync("bash", ["-c", `exec 2>&1\n${script}`], { encoding: "utf8" });
  expect(answersOf(stdout)).toEqual([
    { status: 1, output: [] },
    { status: 0, output: ["1", "/"] },
    { status: 0, output: ["x"] },
    { status: 3, output: ["y"] },
  ]);
});

test.each([
  [["a", "b"], ["a", "b"], true],
  [["a"], ["a", "b"], false],
  [["a", "b"], ["a"], false],
  [["a", "…"], ["a"], true],
  [["a", "…", "c"], ["a", "b", "b", "c"], true],
  [["a", "…", "c"], ["a", "b"], false],
  [["…", "c"], ["a", "c", "c"], true],
  [["a … (c)"], ["a 1.5 (c)"], true],
  [["a.c"], ["abc"], false],
])("shown %j, printed %j: %j", (shown, output, verdict) => {
  expect(isAsShown(shown, output)).toBe(verdict);
});
