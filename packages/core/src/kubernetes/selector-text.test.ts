import { expect, test } from "vitest";
import { isInt64, isLabelSelectorText, parseFieldSelector } from "./selector-text.ts";

test.each([
  ["", []],
  [",", []],
  ["a=b", [{ field: "a", operator: "=", value: "b" }]],
  ["a==b", [{ field: "a", operator: "=", value: "b" }]],
  ["a!=", [{ field: "a", operator: "!=", value: "" }]],
  [
    "b=1,a=2",
    [
      { field: "a", operator: "=", value: "2" },
      { field: "b", operator: "=", value: "1" },
    ],
  ],
  ["a=x\\,y\\=z\\\\", [{ field: "a", operator: "=", value: "x,y=z\\" }]],
  ["a", undefined],
  ["a=b=c", undefined],
  ["a=\\x", undefined],
  ["a=\\", undefined],
])("the field selector %j", (text, requirements) => {
  expect(parseFieldSelector(text)).toEqual(requirements);
});

test.each([
  "",
  "a",
  "!a",
  "a=b",
  "a==b",
  "a!=b",
  "a in (b, c)",
  "a notin ()",
  "a in (,)",
  "a in (in)",
  "a>1",
  "a<2",
  "a=",
  "a=,b",
  " a = b ",
  "in in (in)",
  "example.com/a=b",
])("the label selector %j is one", (text) => {
  expect(isLabelSelectorText(text)).toBe(true);
});

test.each([
  ",a",
  "a,",
  "a b",
  "a in b",
  "a in (b",
  "a in (b c)",
  "a>",
  "a>x",
  "a>9223372036854775808",
  "!!a",
  "!a=b",
  "a===b",
  "a=!b",
  "a/b/c",
  "a=-b",
  "()",
  "a=(b)",
  "a in b)",
  "A B",
])("the label selector %j is none", (text) => {
  expect(isLabelSelectorText(text)).toBe(false);
});

test("integers are those of 64 bits", () => {
  expect(["0", "-1", "+1", "9223372036854775807"].map(isInt64)).toEqual([true, true, true, true]);
  expect(["", "1.0", "x", "9223372036854775808"].map(isInt64)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
