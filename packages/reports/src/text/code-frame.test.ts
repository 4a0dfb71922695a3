import { expect, test } from "vitest";
import { codeFrame } from "./code-frame.ts";

/** The frame of columns `column` to `endColumn` of a line, as one text. */
function frame(text: string, line: number, columns: readonly [number, number], width = 60): string {
  const lines = text.split("\n");
  const [column, endColumn] = columns;
  const region = { line, column, endLine: line, endColumn };
  const source = { line: (number: number) => lines[number - 1] };
  return codeFrame(source, region, width)
    .map((part) => part.text)
    .join("\n");
}

test("two lines of context on each side, fewer at the ends of the file", () => {
  expect(frame("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6", 4, [1, 5])).toBe(
    "  2 | b: 2\n  3 | c: 3\n> 4 | d: 4\n    | ^^^^\n  5 | e: 5\n  6 | f: 6",
  );
  expect(frame("a: 1\nb: 2", 1, [4, 5])).toBe("> 1 | a: 1\n    |    ^\n  2 | b: 2");
});

test("a line that the text does not have gives no frame", () => {
  expect(frame("a: 1", 2, [1, 2])).toBe("");
});

test("an empty region still has a caret", () => {
  expect(frame("a:", 1, [3, 3])).toBe("> 1 | a:\n    |   ^");
});

test("tabs reach to the next stop of four", () => {
  expect(frame("a\tb: 1", 1, [3, 7])).toBe("> 1 | a   b: 1\n    |     ^^^^");
});

test("wide characters take two columns, combining ones none", () => {
  expect(frame("日本: é", 1, [1, 3])).toBe("> 1 | 日本: é\n    | ^^^^");
  expect(frame("e\u0301: 1", 1, [5, 6])).toBe("> 1 | e\u0301: 1\n    |    ^");
  expect(frame("👩‍💻: 1", 1, [6, 7])).toBe("> 1 | 👩‍💻: 1\n    |   ^");
});

test("control characters and overrides are shown as U+FFFD", () => {
  expect(frame("\u001b[31m\u202ea: 1", 1, [7, 8])).toBe(
    "> 1 | \ufffd[31m\ufffda: 1\n    |       ^",
  );
});

test("a long line is cut to the width, around the region", () => {
  const long = `${"a".repeat(50)}KEY${"b".repeat(50)}`;
  expect(frame(long, 1, [1, 4], 30)).toBe(`> 1 | ${"a".repeat(23)}…\n    | ^^^`);
  expect(frame(long, 1, [51, 54], 30)).toBe(`> 1 | …aaaaaKEY${"b".repeat(14)}…\n    |       ^^^`);
});

test("of a line of a megabyte only the part around the region is looked at", () => {
  const long = `${"a".repeat(500_000)}KEY${"b".repeat(500_000)}`;
  expect(frame(long, 1, [500_001, 500_004], 30)).toBe(
    `> 1 | …aaaaaKEY${"b".repeat(14)}…\n    |       ^^^`,
  );
});

test("of a region over several lines the first is underlined to its end", () => {
  const source = { line: (number: number) => ["a: |", "  b", "  c"][number - 1] };
  const region = { line: 1, column: 1, endLine: 3, endColumn: 4 };
  expect(codeFrame(source, region, 60).map(({ role, text }) => `${role} ${text}`)).toEqual([
    "region > 1 | a: |",
    "underline     | ^^^^",
    "context   2 |   b",
    "context   3 |   c",
  ]);
});
