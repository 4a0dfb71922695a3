import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse, anyCluster } from "../../../testing/access/random-clusters.ts";
import { runs } from "../../../testing/runs.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { AccessBinding, AccessSubject } from "../model.ts";
import { type AccessUser, authenticatedUser, serviceAccountUser } from "../user.ts";
import type { GoalId } from "./goals.ts";

const GOALS: readonly GoalId[] = ["cluster-admin", "secrets", "node", "accounts"];

function userOf({ kind, namespace: space, name }: AccessSubject): AccessUser {
  if (kind === "ServiceAccount") return serviceAccountUser(space, name);
  return kind === "Group"
    ? { name: "", groups: [name, "system:authenticated"] }
    : authenticatedUser(name);
}

const RUNS = runs(60);

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
    runs(15),
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

/** An account with a way, for few random clusters have one. */
const BINDER: readonly KubernetesObject[] = [
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "binder" },
    rules: [
      {
        apiGroups: ["rbac.authorization.k8s.io"],
        resources: ["clusterrolebindings", "clusterroles"],
        verbs: ["create", "bind"],
      },
    ],
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "binder" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "binder" },
    subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "shop" }],
  },
];

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
    { ...runs(15), examples: [[BINDER]] },
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
