import { expect, test } from "vitest";
import { parseShown } from "./read-documents.ts";

test.each([
  ['{"a":[1,null,true,"plain \\u003cb>"]}', { a: [1, null, true, "plain <b>"] }],
  ['"quoted \\"and\\" back\\\\slash"', 'quoted "and" back\\slash'],
  ['"two\\nlines"', "two\nlines"],
  ['"two\\r\\nlines"', "two\nlines"],
  ['"red \\u001b[31mtext"', "red text"],
  ['"turned \\u202egnp.exe"', "turned gnp.exe"],
  ['{"key\\u202e":"é"}', { key: "é" }],
  ['"a\\ttab"', "a tab"],
])("%s is shown without what moves a cursor or turns text", (json, shown) => {
  expect(parseShown(json)).toEqual(shown);
});
