import { expect, test } from "vitest";
import { csvParts, jsonParts } from "./export.tsx";

const ROWS = [
  ["=cmd()", 1],
  ['a "b"\u001b[31m', 2],
];

test("a spreadsheet has a line a row, and no cell of it is a formula or moves a cursor", () => {
  expect(csvParts(["name", "count"], ROWS).join("")).toBe(
    `"name","count"\n"'=cmd()",1\n"a ""b""",2\n`,
  );
});

test("JSON is a list of objects whose members are the columns", () => {
  expect(JSON.parse(jsonParts(["name", "count"], ROWS).join(""))).toEqual([
    { name: "=cmd()", count: 1 },
    { name: 'a "b"\u001b[31m', count: 2 },
  ]);
  expect(JSON.parse(jsonParts(["name"], []).join(""))).toEqual([]);
});
