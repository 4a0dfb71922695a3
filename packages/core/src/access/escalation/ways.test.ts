import { describe, expect, test } from "vitest";
import {
  EVERYTHING,
  escalationOf,
  namespace,
  pod,
  RBAC,
  subject,
  waysTo,
} from "../../../testing/access/escalation.ts";
import { account, binding, group, role, rule, user } from "../../../testing/access/objects.ts";

const ADMIN = [role("all", EVERYTHING), binding("boss", "ClusterRole all", account("t/boss"))];

// exec in b, whose pod may impersonate c/manager, who binds any ClusterRole.
const CHAIN = [
  namespace("a"),
  namespace("b"),
  namespace("c"),
  role("b/exec", rule("create", "pods/exec")),
  binding("b/exec", "Role exec", account("a/first")),
  pod("b/console", "second"),
  role("c/pose", rule("impersonate", "serviceaccounts", { resourceNames: ["manager"] })),
  binding("c/pose", "Role pose", account("b/second")),
  role("manager", rule("create", "clusterrolebindings", RBAC), rule("bind", "clusterroles", RBAC)),
  binding("manager", "ClusterRole manager", account("c/manager")),
];

describe("a way of three steps", () => {
  const escalation = escalationOf(CHAIN);
  const { paths, bounded } = escalation.pathsOf(subject("a/first"), {
    goals: ["cluster-admin"],
    limit: 5,
  });

  test("says who does what and what that gains, with the grants", () => {
    const [path, ...others] = paths;
    expect(others).toEqual([]);
    expect(bounded).toEqual([]);
    const steps = path?.steps.map(({ technique, actor, gains, needs, evidence }) => ({
      technique,
      actor,
      gains,
      needs: needs.map(({ request, grants }) => [
        `${request?.verb ?? ""} ${request?.resource ?? ""} ${request?.name ?? ""}`.trim(),
        grants.map((grant) => `${grant.binding.name} ${grant.role.name}[${grant.rule}]`),
      ]),
      evidence: evidence.map(({ object, message }) => `${object.kind} ${object.name}: ${message}`),
    }));
    expect(steps).toEqual([
      {
        technique: "exec-in-pod",
        actor: "ServiceAccount a/first",
        gains: "acts as ServiceAccount b/second",
        needs: [["create pods", ["exec exec[0]"]]],
        evidence: ["Pod console: runs as ServiceAccount b/second"],
      },
      {
        technique: "impersonate",
        actor: "ServiceAccount b/second",
        gains: "acts as ServiceAccount c/manager",
        needs: [["impersonate serviceaccounts manager", ["pose pose[0]"]]],
        evidence: [],
      },
      {
        technique: "bind",
        actor: "ServiceAccount c/manager",
        gains: "is cluster-admin",
        needs: [
          ["create clusterrolebindings", ["manager manager[0]"]],
          ["bind clusterroles", ["manager manager[1]"]],
        ],
        evidence: [],
      },
    ]);
  });

  test("names every binding without which it does not hold, and one that is enough", () => {
    expect(paths[0]?.breakers.map(({ name }) => name)).toEqual(["exec", "pose", "manager"]);
    const { bindings, ...cut } = escalation.cutOf(subject("a/first"), "cluster-admin");
    expect(bindings.map(({ name }) => name)).toEqual(["exec"]);
    expect(cut).toEqual({ smallest: true, verified: true });
  });

  test("each account on the way has the rest of it", () => {
    expect(waysTo(escalation, "b/second")).toEqual(["impersonate > bind"]);
    expect(waysTo(escalation, "c/manager")).toEqual(["bind"]);
  });
});

test("a step that two bindings allow is broken by neither, and the smallest set has both", () => {
  const objects = [
    ...ADMIN,
    namespace("t"),
    role("t/run", rule("create", "pods")),
    binding("t/one", "Role run", account("a/me")),
    binding("t/two", "Role run", account("a/me")),
  ];
  const escalation = escalationOf(objects);
  const { paths } = escalation.pathsOf(subject("a/me"), { goals: ["cluster-admin"], limit: 5 });
  expect(paths.map(({ breakers }) => breakers.map(({ name }) => name))).toEqual([["boss"]]);
  const { bindings, ...cut } = escalation.cutOf(subject("a/me"), "cluster-admin");
  expect(bindings.map(({ name }) => name)).toEqual(["boss"]);
  expect(cut).toEqual({ smallest: true, verified: true });
});

test("of several ways the smallest set breaks all, though each has a binding of its own", () => {
  const objects = [
    ...ADMIN,
    ...["x", "y"].flatMap((space) => [
      namespace(space),
      role(`${space}/run`, rule("create", "pods")),
      binding(`${space}/run`, "Role run", account("a/me")),
      binding(`${space}-boss`, "ClusterRole all", account(`${space}/boss`)),
    ]),
  ];
  const { bindings, ...cut } = escalationOf(objects).cutOf(subject("a/me"), "cluster-admin");
  expect(bindings.map(({ namespace: space, name }) => `${space}/${name}`).sort()).toEqual([
    "x/run",
    "y/run",
  ]);
  expect(cut).toEqual({ smallest: true, verified: true });
});

