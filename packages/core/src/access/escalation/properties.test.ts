import fc from "fast-check";
import { expect, test } from "vitest";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { podSecurityFactsOf } from "../../pod-security-facts.ts";
import { type Authorizer, createAuthorizer } from "../authorizer.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { resourceRequest } from "../request.ts";
import { account, binding, clusterOf, group, role } from "../testing.ts";
import { type AccessUser, authenticatedUser, serviceAccountUser } from "../user.ts";
import { createEscalation, type Escalation } from "./analysis.ts";
import type { GoalId } from "./goals.ts";
import { EVERYTHING, namespace, pod } from "./testing.ts";

const SPACES = ["a", "b", "c"];
const NAMES = ["x", "y"];
const RBAC = "rbac.authorization.k8s.io";

const named = fc.option(fc.subarray([...NAMES, "r0", "r1"], { minLength: 1 }), { nil: undefined });

/** Rules of the rights that lead further, and of some that do not. */
const anyRule = fc
  .record({
    verbs: fc.subarray(
      ["get", "list", "create", "update", "patch", "impersonate", "bind", "escalate"],
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    resources: fc.constantFrom(
      ["", "pods"],
      ["", "pods/exec"],
      ["", "secrets"],
      ["", "serviceaccounts"],
      ["", "serviceaccounts/token"],
      ["", "users"],
      ["", "groups"],
      ["", "namespaces"],
      ["", "nodes/proxy"],
      ["apps", "deployments"],
      [RBAC, "rolebindings"],
      [RBAC, "clusterrolebindings"],
      [RBAC, "roles"],
      [RBAC, "clusterroles"],
    ),
    names: named,
  })
  .map(({ verbs, resources: [apiGroup = "", resource = ""], names }) => ({
    verbs,
    apiGroups: [apiGroup],
    resources: [resource],
    ...(names === undefined ? {} : { resourceNames: names }),
  }));

const anySubject = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES))
      .map(([space, name]) => account(`${space}/${name}`)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      group("system:serviceaccounts:a"),
      group("system:serviceaccounts"),
      group("team"),
    ),
  },
);

function accountObject(space: string, name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: space } };
}

/** A small cluster in which somebody is cluster-admin. */
const anyCluster = fc
  .record({
    roles: fc.array(fc.array(anyRule, { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    }),
    bindings: fc.array(
      fc.record({
        role: fc.nat(),
        place: fc.constantFrom("", "", ...SPACES),
        subject: anySubject,
      }),
      { minLength: 1, maxLength: 8 },
    ),
    pods: fc.array(fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES)), {
      maxLength: 4,
    }),
    boss: fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...NAMES)),
  })
  .map(({ roles, bindings, pods, boss }): readonly KubernetesObject[] => [
    ...SPACES.map((space) => namespace(space)),
    ...SPACES.flatMap((space) => NAMES.map((name) => accountObject(space, name))),
    role("all", EVERYTHING),
    binding("boss", "ClusterRole all", account(boss.join("/"))),
    ...roles.map((rules, index) => role(`r${index}`, ...rules)),
    ...bindings.map(({ role: index, place, subject }, number) =>
      binding(
        `${place === "" ? "" : `${place}/`}b${number}`,
        `ClusterRole r${index % roles.length}`,
        subject,
      ),
    ),
    ...pods.map(([space, name], index) => pod(`${space}/p${index}`, name)),
  ]);

interface Analysed {
  readonly escalation: Escalation;
  readonly authorizer: Authorizer;
}

function analyse(objects: readonly KubernetesObject[]): Analysed {
  const snapshot = clusterOf(objects);
  const authorizer = createAuthorizer(snapshot, { bootstrapPolicy: "none" });
  const podSecurity = podSecurityFactsOf(snapshot);
  return { authorizer, escalation: createEscalation({ snapshot, authorizer, podSecurity }) };
}

const GOALS: readonly GoalId[] = ["cluster-admin", "secrets", "node", "accounts"];

function userOf({ kind, namespace: space, name }: AccessSubject): AccessUser {
  if (kind === "ServiceAccount") return serviceAccountUser(space, name);
  return kind === "Group"
    ? { name: "", groups: [name, "system:authenticated"] }
    : authenticatedUser(name);
}

const RUNS = { numRuns: 60 };

test("every right that a step claims the authorizer grants to whom the step says", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation, authorizer } = analyse(objects);
      for (const { subject } of escalation.subjects) {
        const { paths } = escalation.pathsOf(subject, { limit: 5 });
        for (const need of paths.flatMap(({ steps }) => steps.flatMap(({ needs }) => needs))) {
          if (!need.request || !need.holder) continue;
          const { allowed } = authorizer.authorize(userOf(need.holder), need.request);
          expect({ allowed, ...need.request, holder: need.holder }).toMatchObject({
            allowed: true,
          });
        }
      }
    }),
    RUNS,
  );
});

function isBinding({ kind, metadata }: KubernetesObject, bound: AccessBinding): boolean {
  const { name, namespace: space } = metadata as {
    readonly name: string;
    readonly namespace?: string;
  };
  return kind === bound.kind && name === bound.name && (space ?? "") === bound.namespace;
}

