import fc from "fast-check";
import { expect, test } from "vitest";
import {
  authorizerOf,
  binding,
  type Choices,
  choicesOf,
  questions,
  randomCluster,
  role,
  rule,
  USERS,
} from "../../../testing/access/rights.ts";
import { runs } from "../../../testing/runs.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { AccessSubject } from "../model.ts";
import { type AccessRequest, isNonResourceRequest } from "../request.ts";
import { ruleAllows } from "../rule.ts";
import type { AccessUser } from "../user.ts";
import { splitServiceAccountUsername } from "../user.ts";
import { type ChangedRights, compareAccess, type SubjectChange } from "./compare-access.ts";

function compare(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  isWhole = true,
): readonly SubjectChange[] {
  return compareAccess(
    { authorizer: authorizerOf(before), isWhole },
    { authorizer: authorizerOf(after), isWhole },
  );
}

function lines(changes: readonly SubjectChange[]): readonly string[] {
  return changes.flatMap(({ subject, gained, lost, gainedUnknown, lostUnknown }) => {
    const who = `${subject.kind} ${subject.namespace === "" ? "" : `${subject.namespace}/`}${subject.name}`;
    return [
      ...gained.map((change) => `${who} + ${textOf(change)}`),
      ...lost.map((change) => `${who} - ${textOf(change)}`),
      ...gainedUnknown.map((role) => `${who} + ${role}`),
      ...lostUnknown.map((role) => `${who} - ${role}`),
    ];
  });
}

function textOf({ namespace, rule, exceptIn }: ChangedRights): string {
  const what = [...rule.resources, ...rule.nonResourceURLs].join();
  const names = rule.resourceNames.length === 0 ? "" : `[${rule.resourceNames.join()}]`;
  const except = exceptIn.length === 0 ? "" : ` except in ${exceptIn.join()}`;
  return `${rule.verbs.join()} ${what}${names} ${namespace === "" ? "everywhere" : `in ${namespace}`}${except}`;
}

test("a right that moves from the whole cluster to a namespace is lost elsewhere", () => {
  const reader = role("reader", "", rule("get list", "secrets"));
  const before = [reader, binding("b", "", "clusterrole/reader", "sa:shop/web")];
  const after = [reader, binding("b", "shop", "clusterrole/reader", "sa:shop/web")];
  expect(lines(compare(before, after))).toEqual([
    "ServiceAccount shop/web - get,list secrets everywhere except in shop",
  ]);
  expect(lines(compare(after, before))).toEqual([
    "ServiceAccount shop/web + get,list secrets everywhere except in shop",
  ]);
});

test("an account that keeps by a group of its own what it had by name has lost nothing", () => {
  const reader = role("reader", "", rule("get", "pods"));
  const before = [reader, binding("b", "shop", "clusterrole/reader", "sa:shop/web")];
  const after = [
    reader,
    binding("b", "shop", "clusterrole/reader", "group:system:serviceaccounts:shop"),
  ];
  expect(lines(compare(before, after))).toEqual([
    "Group system:serviceaccounts:shop + get pods in shop",
  ]);
});

test("an account that is named as a user is the same account", () => {
  const reader = role("reader", "", rule("get", "pods"));
  const before = [reader, binding("b", "shop", "clusterrole/reader", "sa:shop/web")];
  const after = [
    reader,
    binding("b", "shop", "clusterrole/reader", "user:system:serviceaccount:shop:web"),
  ];
  expect(compare(before, after)).toEqual([]);
});

test("what everybody gains stands once, under the group of everybody", () => {
  const reader = role("reader", "", rule("get", "pods"));
  const bound = binding("b", "shop", "clusterrole/reader", "sa:shop/web", "user:ann");
  const open = binding("open", "", "clusterrole/reader", "group:system:authenticated");
  expect(lines(compare([reader, bound], [reader, bound, open]))).toEqual([
    "Group system:authenticated + get pods everywhere",
  ]);
});

test("the group system:masters can neither gain nor lose", () => {
  const all = role("all", "", rule("*", "*", "*"));
  const bound = binding("b", "", "clusterrole/all", "group:system:masters");
  expect(compare([all], [all, bound])).toEqual([]);
});

test("a role that the input does not show is not known to allow nothing, unless the input is everything", () => {
  const before: KubernetesObject[] = [];
  const after = [binding("b", "shop", "clusterrole/elsewhere", "user:ann")];
  expect(lines(compare(before, after, false))).toEqual([
    'User ann + ClusterRole "elsewhere" in namespace "shop"',
  ]);
  expect(compare(before, after, true)).toEqual([]);
  expect(compare(after, after, false)).toEqual([]);
});

const numbers = fc.array(fc.nat(1000), { maxLength: 60 });

test("a cluster differs in nothing from itself", () => {
  fc.assert(
    fc.property(numbers, (chosen) => {
      const cluster = randomCluster(choicesOf(chosen));
      expect(compare(cluster, cluster)).toEqual([]);
    }),
    runs(100),
  );
});

