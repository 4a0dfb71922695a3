import fc from "fast-check";
import { expect, test } from "vitest";
import { naiveReason, naiveRuleAllows, naiveWhoCan } from "../../testing/access/naive.ts";
import { account, binding, group, role, user } from "../../testing/access/objects.ts";
import { itemsAt } from "../../testing/reference-json.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";
import type { AccessRequest } from "./request.ts";
import type { AccessUser } from "./user.ts";

// Small vocabularies full of near misses.
const namespaces = fc.constantFrom("a", "b", "a-b");
const verbs = fc.constantFrom("get", "get", "list", "*", "GET");
const groups = fc.constantFrom("", "", "*", "app");
const resources = fc.constantFrom("pods", "pods/log", "pods/*", "*/log", "*", "*/*", "po", "log");
const names = fc.constantFrom("x", "y", "*", "");
const paths = fc.constantFrom("/x", "/x/*", "/x*", "*", "/", "/x/**", "/x/y");
const roleNames = fc.constantFrom("r", "s");
const few = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 2 });

const rules = fc.array(
  fc.oneof(
    fc.record({ verbs: few(verbs), apiGroups: few(groups), resources: few(resources) }),
    fc.record({
      verbs: few(verbs),
      apiGroups: few(groups),
      resources: few(resources),
      resourceNames: few(names),
    }),
    fc.record({ verbs: few(verbs), nonResourceURLs: few(paths) }),
  ),
  { minLength: 2, maxLength: 7 },
);
const subjects = fc.oneof(
  fc.constantFrom("ann", "system:serviceaccount:a:web", "system:serviceaccount::web").map(user),
  fc.constantFrom("team", "system:serviceaccounts:a").map(group),
  fc.constantFrom("a/web", "b/web", "web", "/web", "a/we").map(account),
);
const roleRefs = fc
  .tuple(fc.constantFrom("Role", "ClusterRole"), fc.constantFrom("r", "s", "gone"))
  .map(([kind, name]) => `${kind} ${name}`);
const clusters = fc
  .tuple(
    fc.uniqueArray(fc.tuple(roleNames, rules), { selector: ([name]) => name, minLength: 1 }),
    fc.uniqueArray(fc.tuple(namespaces, roleNames, rules), {
      selector: ([namespace, name]) => `${namespace}/${name}`,
      maxLength: 3,
    }),
    fc.array(
      fc.tuple(fc.option(namespaces), roleRefs, fc.array(subjects, { minLength: 1, maxLength: 3 })),
      { minLength: 3, maxLength: 8 },
    ),
  )
  .map(([clusterRoles, namespaced, bindings]) => [
    ...clusterRoles.map(([name, list]) => role(name, ...list)),
    ...namespaced.map(([namespace, name, list]) => role(`${namespace}/${name}`, ...list)),
    ...bindings.map(([namespace, ref, list], index) =>
      binding(namespace === null ? `b${index}` : `${namespace}/b${index}`, ref, ...list),
    ),
  ]);
const users: fc.Arbitrary<AccessUser> = fc.record({
  name: fc.constantFrom("ann", "system:serviceaccount:a:web", "system:serviceaccount:b:web"),
  groups: fc.subarray(["team", "system:serviceaccounts:a", "Team"]),
});
const requests: fc.Arbitrary<AccessRequest> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ verb: verbs, path: paths }) },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: verbs,
      group: groups,
      resource: fc.constantFrom("pods", "po", "log", "*"),
      subresource: fc.constantFrom("", "log", "*"),
      name: names,
      namespace: fc.constantFrom("", "a", "b", "a-b", "*"),
    }),
  },
);

test("the index finds the same binding, and names it alike, as plain loops", () => {
  let allowed = 0;
  fc.assert(
    fc.property(
      clusters,
      fc.array(fc.tuple(users, requests), { minLength: 20, maxLength: 20 }),
      (objects, questions) => {
        const authorizer = createAuthorizer(wholeSnapshotOf(objects));
        for (const [asking, request] of questions) {
          const reason = naiveReason(objects, asking, request);
          const decision = authorizer.authorize(asking, request);
          expect(decision.allowed).toBe(reason !== "");
          if (decision.allowed) expect(decision.reason).toBe(reason);
          if (decision.allowed) allowed += 1;
        }
      },
    ),
    { numRuns: 300, seed: 1 },
  );
  // Of 6,000 questions.
  expect(allowed).toBe(324);
});

test("who can is every subject of every binding that allows it", () => {
  let several = 0;
  fc.assert(
    fc.property(
      clusters,
      fc.array(requests, { minLength: 10, maxLength: 10 }),
      (objects, asked) => {
        const authorizer = createAuthorizer(wholeSnapshotOf(objects));
        for (const request of asked) {
          const found = authorizer
            .whoCan(request)
            .map(({ subject: { kind, namespace, name } }) => `${kind}/${namespace}/${name}`);
          expect([...found].sort()).toEqual(naiveWhoCan(objects, request));
          if (found.length > 1) several += 1;
        }
      },
    ),
    { numRuns: 300, seed: 1 },
  );
  // Of 3,000 questions.
  expect(several).toBe(322);
});

test("each way in which a subject may do something is a rule that allows it", () => {
  let seen = 0;
  fc.assert(
    fc.property(clusters, requests, (objects, request) => {
      for (const { grants, subject } of createAuthorizer(wholeSnapshotOf(objects)).whoCan(
        request,
      )) {
        for (const { binding: bound, role: of, rule, subject: index } of grants) {
          expect(bound.subjects[index]).toEqual(subject);
          expect(bound.role).toBe(of);
          const granted = itemsAt(of.objects[0]?.object, "rules")[rule] ?? null;
          expect(naiveRuleAllows(granted, request)).toBe(true);
          seen += 1;
        }
      }
    }),
    { numRuns: 200, seed: 1 },
  );
  expect(seen).toBe(48);
});

test("any JSON in place of roles and bindings is read without harm", () => {
  const kinds = fc.constantFrom("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
  const anything = fc.array(
    fc.record({
      apiVersion: fc.constant("rbac.authorization.k8s.io/v1"),
      kind: kinds,
      metadata: fc.jsonValue(),
      rules: fc.jsonValue(),
      aggregationRule: fc.jsonValue(),
      roleRef: fc.jsonValue(),
      subjects: fc.jsonValue(),
    }),
  ) as fc.Arbitrary<readonly KubernetesObject[]>;
  fc.assert(
    fc.property(anything, users, requests, (objects, asking, request) => {
      const authorizer = createAuthorizer(wholeSnapshotOf(objects, { wholeCluster: false }));
      expect(["yes", "no", "unknown"]).toContain(authorizer.explain(asking, request).verdict);
      expect(authorizer.whoCan(request).length).toBeGreaterThan(0);
    }),
  );
});
