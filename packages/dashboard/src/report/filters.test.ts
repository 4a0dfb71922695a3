import { expect, test } from "vitest";
import { findingOf, pod, reportOf } from "../../testing/report.ts";
import { FACETS, facetText, filterRows, filtersOf, toggled } from "./filters.ts";
import { rowsOf } from "./rows.ts";

const rows = rowsOf(
  reportOf(
    [
      findingOf({ fingerprint: "a", severity: "low", object: pod("web") }),
      findingOf({ fingerprint: "b", severity: "high", object: pod("db", "data"), check: "tag" }),
      findingOf({ fingerprint: "c", severity: "high", object: pod("web"), check: "tag" }),
      findingOf({ fingerprint: "d", severity: "info", object: pod("lone", null) }),
    ],
    { known: [findingOf({ fingerprint: "e" })] },
  ),
);

function shown(choices: Readonly<Record<string, string>>): {
  readonly ids: readonly string[];
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
} {
  const { rows: found, counts } = filterRows(rows, filtersOf(new Map(Object.entries(choices))));
  return {
    ids: found.map(({ id }) => id),
    counts: Object.fromEntries(
      FACETS.map((facet) => [facet, Object.fromEntries(counts[facet])] as const),
    ),
  };
}

test("without a choice everything that counts is shown, the worst first", () => {
  const { ids, counts } = shown({});
  expect(ids).toEqual(["b", "c", "a", "d"]);
  expect(counts["severity"]).toEqual({ high: 2, low: 1, info: 1 });
  expect(counts["namespace"]).toEqual({ data: 1, shop: 2, "": 1 });
});

test("a count says what its value would show beside the other choices", () => {
  const { ids, counts } = shown({ severity: "high", namespace: "shop" });
  expect(ids).toEqual(["c"]);
  expect(counts["severity"]).toEqual({ high: 1, low: 1 });
  expect(counts["namespace"]).toEqual({ data: 1, shop: 1 });
  expect(counts["check"]).toEqual({ tag: 1 });
});

test("values of a facet add up, those of others narrow", () => {
  expect(shown({ severity: "high,low" }).ids).toEqual(["b", "c", "a"]);
  expect(shown({ severity: "high,low", check: "privileged" }).ids).toEqual(["a"]);
});

test("what names no namespace can be chosen", () => {
  expect(shown({ namespace: "-" }).ids).toEqual(["d"]);
});

test("what was set aside is shown to who asks for it, and counted for all", () => {
  expect(shown({ standing: "known" }).ids).toEqual(["e"]);
  expect(shown({ standing: "known,open" }).ids).toEqual(["b", "c", "e", "a", "d"]);
  expect(shown({}).counts["standing"]).toEqual({ open: 4, known: 1 });
});

test.each([
  ["WEB", ["c", "a"]],
  ["web  tag", ["c"]],
  ["data/db", ["b"]],
  ["nowhere", []],
])("the search %j finds every word, in any case", (q, ids) => {
  expect(shown({ q }).ids).toEqual(ids);
});

test("values with commas and percent signs survive the address", () => {
  const values = new Set(["a,b", "50%2C", "", "plain"]);
  const { check } = filtersOf(new Map([["check", facetText(values)]])).values;
  expect(check).toEqual(values);
});

test("a value is added and taken away, and the set before stays as it is", () => {
  const before = new Set(["a"]);
  expect([...toggled(before, "b")]).toEqual(["a", "b"]);
  expect([...toggled(before, "a")]).toEqual([]);
  expect([...before]).toEqual(["a"]);
});
