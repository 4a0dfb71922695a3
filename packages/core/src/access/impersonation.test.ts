import { expect, test } from "vitest";
import { ask, binding, role, rule, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { createAuthorizer } from "./authorizer.ts";
import { type ImpersonatedUser, type ImpersonationMode, impersonate } from "./impersonation.ts";
import type { AccessUser } from "./user.ts";

const ANN: AccessUser = { name: "ann", groups: [] };
const AUTHENTICATION = { apiGroups: ["authentication.k8s.io"] };

function attempts(
  rules: readonly JsonObject[],
  wanted: ImpersonatedUser,
  {
    as = ANN,
    modes,
  }: { readonly as?: AccessUser; readonly modes?: readonly ImpersonationMode[] } = {},
) {
  const objects = [role("r", ...rules), binding("b", "ClusterRole r", user("ann"), user(as.name))];
  const wish = { requestor: as, wanted, request: ask("list pods") };
  return impersonate(createAuthorizer(wholeSnapshotOf(objects)), wish, modes);
}

/** The user as whom the request goes on, if it does. */
function outcome(...args: Parameters<typeof attempts>): AccessUser | undefined {
  return attempts(...args).at(-1)?.user;
}

const LEGACY = { modes: ["legacy"] } as const;

test("a user needs impersonate on users, by name", () => {
  const rules = [rule("impersonate", "users", { resourceNames: ["bob"] })];
  expect(outcome(rules, { name: "bob" }, LEGACY)).toEqual({
    name: "bob",
    groups: ["system:authenticated"],
  });
  expect(outcome(rules, { name: "eve" }, LEGACY)).toBeUndefined();
});

test("a service account needs impersonate on serviceaccounts and gets its groups", () => {
  const wanted = { name: "system:serviceaccount:a:web" };
  expect(outcome([rule("impersonate", "users")], wanted, LEGACY)).toBeUndefined();
  expect(outcome([rule("impersonate", "serviceaccounts")], wanted, LEGACY)?.groups).toEqual([
    "system:serviceaccounts",
    "system:serviceaccounts:a",
    "system:authenticated",
  ]);
});

test("each group, extra value and uid is asked for", () => {
  const wanted = { name: "bob", uid: "7", groups: ["g", "h"], extra: { "example.com/k": ["v"] } };
  const rules = [
    rule("impersonate", "users groups"),
    rule("impersonate", "uids userextras/example.com/k", AUTHENTICATION),
  ];
  const [attempt] = attempts(rules, wanted, LEGACY);
  expect(
    attempt?.checks.map(({ request }) =>
      "resource" in request
        ? `${request.group} ${request.resource}/${request.subresource} ${request.name}`
        : "",
    ),
  ).toEqual([
    " users/ bob",
    "authentication.k8s.io uids/ 7",
    " groups/ g",
    " groups/ h",
    "authentication.k8s.io userextras/example.com/k v",
  ]);
  expect(attempt?.user).toEqual({ ...wanted, groups: ["g", "h", "system:authenticated"] });
  expect(outcome([rule("impersonate", "users groups")], wanted, LEGACY)).toBeUndefined();
});

test("groups without a user are refused before anything is asked", () => {
  expect(attempts([rule("*", "*")], { name: "", groups: ["system:masters"] })).toEqual([]);
});

test("the masters can be impersonated in the mode of old only", () => {
  const wanted = { name: "bob", groups: ["system:masters"] };
  const rules = [
    rule("impersonate impersonate:user-info", "*", { apiGroups: ["*"] }),
    rule("impersonate-on:user-info:list", "pods"),
  ];
  expect(
    attempts(rules, wanted).map(({ mode, refusal, user: as }) => [mode, refusal, as?.groups]),
  ).toEqual([
    ["user-info", "impersonating the system:masters group is not allowed", undefined],
    ["legacy", undefined, ["system:masters", "system:authenticated"]],
  ]);
});

test("a constrained mode needs the target's verb as well", () => {
  const wanted = { name: "system:serviceaccount:a:web" };
  const identity = rule("impersonate:serviceaccount", "serviceaccounts", AUTHENTICATION);
  expect(outcome([identity], wanted)).toBeUndefined();
  const target = rule("impersonate-on:serviceaccount:list", "pods");
  expect(attempts([identity, target], wanted).map(({ mode }) => mode)).toEqual(["serviceaccount"]);
  expect(outcome([identity, target], wanted)?.name).toBe("system:serviceaccount:a:web");
  expect(
    outcome([identity, rule("impersonate-on:serviceaccount:get", "pods")], wanted),
  ).toBeUndefined();
});

test("an account on a node impersonates that node, with the name * in the question", () => {
  const node = { "authentication.kubernetes.io/node-name": ["n1"] };
  const as: AccessUser = { name: "system:serviceaccount:a:agent", groups: [], extra: node };
  const rules = [
    rule("impersonate:associated-node", "nodes", { ...AUTHENTICATION, resourceNames: ["*"] }),
    rule("impersonate-on:associated-node:list", "pods"),
  ];
  expect(outcome(rules, { name: "system:node:n1" }, { as })).toEqual({
    name: "system:node:n1",
    groups: ["system:nodes", "system:authenticated"],
  });
  expect(attempts(rules, { name: "system:node:n2" }, { as }).map(({ mode }) => mode)).toEqual([
    "arbitrary-node",
    "legacy",
  ]);
});

test("four groups are asked for at once, then one by one", () => {
  const wanted = { name: "bob", groups: ["a", "b", "c", "d"] };
  const common = [
    rule("impersonate:user-info", "users", AUTHENTICATION),
    rule("impersonate-on:user-info:list", "pods"),
  ];
  const all = rule("impersonate:user-info", "groups", { ...AUTHENTICATION, resourceNames: ["*"] });
  const [once] = attempts([...common, all], wanted);
  expect([once?.checks.length, once?.user?.name]).toEqual([3, "bob"]);
  const each = rule("impersonate:user-info", "groups", {
    ...AUTHENTICATION,
    resourceNames: ["a", "b", "c", "d"],
  });
  const [singly] = attempts([...common, each], wanted);
  expect([singly?.checks.length, singly?.user?.name]).toEqual([7, "bob"]);
});

test.each([
  [{ "example.com/k": [] }, "impersonating empty values in extra is not allowed"],
  [{ "example.com/k": [""] }, "impersonating the empty string value in extra is not allowed"],
  [{ "": ["v"] }, "impersonating the empty string key in extra is not allowed"],
  [{ plain: ["v"] }, "impersonating an invalid key in extra is not allowed"],
  [
    { "example.com/K": ["v"] },
    'impersonating a non-lowercase key in extra is not allowed: "example.com/K"',
  ],
])("constrained modes refuse the extra fields %j", (extra, refusal) => {
  const rules = [rule("*", "*", { apiGroups: ["*"] })];
  const [attempt] = attempts(rules, { name: "bob", extra }, { modes: ["user-info"] });
  expect([attempt?.refusal, attempt?.user]).toEqual([refusal, undefined]);
});