test("without the bindings of the cut the goal is out of reach, in a cluster that never had them", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation } = analyse(objects);
      // Where a user is at home its bindings say, so that only accounts are asked about other namespaces.
      const accounts = escalation.subjects.filter(
        ({ subject }) => subject.kind === "ServiceAccount",
      );
      for (const { subject, holds, reaches } of accounts) {
        for (const goal of GOALS) {
          if (holds.includes(goal) || !reaches.includes(goal)) continue;
          const cut = escalation.cutOf(subject, goal);
          expect(cut.verified).toBe(true);
          const left = objects.filter(
            (object) => !cut.bindings.some((bound) => isBinding(object, bound)),
          );
          const again = analyse(left).escalation.pathsOf(subject, {
            goals: [goal, "cluster-admin"],
            limit: 1,
          });
          expect(again.paths).toEqual([]);
          if (cut.smallest && cut.bindings.length > 0)
            expectNoSmaller(objects, subject, goal, cut.bindings);
        }
      }
    }),
    { numRuns: 15 },
  );
});

/** Leaving out any one of the set lets the goal be reached again. */
function expectNoSmaller(
  objects: readonly KubernetesObject[],
  subject: AccessSubject,
  goal: GoalId,
  bindings: readonly AccessBinding[],
): void {
  for (const kept of bindings) {
    const gone = bindings.filter((bound) => bound !== kept);
    const left = objects.filter((object) => !gone.some((bound) => isBinding(object, bound)));
    const { subjects } = analyse(left).escalation;
    const one = subjects.find((each) => JSON.stringify(each.subject) === JSON.stringify(subject));
    expect(one?.reaches).toContain(goal);
  }
}

test("without any one of the bindings that break a way, the way is not found again", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation } = analyse(objects);
      for (const { subject } of escalation.subjects) {
        const { paths } = escalation.pathsOf(subject, { goals: ["cluster-admin"], limit: 1 });
        const [path] = paths;
        if (!path) continue;
        for (const broken of path.breakers) {
          const left = objects.filter((object) => !isBinding(object, broken));
          const again = analyse(left).escalation.pathsOf(subject, {
            goals: ["cluster-admin"],
            limit: 20,
          });
          expect(again.paths.map(keyOf)).not.toContain(keyOf(path));
        }
      }
    }),
    { numRuns: 15 },
  );
});

function keyOf({
  steps,
}: {
  readonly steps: readonly {
    readonly actor: string;
    readonly technique: string;
    readonly gains: string;
  }[];
}): string {
  return JSON.stringify(steps.map(({ actor, technique, gains }) => [actor, technique, gains]));
}

/** Who becomes cluster-admin among accounts, by asking the authorizer alone, over and over. */
function naiveAdmins(
  objects: readonly KubernetesObject[],
  authorizer: Authorizer,
): ReadonlySet<string> {
  const users = SPACES.flatMap((space) =>
    NAMES.map((name) => ({ space, name, id: `${space}/${name}` })),
  );
  const may = (id: string, verb: string, resource: string, space: string, name = ""): boolean => {
    const [namespaceOfUser = "", own = ""] = id.split("/");
    const [base = "", subresource = ""] = resource.split("/");
    const apiGroup = /roles|bindings/.test(base) ? RBAC : "";
    const request = resourceRequest({
      verb,
      group: apiGroup,
      resource: base,
      subresource,
      namespace: space,
      name,
    });
    return authorizer.authorize(serviceAccountUser(namespaceOfUser, own), request).allowed;
  };
  const runs = objects.flatMap(({ kind, metadata, spec }) => {
    if (kind !== "Pod") return [];
    const { name, namespace: space } = metadata as {
      readonly name: string;
      readonly namespace: string;
    };
    const { serviceAccountName } = spec as { readonly serviceAccountName: string };
    return [{ name, space, id: `${space}/${serviceAccountName}` }];
  });
  const leads = (
    from: string,
    to: { readonly space: string; readonly name: string; readonly id: string },
  ): boolean =>
    may(from, "impersonate", "serviceaccounts", to.space, to.name) ||
    may(from, "create", "serviceaccounts/token", to.space, to.name) ||
    may(from, "create", "pods", to.space) ||
    runs.some(
      ({ name, space, id }) =>
        id === to.id &&
        (["get", "create"].some((verb) => may(from, verb, "pods/exec", space, name)) ||
          ["update", "patch"].some((verb) => may(from, verb, "pods", space, name))),
    );
  const admins = new Set(users.filter(({ id }) => may(id, "*", "*", "")).map(({ id }) => id));
  for (let before = -1; before < admins.size; ) {
    before = admins.size;
    for (const { id } of users) {
      if (users.some((to) => admins.has(to.id) && leads(id, to))) admins.add(id);
      if (may(id, "create", "clusterrolebindings", "") && may(id, "bind", "clusterroles", ""))
        admins.add(id);
    }
  }
  return admins;
}

test("whoever asking the authorizer over and over finds to become cluster-admin is found too", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation, authorizer } = analyse(objects);
      const found = escalation.subjects.flatMap(
        ({ subject: { kind, namespace: space, name }, reaches }) =>
          kind === "ServiceAccount" && reaches.includes("cluster-admin")
            ? [`${space}/${name}`]
            : [],
      );
      const naive = [...naiveAdmins(objects, authorizer)];
      expect(found).toEqual(expect.arrayContaining(naive));
    }),
    RUNS,
  );
});

test("whatever is said to be in reach has a way, and what has a way is said to be in reach", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation } = analyse(objects);
      for (const { subject, holds, reaches } of escalation.subjects) {
        if (holds.includes("cluster-admin")) continue;
        const { paths } = escalation.pathsOf(subject, { goals: ["cluster-admin"], limit: 1 });
        expect(paths.length > 0).toBe(reaches.includes("cluster-admin"));
      }
    }),
    RUNS,
  );
});
