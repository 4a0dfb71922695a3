import { expect, test } from "vitest";
import { CLUSTER, cell, matrixOf, NONE } from "../../testing/access.ts";
import { foldMatrix, reachText, verbsText } from "./fold.ts";
import { overviewOf } from "./overview.ts";

const SHOP = cell("namespaces", ["shop"]);

const document = matrixOf(
  [
    "get secrets",
    "list secrets",
    "watch secrets",
    "create pods",
    "create pods/exec",
    "* widgets.example.com",
  ],
  {
    "ServiceAccount shop/a": [CLUSTER, CLUSTER, CLUSTER, SHOP, SHOP, NONE],
    "ServiceAccount shop/b": [CLUSTER, CLUSTER, CLUSTER, NONE, NONE, NONE],
    "User ann": [NONE, NONE, NONE, SHOP, SHOP, CLUSTER],
  },
);

test("each kind of power is a table, the most dangerous first, of those who have it", () => {
  const tables = foldMatrix(document).map(({ power, parts }) => [
    power.id,
    parts.flatMap(({ rows }) =>
      rows.map(({ subjects }) => subjects.map(({ name }) => name).join(" ")),
    ),
  ]);
  expect(tables).toEqual([
    ["secrets", ["a b"]],
    ["run", ["a ann"]],
    ["custom", ["ann"]],
  ]);
});

test("resources that all have alike are one column, and verbs of one reach one right", () => {
  const [, run] = foldMatrix(document);
  expect(run?.parts.map(({ columns }) => columns.map(({ key }) => key))).toEqual([
    ["pods pods/exec"],
  ]);
  const [secrets] = foldMatrix(document);
  expect(secrets?.parts[0]?.rows[0]?.cells).toEqual([
    [{ verbs: ["get", "list", "watch"], cell: CLUSTER }],
  ]);
});

test("rights of one resource with different reaches are told apart, the widest first", () => {
  const some = matrixOf(["get secrets", "create secrets"], { "User ann": [SHOP, CLUSTER] });
  expect(foldMatrix(some)[0]?.parts[0]?.rows[0]?.cells).toEqual([
    [
      { verbs: ["create"], cell: CLUSTER },
      { verbs: ["get"], cell: SHOP },
    ],
  ]);
});

test("more columns than fit are tables of one API group each where they can, with every right in one of them", () => {
  const columns = Array.from(
    { length: 20 },
    (_, index) => `get r${index}.${index < 10 ? "a" : "b"}.io`,
  );
  const row = columns.map((_, index) => cell("namespaces", [`n${index}`]));
  const [table] = foldMatrix(matrixOf(columns, { "User ann": row }));
  const parts = table?.parts.map((part) => part.columns.map(({ key }) => key)) ?? [];
  expect(parts.map((keys) => keys.length)).toEqual([8, 2, 8, 2]);
  expect(parts.flat().sort()).toEqual(columns.map((text) => text.replace("get ", "")).sort());
});

test("who has nothing of a power is not in its table, and without rights there is none", () => {
  expect(foldMatrix(matrixOf(["get secrets"], { "User ann": [NONE] }))).toEqual([]);
});

test("the overview says the widest of each power, and has alike subjects once", () => {
  const { powers, rows } = overviewOf(document);
  expect(powers.map(({ id }) => id)).toEqual(["secrets", "run", "custom"]);
  expect(
    rows.map(({ subjects, summaries }) => [
      subjects.map(({ name }) => name).join(" "),
      ...summaries.map(({ reach, kinds }) => `${reach} ${kinds.join("+")}`),
    ]),
  ).toEqual([
    ["a", "cluster read", "namespaces write", "none "],
    ["b", "cluster read", "none ", "none "],
    ["ann", "none ", "namespaces write", "cluster all"],
  ]);
});

test.each([
  [["get", "list", "watch"], "read"],
  [["list", "get"], "get, list"],
  [["create", "update", "patch", "delete"], "write"],
  [
    ["create", "update", "patch", "delete", "deletecollection", "get", "list", "watch"],
    "read, write",
  ],
  [["delete", "get", "escalate"], "get, delete, escalate"],
  [["*", "get"], "all"],
])("the verbs %j are %j", (verbs, text) => {
  expect(verbsText(verbs)).toBe(text);
});

test.each([
  [CLUSTER, "whole cluster"],
  [cell("namespaces", ["a", "b"]), "a, b"],
  [cell("namespaces", ["a", "b", "c"]), "3 namespaces"],
  [cell("named", [], ["x"]), "x"],
  [cell("named", ["a"], ["x", "y"]), "2 names in a"],
])("a reach is told in few words: %#", (given, text) => {
  expect(reachText(given)).toBe(text);
});
