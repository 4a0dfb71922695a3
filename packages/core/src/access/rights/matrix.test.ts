import { expect, test } from "vitest";
import { authorizerOf, binding, role, rule } from "../../../testing/access/rights.ts";
import { type AccessMatrix, accessMatrix, type MatrixOptions } from "./matrix.ts";
import { isPartOfKubernetes } from "./subjects.ts";

const EVERYTHING: MatrixOptions = {
  namespaces: [],
  resources: [],
  verbs: [],
  isFolded: isPartOfKubernetes,
};

const authorizer = authorizerOf([
  role("reader", "", rule("get list", "secrets")),
  role("one", "shop", rule("get", "secrets", "", "db cache")),
  role("all", "", rule("*", "*", "*")),
  binding("reader", "shop", "clusterrole/reader", "sa:shop/web", "sa:kube-system/dns"),
  binding("reader", "bank", "clusterrole/reader", "sa:shop/web"),
  binding("one", "shop", "role/one", "user:ann"),
  binding("all", "", "clusterrole/all", "group:ops", "user:system:kube-scheduler"),
]);

function table({ columns, rows }: AccessMatrix): readonly (readonly string[])[] {
  return [
    ["", ...columns.map(({ verb, group, resource }) => `${verb} ${resource}.${group}`)],
    ...rows.map(({ subjects, cells }) => [
      subjects.map(({ name }) => name).join("+"),
      ...cells.map(({ reach, namespaces, names }) =>
        [reach, namespaces.join(), names.join()].filter((part) => part !== "").join(" "),
      ),
    ]),
  ];
}

test("a cell says how far a right reaches, and system subjects share the last row", () => {
  expect(table(accessMatrix(authorizer, EVERYTHING))).toEqual([
    ["", "get secrets.", "list secrets.", "* *.*"],
    ["ops", "cluster", "cluster", "cluster"],
    ["web", "namespaces bank,shop", "namespaces bank,shop", "none"],
    ["ann", "named shop cache,db", "none", "none"],
    ["dns+system:kube-scheduler", "cluster", "cluster", "cluster"],
  ]);
});

test("a namespace leaves what holds there, and who has nothing there is counted", () => {
  const matrix = accessMatrix(authorizer, { ...EVERYTHING, namespaces: ["bank"] });
  expect(table(matrix)).toEqual([
    ["", "get secrets.", "list secrets.", "* *.*"],
    ["ops", "cluster", "cluster", "cluster"],
    ["web", "namespaces bank", "namespaces bank", "none"],
    ["system:kube-scheduler", "cluster", "cluster", "cluster"],
  ]);
  expect(matrix.without).toBe(2);
});

test("resources and verbs that are asked for make the columns, whether or not a rule names them", () => {
  const asked = { resources: [{ group: "apps", resource: "deployments" }], verbs: ["delete"] };
  expect(
    table(accessMatrix(authorizer, { ...EVERYTHING, ...asked, isFolded: () => false })),
  ).toEqual([
    ["", "delete deployments.apps"],
    ["ops", "cluster"],
    ["system:kube-scheduler", "cluster"],
  ]);
});

test("a verb alone keeps the resources that rules name, wildcards included", () => {
  expect(table(accessMatrix(authorizer, { ...EVERYTHING, verbs: ["list"] }))).toEqual([
    ["", "list secrets.", "list *.*"],
    ["ops", "cluster", "cluster"],
    ["web", "namespaces bank,shop", "none"],
    ["dns+system:kube-scheduler", "cluster", "cluster"],
  ]);
});
