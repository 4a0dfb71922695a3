import { expect, test } from "vitest";
import { createWrapping, wrapped, writeText } from "./wrap.ts";

test.each([
  ["what fits stays", "one two", 7, "one two"],
  ["the rest goes below the beginning", "one two three", 8, "one two\n  three"],
  ["an indented line keeps its place", "    one two three", 12, "    one two\n      three"],
  ["so does a numbered one", "  1. one two three", 13, "  1. one two\n     three"],
  [
    "a word that is too long for any line stays whole",
    "a verylongword b",
    6,
    "a\n  verylongword\n  b",
  ],
  [
    "colors and links take no room",
    "\u001b[31mone\u001b[0m \u001b]8;;https://shop.example\u001b\\two\u001b]8;;\u001b\\ three",
    8,
    "\u001b[31mone\u001b[0m \u001b]8;;https://shop.example\u001b\\two\u001b]8;;\u001b\\\n  three",
  ],
])("%s", (_, line, columns, expected) => {
  expect(wrapped(line, columns)).toBe(expected);
});

test("lines that are not for a terminal stay as they are", () => {
  const said: string[] = [];
  const write = (text: string): void => {
    said.push(text);
  };
  writeText({ write, isTerminal: false, columns: 4 }, "one two\n");
  writeText({ write, isTerminal: true, columns: 4 }, "one two\n");
  expect(said).toEqual(["one two\n", "one\n  two\n"]);
});

test("text in pieces is broken as if it came at once", () => {
  const said: string[] = [];
  const wrapping = createWrapping({
    write: (text) => {
      said.push(text);
    },
    isTerminal: true,
    columns: 7,
  });
  for (const piece of ["one t", "wo", " three\nfour", " five"]) wrapping.write(piece);
  wrapping.end();
  expect(said.join("")).toBe("one two\n  three\nfour\n  five");
});