test("a goal that follows from being cluster-admin is out of reach only without that too", () => {
  const objects = [
    ...ADMIN,
    namespace("t"),
    role("t/run", rule("create", "pods")),
    binding("t/run", "Role run", account("a/me")),
    role("secrets", rule("list", "secrets")),
    binding("secrets", "ClusterRole secrets", account("a/me")),
  ];
  const { bindings } = escalationOf(objects).cutOf(subject("a/me"), "secrets");
  expect(bindings.map(({ name }) => name).sort()).toEqual(["run", "secrets"]);
});

test("rights of other namespaces are a goal of their own, one a namespace", () => {
  const objects = [
    namespace("x"),
    namespace("y"),
    pod("x/p", "p"),
    pod("y/p", "p"),
    role("exec", rule("create", "pods/exec")),
    binding("x/exec", "ClusterRole exec", account("a/me")),
    binding("y/exec", "ClusterRole exec", account("a/me")),
    binding("a/exec", "ClusterRole exec", account("a/me")),
    pod("a/p", "p"),
  ];
  const { paths } = escalationOf(objects).pathsOf(subject("a/me"), {
    goals: ["accounts"],
    limit: 9,
  });
  expect(paths.map(({ steps }) => steps.map(({ gains }) => gains))).toEqual([
    ["acts as ServiceAccount x/p"],
    ["acts as ServiceAccount y/p"],
  ]);
});

test("what is bounded says so", () => {
  const objects = [
    ...ADMIN,
    namespace("t"),
    pod("t/p", "boss"),
    role("t/many", rule("create", "pods pods/exec serviceaccounts/token")),
    binding("t/many", "Role many", account("a/me")),
  ];
  const escalation = escalationOf(objects);
  const options = { goals: ["cluster-admin"] as const };
  expect(escalation.pathsOf(subject("a/me"), { ...options, limit: 2 })).toMatchObject({
    bounded: ["cluster-admin"],
  });
  expect(waysTo(escalation, "a/me")).toEqual(["create-token", "exec-in-pod", "create-workload"]);
});

describe("who is asked for ways", () => {
  const objects = [
    ...ADMIN,
    namespace("t"),
    binding("people", "ClusterRole all", group("admins")),
    role("t/run", rule("create", "pods")),
    binding("t/everybody", "Role run", group("system:serviceaccounts:a")),
    role("reader", rule("get", "secrets")),
    binding("reader", "ClusterRole reader", user("ann"), user("system:kube-scheduler")),
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "quiet", namespace: "a" } },
  ];
  const escalation = escalationOf(objects);
  const ofName = (name: string) =>
    escalation.subjects.find((one) => one.subject.name === name && one.subject.kind !== "Role");

  test("whoever holds a goal by right is told so", () => {
    expect(ofName("boss")?.holds).toEqual(["cluster-admin"]);
    expect(ofName("admins")?.holds).toEqual(["cluster-admin"]);
    expect(ofName("ann")?.holds).toEqual(["secrets"]);
  });

  test("names that Kubernetes keeps for itself are its own, groups that everybody is in are not", () => {
    expect(ofName("system:kube-scheduler")?.isSystem).toBe(true);
    expect(ofName("system:serviceaccounts:a")?.isSystem).toBe(false);
    expect(ofName("system:masters")).toBe(undefined);
  });

  test("an account has the ways of the groups of all accounts, told with the group alone where that is asked", () => {
    expect(ofName("quiet")?.reaches).toContain("cluster-admin");
    expect(waysTo(escalation, "a/quiet")).toEqual(["create-workload"]);
    const own = { goals: ["cluster-admin"] as const, limit: 5, ownOnly: true };
    expect(escalation.pathsOf(subject("a/quiet"), own).paths).toEqual([]);
    expect(escalation.pathsOf(subject("group:system:serviceaccounts:a"), own).paths).toHaveLength(
      1,
    );
  });

  test("an account that nobody has named has what its namespace's group has", () => {
    expect(waysTo(escalation, "a/unheard-of")).toEqual(["create-workload"]);
    expect(waysTo(escalation, "b/unheard-of")).toEqual([]);
  });
});

test("without facts about pods nothing about nodes is sure, and what is not known is said", () => {
  const objects = [binding("lost", "ClusterRole lost", user("ann"))];
  const { unknowns } = escalationOf(objects, { wholeCluster: false });
  expect(unknowns).toEqual([
    "ClusterRoleBinding lost refers to ClusterRole lost, which is not in the input",
  ]);
});

test("a system controller is a way for whoever may be it", () => {
  const objects = [
    role("kube-system/token", rule("create", "serviceaccounts/token")),
    binding("kube-system/token", "Role token", account("a/me")),
  ];
  const escalation = escalationOf(objects, { bootstrapPolicy: "roles-and-bindings" });
  const { paths } = escalation.pathsOf(subject("a/me"), { goals: ["cluster-admin"], limit: 1 });
  expect(paths[0]?.steps.map(({ actor, technique }) => `${actor} ${technique}`)).toEqual([
    "ServiceAccount a/me create-token",
    "ServiceAccount kube-system/clusterrole-aggregation-controller escalate",
  ]);
  const { bindings } = escalation.cutOf(subject("a/me"), "cluster-admin");
  expect(bindings.map(({ name }) => name)).toEqual(["token"]);
});
