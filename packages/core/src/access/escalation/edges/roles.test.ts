import { describe, expect, test } from "vitest";
import {
  BOSS,
  type EscalationCase,
  everywhere,
  inside,
  ME,
  named,
  outcomeOf,
  RBAC,
} from "../../../../testing/access/escalation.ts";
import { binding, group, role, rule, user } from "../../../../testing/access/objects.ts";

describe("bind", () => {
  const create = rule("create", "clusterrolebindings", RBAC);
  test.each<EscalationCase>([
    {
      title: "any ClusterRole in the whole cluster",
      objects: everywhere(create, rule("bind", "clusterroles", RBAC)),
      ways: ["bind"],
    },
    {
      title: "near miss: the binding cannot be created",
      objects: everywhere(rule("bind", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "near miss: without the verb bind one can only give away what one has",
      objects: everywhere(create),
      ways: [],
    },
    {
      title: "near miss: both rights, but only in a namespace, where there is nobody",
      objects: inside("s", create, rule("bind", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "a role by its name that is as good as cluster-admin",
      objects: [
        ...BOSS,
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("all") })),
      ],
      ways: ["bind"],
    },
    {
      title: "near miss: a role by its name that gives nothing",
      objects: [
        ...BOSS,
        role("view", rule("get", "pods")),
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("view") })),
      ],
      ways: [],
    },
    {
      title: "near miss: the two rights are those of different subjects",
      objects: [
        role("one", create),
        role("two", rule("bind", "clusterroles", RBAC)),
        binding("one", "ClusterRole one", ME),
        binding("two", "ClusterRole two", user("ann")),
      ],
      ways: [],
    },
    {
      title: "one right of the account, the other of a group that it is in",
      objects: [
        role("one", create),
        role("two", rule("bind", "clusterroles", RBAC)),
        binding("one", "ClusterRole one", ME),
        binding("two", "ClusterRole two", group("system:serviceaccounts:s")),
      ],
      ways: ["bind"],
    },
    {
      title: "a role bound on the way may bind another",
      objects: [
        ...BOSS,
        role("binder", rule("bind", "clusterroles", { ...RBAC, ...named("all") })),
        ...everywhere(create, rule("bind", "clusterroles", { ...RBAC, ...named("binder") })),
      ],
      ways: ["bind > bind"],
    },
    {
      title: "in a namespace where an account has more rights",
      objects: [
        ...BOSS,
        ...inside("t", rule("create", "rolebindings", RBAC), rule("bind", "clusterroles", RBAC)),
      ],
      ways: ["bind > create-token", "bind > create-workload"],
    },
    {
      title: "oneself as a further subject of a binding that exists",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("patch", "clusterrolebindings", RBAC),
          rule("bind", "clusterroles", { ...RBAC, ...named("all") }),
        ),
      ],
      ways: ["bind"],
    },
    {
      title: "near miss: the binding that may be changed is of another role",
      objects: [
        ...BOSS,
        role("view", rule("get", "pods")),
        binding("harmless", "ClusterRole view", user("ann")),
        ...everywhere(
          rule("patch", "clusterrolebindings", { ...RBAC, ...named("harmless") }),
          rule("bind", "clusterroles", { ...RBAC, ...named("all") }),
        ),
      ],
      ways: [],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});

describe("escalate", () => {
  test.each<EscalationCase>([
    {
      title: "rewrites the ClusterRole that it has",
      objects: everywhere(rule("update escalate", "clusterroles", RBAC)),
      ways: ["escalate"],
    },
    {
      title: "by the name of the role that it has",
      objects: everywhere(rule("update escalate", "clusterroles", { ...RBAC, ...named("mine") })),
      ways: ["escalate"],
    },
    {
      title: "near miss: by the name of a role that nobody has",
      objects: [
        role("idle"),
        ...everywhere(rule("update escalate", "clusterroles", { ...RBAC, ...named("idle") })),
      ],
      ways: [],
    },
    {
      title: "near miss: a POST has no name, so that escalate by name does not help to create",
      objects: [
        role("sum", rule("get", "pods")),
        binding("sum", "ClusterRole sum", ME),
        ...everywhere(
          rule("create", "clusterroles", RBAC),
          rule("escalate", "clusterroles", { ...RBAC, ...named("new") }),
        ),
      ],
      bootstrapPolicy: "roles",
      ways: [],
    },
    {
      title: "a new ClusterRole with the label of one that it has",
      objects: [
        binding("edit", "ClusterRole edit", ME),
        ...everywhere(rule("create escalate", "clusterroles", RBAC)),
      ],
      bootstrapPolicy: "roles",
      goal: "cluster-admin",
      ways: ["escalate"],
    },
    {
      title: "near miss: escalate without the right to write roles",
      objects: everywhere(rule("escalate", "clusterroles", RBAC)),
      ways: [],
    },
    {
      title: "a Role of a namespace, which gives that namespace",
      objects: [
        ...BOSS,
        role("t/mine", rule("patch escalate", "roles", RBAC)),
        binding("t/mine", "Role mine", ME),
      ],
      ways: ["escalate > create-token", "escalate > create-workload"],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});