test("what is gained one way is lost the other way", () => {
  fc.assert(
    fc.property(numbers, numbers, (one, two) => {
      const [a, b] = [randomCluster(choicesOf(one)), randomCluster(choicesOf(two))];
      const turned = compare(b, a).map(({ subject, gained, lost }) => ({
        subject,
        gained: lost,
        lost: gained,
        gainedUnknown: [],
        lostUnknown: [],
      }));
      expect(compare(a, b)).toEqual(turned);
    }),
    runs(100),
  );
});

test("rules that are split, doubled or reordered, roles that are copied and bindings that are split change nothing", () => {
  fc.assert(
    fc.property(numbers, numbers, (chosen, how) => {
      const cluster = randomCluster(choicesOf(chosen));
      expect(compare(cluster, rewritten(cluster, choicesOf(how)))).toEqual([]);
    }),
    runs(100),
  );
});

test("roles that are gathered by labels change nothing", () => {
  const direct = [
    role("both", "", rule("get", "pods"), rule("list", "secrets")),
    binding("b", "", "clusterrole/both", "user:ann"),
  ];
  const labelled = (name: string, ...rules: Parameters<typeof role>[2][]): KubernetesObject => ({
    ...role(name, "", ...rules),
    metadata: { name, labels: { part: "yes" } },
  });
  const gathered = [
    {
      ...role("both", ""),
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: "yes" } }] },
    },
    labelled("one", rule("list", "secrets")),
    labelled("two", rule("get", "pods")),
    binding("b", "", "clusterrole/both", "user:ann"),
  ];
  expect(compare(direct, gathered)).toEqual([]);
});

test("every request that is newly allowed is among what is gained, and nothing is gained without one", () => {
  const asked = questions();
  fc.assert(
    fc.property(numbers, numbers, (one, two) => {
      const [a, b] = [randomCluster(choicesOf(one)), randomCluster(choicesOf(two))];
      const [before, after] = [authorizerOf(a), authorizerOf(b)];
      const changes = compare(a, b);
      for (const user of USERS) {
        const fresh = asked.filter(
          (request) =>
            after.authorize(user, request).allowed && !before.authorize(user, request).allowed,
        );
        const own = changes.filter(({ subject }) => isUser(subject, user));
        const all = changes.filter(
          ({ subject }) => isUser(subject, user) || isGroupOf(subject, user),
        );
        const gained = all.flatMap((change) => change.gained);
        expect(fresh.filter((request) => !gained.some((right) => allows(right, request)))).toEqual(
          [],
        );
        const needless = own
          .flatMap((change) => change.gained)
          .filter((right) => !fresh.some((request) => allows(right, request)));
        expect(needless).toEqual([]);
      }
    }),
    runs(50),
  );
});

function isUser({ kind, namespace, name }: AccessSubject, user: AccessUser): boolean {
  const account = splitServiceAccountUsername(user.name);
  return account
    ? kind === "ServiceAccount" && namespace === account.namespace && name === account.name
    : kind === "User" && name === user.name;
}

function isGroupOf({ kind, name }: AccessSubject, user: AccessUser): boolean {
  return kind === "Group" && user.groups.includes(name);
}

function allows({ namespace, rule, exceptIn }: ChangedRights, request: AccessRequest): boolean {
  if (!ruleAllows(rule, request)) return false;
  if (isNonResourceRequest(request)) return namespace === "";
  return namespace === "" ? !exceptIn.includes(request.namespace) : namespace === request.namespace;
}

type Written = { readonly [key: string]: readonly string[] };

/** The same rights, written otherwise. */
function rewritten(
  cluster: readonly KubernetesObject[],
  choices: Choices,
): readonly KubernetesObject[] {
  const objects = cluster.flatMap((object, index): readonly KubernetesObject[] => {
    if (object["rules"] !== undefined) {
      const rules = (object["rules"] as readonly Written[]).flatMap((one) =>
        splitRule(one, choices),
      );
      return [{ ...object, rules: choices.below(2) === 0 ? rules : rules.toReversed() }];
    }
    const subjects = object["subjects"] as readonly KubernetesObject[];
    if (choices.below(2) === 0) return [{ ...object, subjects: subjects.toReversed() }];
    return subjects.map((subject, place) => ({
      ...object,
      metadata: { ...(object["metadata"] as object), name: `split-${index}-${place}` },
      subjects: [subject],
    }));
  });
  return choices.below(2) === 0 ? objects : objects.toReversed();
}

function splitRule(written: Written, choices: Choices): readonly Written[] {
  const member = choices.one(Object.keys(written));
  const items = written[member] ?? [];
  if (choices.below(3) === 0) return [written, written];
  // An empty list of names would stand for all of them.
  return items.map((item) => ({ ...written, [member]: [item] }));
}
