import fc from "fast-check";
import { expect, test } from "vitest";
import { account, binding, group, role, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";
import type { AccessRequest } from "./request.ts";
import { type PolicyRule, readPolicyRules } from "./rule.ts";
import type { AccessUser } from "./user.ts";

/*
 * A plain reading of upstream, loop for loop (plugin/pkg/auth/authorizer/rbac/rbac.go, subject_locator.go and
 * pkg/registry/rbac/validation/rule.go), which the indexed engine is held against.
 */
interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly KubernetesObject[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function rulesOf(objects: readonly Written[], bound: Written): readonly PolicyRule[] | undefined {
  const { kind, name } = bound.roleRef ?? { kind: "", name: "" };
  const namespace = kind === "Role" ? bound.metadata.namespace : undefined;
  if (kind === "Role" && namespace === undefined) return undefined;
  for (const each of objects) {
    const same = each.metadata.name === name && each.metadata.namespace === namespace;
    if (each.kind === kind && same) return readPolicyRules(each.rules ?? []);
  }
  return undefined;
}

function appliesTo(subject: Subject, asking: AccessUser, namespace: string): boolean {
  if (subject.kind === "User") return asking.name === subject.name;
  if (subject.kind === "Group") return asking.groups.includes(subject.name);
  const own = subject.namespace ?? namespace;
  return own !== "" && asking.name === `system:serviceaccount:${own}:${subject.name}`;
}

function ruleMatches(rule: PolicyRule, request: AccessRequest): boolean {
  if (!rule.verbs.some((verb) => verb === "*" || verb === request.verb)) return false;
  if ("path" in request) {
    const { path } = request;
    return rule.nonResourceURLs.some(
      (url) => url === path || (url.endsWith("*") && path.startsWith(url.replace(/\*+$/, ""))),
    );
  }
  const { group: wanted, resource, subresource, name } = request;
  const combined = subresource === "" ? resource : `${resource}/${subresource}`;
  return (
    rule.apiGroups.some((each) => each === "*" || each === wanted) &&
    rule.resources.some(
      (each) =>
        each === "*" || each === combined || (subresource !== "" && each === `*/${subresource}`),
    ) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(name))
  );
}

/** Bindings that count for a request, in order. */
function bindingsFor(objects: readonly Written[], request: AccessRequest): readonly Written[] {
  const namespace = "path" in request ? "" : request.namespace;
  return [
    ...objects.filter(({ kind }) => kind === "ClusterRoleBinding"),
    ...objects.filter(
      ({ kind, metadata }) =>
        kind === "RoleBinding" && namespace !== "" && metadata.namespace === namespace,
    ),
  ];
}

function naiveReason(
  objects: readonly Written[],
  asking: AccessUser,
  request: AccessRequest,
): string {
  for (const bound of bindingsFor(objects, request)) {
    const { metadata, subjects = [] } = bound;
    const subject = subjects.find((each) => appliesTo(each, asking, metadata.namespace ?? ""));
    const matches = rulesOf(objects, bound)?.some((rule) => ruleMatches(rule, request));
    if (subject && matches) return reasonOf(bound, subject);
  }
  return "";
}

function reasonOf({ kind, metadata, roleRef }: Written, subject: Subject): string {
  const { name, namespace = "" } = metadata;
  const bindingName = kind === "RoleBinding" ? `${name}/${namespace}` : name;
  const own = subject.kind === "ServiceAccount" ? `/${subject.namespace ?? namespace}` : "";
  const of = `${roleRef?.kind ?? ""} "${roleRef?.name ?? ""}"`;
  return `RBAC: allowed by ${kind} "${bindingName}" of ${of} to ${subject.kind} "${subject.name}${own}"`;
}

function naiveWhoCan(objects: readonly Written[], request: AccessRequest): readonly string[] {
  const found = new Set(["Group//system:masters"]);
  for (const bound of bindingsFor(objects, request)) {
    if (!rulesOf(objects, bound)?.some((rule) => ruleMatches(rule, request))) continue;
    for (const { kind, name, namespace = bound.metadata.namespace ?? "" } of bound.subjects ?? []) {
      if (kind !== "ServiceAccount") found.add(`${kind}//${name}`);
      else if (namespace !== "") found.add(`${kind}/${namespace}/${name}`);
    }
  }
  return [...found].sort();
}

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
  fc.constantFrom("a/web", "b/web", "web", "a/we").map(account),
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

// The objects of the tests are what the naive reading takes them for.
function written(objects: readonly KubernetesObject[]): readonly Written[] {
  return objects as unknown as readonly Written[];
}

test("the index finds the same binding, and names it alike, as plain loops", () => {
  let allowed = 0;
  fc.assert(
    fc.property(
      clusters,
      fc.array(fc.tuple(users, requests), { minLength: 20, maxLength: 20 }),
      (objects, questions) => {
        const authorizer = createAuthorizer(wholeSnapshotOf(objects));
        for (const [asking, request] of questions) {
          const reason = naiveReason(written(objects), asking, request);
          const decision = authorizer.authorize(asking, request);
          expect(decision.allowed).toBe(reason !== "");
          if (decision.allowed) expect(decision.reason).toBe(reason);
          if (decision.allowed) allowed += 1;
        }
      },
    ),
    { numRuns: 300 },
  );
  // Fewer than a hundred of the 6,000 would be a test of nothing.
  expect(allowed).toBeGreaterThan(100);
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
          expect([...found].sort()).toEqual(naiveWhoCan(written(objects), request));
          if (found.length > 1) several += 1;
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(several).toBeGreaterThan(100);
});

test("each way in which a subject may do something is a rule that allows it", () => {
  fc.assert(
    fc.property(clusters, requests, (objects, request) => {
      for (const { grants, subject } of createAuthorizer(wholeSnapshotOf(objects)).whoCan(
        request,
      )) {
        for (const { binding: bound, role: of, rule, subject: index } of grants) {
          expect(bound.subjects[index]).toEqual(subject);
          expect(bound.role).toBe(of);
          const granted = of.rules[rule];
          expect(granted && ruleMatches(granted, request)).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
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
