import { expect, test } from "vitest";
import type { TextChangeJson, TextJson } from "../documents/documents.ts";
import { diffOf, frameOf } from "./code.ts";

const LINES = ["kind: Pod", "spec:", "  a:", "  - name: x", "    b: 1", "  c: {d: 2}", "  e: 3"];
const text: TextJson = { lines: LINES.map((line, index) => [index + 1, line] as const) };
const place = { file: "a.yaml", rendered: false, line: 4, column: 5, endLine: 4, endColumn: 12 };

test("a frame has three lines on either side and marks the region", () => {
  expect(frameOf(text, place)).toEqual([
    { number: 1, text: "kind: Pod" },
    { number: 2, text: "spec:" },
    { number: 3, text: "  a:" },
    { number: 4, text: "  - name: x", marked: [4, 11] },
    { number: 5, text: "    b: 1" },
    { number: 6, text: "  c: {d: 2}" },
    { number: 7, text: "  e: 3" },
  ]);
});

test("a region of several lines is marked without the indentation of the further ones", () => {
  const marked = frameOf(text, { ...place, endLine: 5, endColumn: 9 });
  expect(marked.flatMap(({ number, marked: part }) => (part ? [[number, ...part]] : []))).toEqual([
    [4, 4, 11],
    [5, 4, 8],
  ]);
});

test("an end before the first column takes nothing of its line", () => {
  const marked = frameOf(text, { ...place, endLine: 5, endColumn: 1 });
  expect(marked.flatMap(({ number, marked: part }) => (part ? [number] : []))).toEqual([4]);
});

test("of a part of a long line the mark is moved with it", () => {
  const part: TextJson = { offset: 100, lines: [[4, "x: secret"]] };
  const long = { ...place, column: 104, endColumn: 110 };
  expect(frameOf(part, long)).toEqual([{ number: 4, text: "x: secret", marked: [3, 9] }]);
});

test("there is no frame where the page has no such line", () => {
  expect(frameOf({ lines: [] }, place)).toEqual([]);
});

function diffed(...changes: TextChangeJson[]): readonly string[] {
  const signs = { same: " ", removed: "-", added: "+" };
  return diffOf(text, changes).flatMap((hunk) => [
    "@@",
    ...hunk.map(
      ({ is, text: line, before, after }) => `${before ?? ""}>${after ?? ""} ${signs[is]}${line}`,
    ),
  ]);
}

test("a value is replaced within its line", () => {
  expect(diffed([5, 8, 5, 9, "2"])).toEqual([
    "@@",
    "2>2  spec:",
    "3>3    a:",
    "4>4    - name: x",
    "5> -    b: 1",
    ">5 +    b: 2",
    "6>6    c: {d: 2}",
    "7>7    e: 3",
  ]);
});

test("lines that come at the end of a line leave it as it is", () => {
  expect(diffed([2, 6, 2, 6, "\n  new: 1"])).toEqual([
    "@@",
    "1>1  kind: Pod",
    "2>2  spec:",
    ">3 +  new: 1",
    "3>4    a:",
    "4>5    - name: x",
    "5>6      b: 1",
  ]);
});

test("several changes are made together, in any order", () => {
  expect(diffed([7, 3, 7, 7, "f: 4"], [3, 1, 6, 1, ""])).toEqual([
    "@@",
    "1>1  kind: Pod",
    "2>2  spec:",
    "3> -  a:",
    "4> -  - name: x",
    "5> -    b: 1",
    "6> -  c: {d: 2}",
    "7> -  e: 3",
    ">3 +  c: {d: 2}",
    ">4 +  f: 4",
  ]);
});

test("two changes of one line are one change", () => {
  expect(diffed([6, 7, 6, 8, "x"], [6, 10, 6, 11, "y"])).toContain(">6 +  c: {x: y}");
});

test("changes far apart are hunks of their own, whose numbers go on", () => {
  const long: TextJson = {
    lines: Array.from({ length: 40 }, (_, index) => [index + 1, `l${index + 1}`] as const),
  };
  const hunks = diffOf(long, [
    [2, 1, 2, 3, "a\nb"],
    [30, 1, 30, 4, "c"],
  ]);
  expect(hunks.map((hunk) => hunk.map(({ before, after }) => [before, after]))).toEqual([
    [
      [1, 1],
      [2, undefined],
      [undefined, 2],
      [undefined, 3],
      [3, 4],
      [4, 5],
      [5, 6],
    ],
    [
      [27, 28],
      [28, 29],
      [29, 30],
      [30, undefined],
      [undefined, 31],
      [31, 32],
      [32, 33],
      [33, 34],
    ],
  ]);
});
