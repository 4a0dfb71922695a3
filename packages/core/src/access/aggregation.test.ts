import { expect, test } from "vitest";
import { ask, binding, role, rule, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";

const LABEL = { label: "yes" };

function labelled(
  name: string,
  labels: Readonly<Record<string, string>>,
  ...rules: Parameters<typeof role>[1][]
) {
  const plain = role(name, ...rules);
  return { ...plain, metadata: { name, labels } };
}

function aggregating(
  name: string,
  selectors: readonly Readonly<Record<string, string>>[],
  more: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly resourceVersion?: string;
  } = {},
  ...rules: Parameters<typeof role>[1][]
): KubernetesObject {
  return {
    ...role(name, ...rules),
    metadata: { name, ...more },
    aggregationRule: { clusterRoleSelectors: selectors.map((matchLabels) => ({ matchLabels })) },
  };
}

/** The resources of a role's rules, in order. */
function resourcesOf(objects: readonly KubernetesObject[], name: string): readonly string[] {
  const found = createAuthorizer(wholeSnapshotOf(objects)).role("", name);
  return (found?.rules ?? []).flatMap(({ resources }) => resources);
}

test("a role gathers the rules of those that it selects, by name, not its own", () => {
  const objects = [
    aggregating("all", [LABEL], { labels: LABEL }, rule("get", "written")),
    labelled("z", LABEL, rule("get", "last")),
    labelled("a", LABEL, rule("get", "first")),
    labelled("other", { label: "no" }, rule("get", "never")),
  ];
  expect(resourcesOf(objects, "all")).toEqual(["first", "last"]);
});

test("an empty selector selects every other role, no selector none", () => {
  const objects = [labelled("a", {}, rule("get", "pods")), role("b", rule("get", "nodes"))];
  expect(resourcesOf([aggregating("all", [{}]), ...objects], "all")).toEqual(["pods", "nodes"]);
  expect(resourcesOf([aggregating("all", [], {}, rule("get", "x")), ...objects], "all")).toEqual(
    [],
  );
});

test("equal rules are taken once, in the order of the selectors", () => {
  const objects = [
    aggregating("all", [{ second: "yes" }, LABEL]),
    labelled("a", LABEL, rule("get", "pods"), rule("get", "pods"), rule("list", "pods")),
    labelled("b", { second: "yes" }, rule("get", "nodes"), rule("list", "pods")),
  ];
  expect(resourcesOf(objects, "all")).toEqual(["nodes", "pods", "pods"]);
});

test("roles that aggregate aggregating roles converge, whatever the order", () => {
  const chain = [
    aggregating("one", [{ of: "one" }]),
    aggregating("two", [{ of: "two" }], { labels: { of: "one" } }),
    aggregating("three", [{ of: "three" }], { labels: { of: "two" } }),
    labelled("leaf", { of: "three" }, rule("get", "pods")),
  ];
  expect(resourcesOf(chain, "one")).toEqual(["pods"]);
  expect(resourcesOf(chain.toReversed(), "one")).toEqual(["pods"]);
  const circle = [
    aggregating("one", [{ of: "one" }], { labels: { of: "two" } }),
    aggregating("two", [{ of: "two" }], { labels: { of: "one" } }),
    labelled("leaf", { of: "one" }, rule("get", "pods")),
  ];
  expect([resourcesOf(circle, "one"), resourcesOf(circle, "two")]).toEqual([["pods"], ["pods"]]);
});

test("a role that comes from a cluster keeps the rules that the controller wrote", () => {
  const objects = [
    aggregating("all", [LABEL], { resourceVersion: "7" }, rule("get", "written")),
    labelled("a", LABEL, rule("get", "pods")),
  ];
  expect(resourcesOf(objects, "all")).toEqual(["written"]);
});

test("a role with an invalid selector keeps its rules, as the controller leaves it alone", () => {
  const objects = [
    aggregating("all", [{ "not a label": "x" }], {}, rule("get", "written")),
    labelled("a", LABEL, rule("get", "pods")),
  ];
  expect(resourcesOf(objects, "all")).toEqual(["written"]);
});

test("the proof names the role that an aggregated rule is written in", () => {
  const objects = [
    aggregating("all", [LABEL]),
    labelled("a", LABEL, rule("get", "nodes"), rule("get", "pods")),
    binding("b", "ClusterRole all", user("ann")),
  ];
  const { proof } = createAuthorizer(wholeSnapshotOf(objects)).explain(
    { name: "ann", groups: [] },
    ask("get pods"),
  );
  expect(proof.map(({ object, path }) => [object.kind, object.name, ...path])).toEqual([
    ["ClusterRoleBinding", "b", "subjects", 0],
    ["ClusterRoleBinding", "b", "roleRef"],
    ["ClusterRole", "a", "rules", 1],
  ]);
});

test("a label of a file extends the roles that Kubernetes makes itself", () => {
  const extends_ = { "rbac.authorization.k8s.io/aggregate-to-view": "true" };
  const objects = [
    labelled("widgets", extends_, rule("get", "widgets", { apiGroups: ["example.com"] })),
    binding("a/b", "ClusterRole admin", user("ann")),
  ];
  const authorizer = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false }));
  const request = ask("get widgets", { group: "example.com", namespace: "a" });
  expect(authorizer.authorize({ name: "ann", groups: [] }, request).allowed).toBe(true);
});
