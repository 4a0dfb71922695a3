import fc from "fast-check";
import { expect, test } from "vitest";
import {
  authorizerOf,
  binding,
  choicesOf,
  questions,
  randomCluster,
  role,
  rule,
  USERS,
} from "../../../testing/access/rights.ts";
import { runs } from "../../../testing/runs.ts";
import { isNonResourceRequest } from "../request.ts";
import { type PolicyRule, ruleAllows } from "../rule.ts";
import { serviceAccountUser } from "../user.ts";
import { type ScopedRights, scopedRights } from "./scoped-rights.ts";

const WEB = serviceAccountUser("shop", "web");

function textsOf(scopes: readonly ScopedRights[]): readonly string[] {
  return scopes.flatMap(({ namespace, rules }) =>
    rules.map(({ rule }) => `${namespace}: ${textOf(rule)}`),
  );
}

function textOf({
  verbs,
  apiGroups,
  resources,
  resourceNames,
  nonResourceURLs,
}: PolicyRule): string {
  return [verbs, apiGroups, resources, resourceNames, nonResourceURLs]
    .map((list) => list.join(","))
    .join(" ");
}

test("rules on the same resources become one, and what a wildcard allows is not said again", () => {
  const authorizer = authorizerOf([
    role(
      "reader",
      "",
      rule("get list", "pods"),
      rule("watch", "pods"),
      rule("get", "pods", "", "db"),
    ),
    role("all", "", rule("get", "*", "*")),
    binding("reader", "shop", "clusterrole/reader", "sa:shop/web"),
    binding("all", "shop", "clusterrole/all", "sa:shop/web"),
  ]);
  expect(textsOf(scopedRights(authorizer.grantsOf(WEB)))).toEqual([
    "shop: list,watch  pods  ",
    "shop: get * *  ",
  ]);
});

test("what holds in the whole cluster is not said again for a namespace", () => {
  const authorizer = authorizerOf([
    role("reader", "", rule("get", "pods secrets")),
    role("getter", "", rule("get", "secrets")),
    binding("reader", "shop", "clusterrole/reader", "sa:shop/web"),
    binding("getter", "", "clusterrole/getter", "group:system:serviceaccounts:shop"),
  ]);
  expect(textsOf(scopedRights(authorizer.grantsOf(WEB)))).toEqual([
    ": get  secrets  ",
    "shop: get  pods  ",
  ]);
});

test("resources of several groups stay apart where one rule would allow more", () => {
  const authorizer = authorizerOf([
    role(
      "r",
      "shop",
      rule("get", "pods"),
      rule("get", "deployments", "apps"),
      rule("get", "jobs", "batch"),
    ),
    binding("r", "shop", "role/r", "sa:shop/web"),
  ]);
  expect(textsOf(scopedRights(authorizer.grantsOf(WEB)))).toEqual([
    "shop: get  pods  ",
    "shop: get apps deployments  ",
    "shop: get batch jobs  ",
  ]);
});

test("a RoleBinding gives nothing on paths", () => {
  const authorizer = authorizerOf([
    role("r", "", { verbs: ["get"], nonResourceURLs: ["/metrics", "/healthz/**", "/healthz/*"] }),
    binding("r", "shop", "clusterrole/r", "sa:shop/web"),
    binding("r", "", "clusterrole/r", "user:ann"),
  ]);
  const [bob, ann] = [WEB, { name: "ann", groups: [] }].map((user) =>
    textsOf(scopedRights(authorizer.grantsOf(user))),
  );
  expect([bob, ann]).toEqual([[], [": get    /healthz/*,/metrics"]]);
});

test("every binding that gives a right is named, and none that gives only what another gives more widely", () => {
  const authorizer = authorizerOf([
    role("a", "", rule("get", "pods")),
    role("b", "", rule("get list", "pods")),
    role("c", "", rule("get", "pods", "", "db")),
    binding("one", "shop", "clusterrole/a", "sa:shop/web"),
    binding("two", "shop", "clusterrole/b", "sa:shop/web"),
    binding("three", "shop", "clusterrole/c", "sa:shop/web"),
  ]);
  const [scope] = scopedRights(authorizer.grantsOf(WEB));
  const names = scope?.rules.map(({ rule, tags }) => [
    rule.verbs.join(),
    tags.map((grant) => grant.binding.name),
  ]);
  expect(names).toEqual([["get,list", ["one", "two"]]]);
});

test("merged rules allow exactly what the bindings allow", () => {
  const asked = questions();
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (numbers) => {
      const authorizer = authorizerOf(randomCluster(choicesOf(numbers)));
      for (const user of USERS) {
        const scopes = scopedRights(authorizer.grantsOf(user));
        const wrong = asked.filter((request) => {
          const namespace = isNonResourceRequest(request) ? "" : request.namespace;
          const allowed = scopes
            .filter((scope) => scope.namespace === "" || scope.namespace === namespace)
            .some(({ rules }) => rules.some((merged) => ruleAllows(merged.rule, request)));
          return allowed !== authorizer.authorize(user, request).allowed;
        });
        expect([user, wrong]).toEqual([user, []]);
      }
    }),
    runs(60),
  );
});
