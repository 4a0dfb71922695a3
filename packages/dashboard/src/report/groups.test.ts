import { expect, test } from "vitest";
import { findingOf, pod, reportOf } from "../../testing/report.ts";
import { type Grouping, groupingOf, groupsOf, linesOf } from "./groups.ts";
import { rowsOf } from "./rows.ts";

const rows = rowsOf(
  reportOf([
    findingOf({ fingerprint: "a", severity: "low", object: pod("web"), cause: "one" }),
    findingOf({ fingerprint: "b", severity: "low", object: pod("db", "data"), cause: "one" }),
    findingOf({ fingerprint: "c", severity: "critical", object: pod("db", "data"), check: "tag" }),
    findingOf({ fingerprint: "c", severity: "low", object: pod("db", null), check: "tag" }),
  ]),
);

function grouped(grouping: Grouping): readonly string[] {
  return groupsOf(rows, grouping).map(
    (group) => `${group.key.split("\n")[0]}: ${group.rows.map(({ id }) => id).join(" ")}`,
  );
}

test("two critical findings stand before one, whatever else there is", () => {
  const of = (fingerprint: string, severity: "critical" | "low", name: string) =>
    findingOf({ fingerprint, severity, object: pod(name) });
  const many = rowsOf(
    reportOf([
      of("a", "critical", "one"),
      ...["b", "c", "d"].map((each) => of(each, "low", "one")),
      ...["e", "f"].map((each) => of(each, "critical", "two")),
    ]),
  );
  expect(groupsOf(many, "object").map(({ rows: members }) => members.length)).toEqual([2, 4]);
});

test("groups stand in the order of their worst findings, then of how many they have", () => {
  expect(grouped("object")).toEqual(["Pod data/db: c b", "Pod shop/web: a", "Pod db: c.1"]);
  expect(grouped("check")).toEqual(["tag: c c.1", "privileged: a b"]);
  expect(grouped("namespace")).toEqual(["data: c b", "shop: a", ": c.1"]);
  expect(grouped("cause")).toEqual(["left to the default: c c.1", "one: a b"]);
  expect(grouped("none")).toEqual([": c a b c.1"]);
});

test("objects of one name in different files are different groups", () => {
  const location = { ...findingOf().location, file: "other.yaml" };
  const two = rowsOf(reportOf([findingOf(), findingOf({ location })]));
  expect(groupsOf(two, "object")).toHaveLength(2);
});

test("without findings there is no group", () => {
  expect([groupsOf([], "object"), groupsOf([], "none")]).toEqual([[], []]);
});

test("a closed group is its head alone, and without grouping there are no heads", () => {
  const lines = (grouping: Grouping, closed: string): readonly string[] =>
    linesOf(groupsOf(rows, grouping), grouping, (key) => key === closed).map((line) =>
      line.is === "row" ? line.row.id : `${line.isOpen ? "open" : "closed"} ${line.group.key}`,
    );
  expect(lines("check", "tag")).toEqual(["closed tag", "open privileged", "a", "b"]);
  expect(lines("none", "")).toEqual(["c", "a", "b", "c.1"]);
});

test.each([
  [null, "object"],
  [undefined, "object"],
  ["finding", "none"],
  ["image", "cause"],
  ["check", "check"],
  ["nonsense", "object"],
])("the command's grouping %j is the page's %s", (given, grouping) => {
  expect(groupingOf(given)).toBe(grouping);
});
