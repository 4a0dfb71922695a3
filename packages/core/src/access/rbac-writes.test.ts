import { expect, test } from "vitest";
import { binding, role, rule, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createAuthorizer } from "./authorizer.ts";
import { checkBindingWrite, checkRoleWrite, type RoleWrite } from "./rbac-writes.ts";
import { readPolicyRules } from "./rule.ts";

const ANN = { name: "ann", groups: ["g", "h"] };
const RBAC = { apiGroups: ["rbac.authorization.k8s.io"] };

function authorizerOf(...rules: Parameters<typeof role>[1][]) {
  return createAuthorizer(
    wholeSnapshotOf([
      role("own", ...rules),
      binding("b", "ClusterRole own", user("ann")),
      role("inA", rule("get", "secrets")),
      binding("a/b", "ClusterRole inA", user("ann")),
      role("target", rule("get list", "secrets", { resourceNames: ["x"] }), rule("get", "pods")),
      role("a/target", rule("get", "secrets")),
    ]),
  );
}

const WRITE: RoleWrite = {
  kind: "ClusterRole",
  namespace: "",
  name: "new",
  rules: readPolicyRules([rule("get", "pods"), rule("get delete", "nodes")]),
  operation: "create",
  aggregates: false,
};

test("who has the rights may write them", () => {
  const authorizer = authorizerOf(rule("get", "pods"), rule("*", "nodes"));
  expect(checkRoleWrite(authorizer, ANN, WRITE)).toEqual({
    allowed: true,
    by: "own-rights",
    message: "",
    uncovered: [],
  });
});

test("who lacks some is told which, in the API server's words", () => {
  const decision = checkRoleWrite(authorizerOf(rule("get", "pods")), ANN, WRITE);
  expect(decision.allowed).toBe(false);
  expect(decision.message).toBe(
    'user "ann" (groups=["g" "h"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["nodes"], Verbs:["get" "delete"]}',
  );
  expect(decision.uncovered).toEqual(
    readPolicyRules([rule("get", "nodes"), rule("delete", "nodes")]),
  );
});

test("rights of one namespace do not write a ClusterRole", () => {
  const rules = readPolicyRules([rule("get", "secrets")]);
  const authorizer = authorizerOf();
  expect(checkRoleWrite(authorizer, ANN, { ...WRITE, rules }).allowed).toBe(false);
  const inA: RoleWrite = { ...WRITE, rules, kind: "Role", namespace: "a" };
  expect(checkRoleWrite(authorizer, ANN, inA).by).toBe("own-rights");
});

test("escalate on a name helps an update, not a create, which has no name in its path", () => {
  const authorizer = authorizerOf(
    rule("escalate", "clusterroles", { ...RBAC, resourceNames: ["new"] }),
  );
  expect(checkRoleWrite(authorizer, ANN, WRITE).allowed).toBe(false);
  expect(checkRoleWrite(authorizer, ANN, { ...WRITE, operation: "update" }).by).toBe("escalate");
});

test("an aggregationRule needs every right there is, and every verb includes escalate", () => {
  const most = authorizerOf(rule("get delete", "*", { apiGroups: ["*"] }));
  const decision = checkRoleWrite(most, ANN, { ...WRITE, aggregates: true });
  expect([decision.allowed, decision.message]).toEqual([
    false,
    "must have cluster-admin privileges to use the aggregationRule",
  ]);
  expect(checkRoleWrite(most, ANN, WRITE).by).toBe("own-rights");
  const all = authorizerOf(rule("*", "*", { apiGroups: ["*"] }));
  expect(checkRoleWrite(all, ANN, { ...WRITE, aggregates: true }).by).toBe("escalate");
});

test("masters write everything", () => {
  const master = { name: "m", groups: ["system:masters"] };
  expect(checkRoleWrite(authorizerOf(), master, WRITE).by).toBe("system:masters");
  const roleRef = { kind: "ClusterRole", name: "gone" };
  expect(checkBindingWrite(authorizerOf(), master, { namespace: "", roleRef }).by).toBe(
    "system:masters",
  );
});

test("bind on a role's name binds that role and no other", () => {
  const authorizer = authorizerOf(
    rule("bind", "clusterroles", { ...RBAC, resourceNames: ["target"] }),
  );
  const target = { kind: "ClusterRole", name: "target" };
  expect(checkBindingWrite(authorizer, ANN, { namespace: "", roleRef: target }).by).toBe("bind");
  const own = { kind: "ClusterRole", name: "inA" };
  expect(checkBindingWrite(authorizer, ANN, { namespace: "", roleRef: own }).allowed).toBe(false);
});

test("a binding in a namespace needs the rights there only", () => {
  const authorizer = authorizerOf(rule("get", "pods"), rule("list", "secrets"));
  const roleRef = { kind: "ClusterRole", name: "target" };
  expect(checkBindingWrite(authorizer, ANN, { namespace: "a", roleRef }).by).toBe("own-rights");
  expect(checkBindingWrite(authorizer, ANN, { namespace: "", roleRef }).message).toBe(
    'user "ann" (groups=["g" "h"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], ResourceNames:["x"], Verbs:["get"]}',
  );
});

test("a role that does not exist is bound only by who may bind it", () => {
  const roleRef = { kind: "Role", name: "gone" };
  const refused = checkBindingWrite(authorizerOf(), ANN, { namespace: "a", roleRef });
  expect([refused.allowed, refused.message]).toEqual([
    false,
    'role.rbac.authorization.k8s.io "gone" not found',
  ]);
  const allowed = authorizerOf(rule("bind", "roles", RBAC));
  expect(checkBindingWrite(allowed, ANN, { namespace: "a", roleRef }).by).toBe("bind");
});

test("a kind that is no role is refused", () => {
  const roleRef = { kind: "User", name: "x" };
  expect(checkBindingWrite(authorizerOf(), ANN, { namespace: "a", roleRef }).message).toBe(
    'unsupported role reference kind: "User"',
  );
});
