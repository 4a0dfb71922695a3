import { describe, expect, test } from "vitest";
import {
  account,
  annHas,
  ask,
  binding,
  type EdgeCase,
  group,
  inA,
  outcomeOf,
  readsPodsInA,
  role,
  rule,
  user,
} from "../../testing/access/objects.ts";
import { requestOf } from "./request-info.ts";
import { authenticatedUser, serviceAccountUser } from "./user.ts";

const WEB = serviceAccountUser("a", "web");

describe("a binding (pkg/registry/rbac/validation/rule.go)", () => {
  check([
    {
      title: "of a namespace holds there",
      objects: readsPodsInA(user("ann")),
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "of a namespace does not hold elsewhere",
      objects: readsPodsInA(user("ann")),
      request: ask("get pods", { namespace: "b" }),
      allowed: false,
    },
    {
      title: "of every namespace does not hold cluster-wide",
      objects: readsPodsInA(user("ann")),
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "of a namespace to a ClusterRole gives no cluster-scoped resource",
      objects: [role("r", rule("get", "nodes")), binding("a/b", "ClusterRole r", user("ann"))],
      request: requestOf("GET", "/api/v1/nodes/n"),
      allowed: false,
    },
    {
      title: "of a namespace gives the namespace object itself",
      objects: [
        role("r", rule("get patch", "namespaces")),
        binding("a/b", "ClusterRole r", user("ann")),
      ],
      request: requestOf("PATCH", "/api/v1/namespaces/a"),
      allowed: true,
    },
    {
      title: "of a namespace does not list namespaces",
      objects: [
        role("r", rule("list", "namespaces")),
        binding("a/b", "ClusterRole r", user("ann")),
      ],
      request: requestOf("GET", "/api/v1/namespaces"),
      allowed: false,
    },
    {
      title: "of the cluster to a Role gives nothing",
      objects: [role("a/r", rule("get", "pods")), binding("b", "Role r", user("ann"))],
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "to a role that is missing gives nothing and does not hide the others",
      objects: [binding("a0", "ClusterRole gone", user("ann")), ...annHas(rule("get", "pods"))],
      request: ask("get pods"),
      allowed: true,
    },
    {
      title: "to a Role of another namespace gives nothing",
      objects: [role("b/r", rule("get", "pods")), binding("a/b", "Role r", user("ann"))],
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "without subjects gives nothing",
      objects: [role("r", rule("get", "pods")), binding("b", "ClusterRole r")],
      request: ask("get pods"),
      allowed: false,
    },
  ]);
});

describe("a subject (appliesToUser)", () => {
  check([
    {
      title: "an account with its namespace",
      objects: readsPodsInA(account("a/web")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "an account without a namespace in a RoleBinding is of that namespace",
      objects: readsPodsInA(account("web")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "an account without a namespace in a ClusterRoleBinding is nobody",
      objects: [role("r", rule("get", "pods")), binding("b", "ClusterRole r", account("web"))],
      as: WEB,
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "an account of another namespace is itself",
      objects: readsPodsInA(account("b/web")),
      as: serviceAccountUser("b", "web"),
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "an account of the same name elsewhere is another",
      objects: readsPodsInA(account("b/web")),
      as: WEB,
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "an account that does not exist holds rights already",
      objects: readsPodsInA(account("a/ghost")),
      as: serviceAccountUser("a", "ghost"),
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "a User with the name of an account is the account",
      objects: readsPodsInA(user("system:serviceaccount:a:web")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "a Group with the name of a user is not the user",
      objects: readsPodsInA(group("ann")),
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "the accounts of a namespace are a group",
      objects: readsPodsInA(group("system:serviceaccounts:a")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "the accounts of another namespace are another group",
      objects: readsPodsInA(group("system:serviceaccounts:b")),
      as: WEB,
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "all accounts are a group",
      objects: readsPodsInA(group("system:serviceaccounts")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "every account is authenticated",
      objects: readsPodsInA(group("system:authenticated")),
      as: WEB,
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "nobody anonymous is authenticated",
      objects: readsPodsInA(group("system:authenticated")),
      as: authenticatedUser("system:anonymous"),
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "who is anonymous is unauthenticated",
      objects: readsPodsInA(group("system:unauthenticated")),
      as: authenticatedUser("system:anonymous"),
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "who is authenticated is not unauthenticated",
      objects: readsPodsInA(group("system:unauthenticated")),
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "the apiGroup of a subject is not looked at",
      objects: readsPodsInA({ kind: "User", apiGroup: "x", name: "ann" }),
      request: inA("get pods"),
      allowed: true,
    },
    {
      title: "an unknown kind is nobody",
      objects: readsPodsInA({ kind: "user", name: "ann" }),
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "a certificate with the name of an account carries only its own groups",
      objects: readsPodsInA(group("system:serviceaccounts:a")),
      as: { name: WEB.name, groups: ["system:authenticated"] },
      request: inA("get pods"),
      allowed: false,
    },
    {
      title: "the masters need no binding",
      objects: [],
      as: { name: "x", groups: ["system:masters"] },
      request: ask("delete nodes"),
      allowed: true,
    },
    {
      title: "a user called system:masters is no master",
      objects: [],
      as: { name: "system:masters", groups: [] },
      request: ask("delete nodes"),
      allowed: false,
    },
  ]);
});

function check(cases: readonly EdgeCase[]): void {
  test.each(cases)("$title", (edgeCase) => {
    expect(outcomeOf(edgeCase)).toEqual({ allowed: edgeCase.allowed, named: edgeCase.allowed });
  });
}
