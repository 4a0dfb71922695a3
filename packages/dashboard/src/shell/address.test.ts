import { expect, test } from "vitest";
import { formatAddress, parseAddress, withChoices } from "./address.ts";

test.each([
  ["", { view: "", chosen: [] }],
  ["#", { view: "", chosen: [] }],
  ["#/report", { view: "report", chosen: [] }],
  [
    "#/report?severity=high%2Clow&q=a%26b",
    {
      view: "report",
      chosen: [
        ["severity", "high,low"],
        ["q", "a&b"],
      ],
    },
  ],
  ["#/%E0%A4%A", { view: "", chosen: [] }],
])("%j is read", (hash, { view, chosen }) => {
  const address = parseAddress(hash);
  expect([address.view, [...address.chosen]]).toEqual([view, chosen]);
});

test("what is written is read again, whatever the text", () => {
  const chosen = new Map([
    ["q", "a b&c=d#e?f%2C,\u{1f600}"],
    ["finding", "0f1e.1"],
  ]);
  const read = parseAddress(formatAddress({ view: "report", chosen }));
  expect([read.view, [...read.chosen]]).toEqual(["report", [...chosen]]);
});

test("an address says nothing of what is empty", () => {
  const chosen = new Map([["q", ""]]);
  expect(formatAddress({ view: "report", chosen })).toBe("#/report");
});

test("a choice is added, changed and taken away, and the others stay", () => {
  const address = {
    view: "report",
    chosen: new Map([
      ["q", "web"],
      ["by", "check"],
    ]),
  };
  const changed = withChoices(address, { q: undefined, by: "object", finding: "f1" });
  expect([...changed.chosen]).toEqual([
    ["by", "object"],
    ["finding", "f1"],
  ]);
  expect([...address.chosen]).toEqual([
    ["q", "web"],
    ["by", "check"],
  ]);
});
