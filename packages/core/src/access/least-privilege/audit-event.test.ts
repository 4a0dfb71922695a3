import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { isNonResourceRequest } from "../request.ts";
import { readAuditEvent } from "./audit-event.ts";

const EVENT: JsonObject = {
  kind: "Event",
  apiVersion: "audit.k8s.io/v1",
  stage: "ResponseComplete",
  requestURI: "/api/v1/namespaces/shop/pods/a",
  verb: "get",
  user: { username: "ann", groups: ["system:authenticated"] },
  objectRef: { resource: "pods", namespace: "shop", name: "a", apiVersion: "v1" },
  annotations: { "authorization.k8s.io/decision": "allow" },
};

/** The uses that an event shows, a line each. */
function uses(more: JsonObject): readonly string[] {
  const read = readAuditEvent({ ...EVENT, ...more });
  if ("problem" in read) return [read.problem];
  return read.used.map(({ user, request, anyName }) => {
    if (isNonResourceRequest(request)) return `${user.name}: ${request.verb} ${request.path}`;
    const { verb, group, resource, subresource, namespace, name } = request;
    const what = `${resource}${subresource === "" ? "" : `/${subresource}`}${group === "" ? "" : `.${group}`}`;
    const place = namespace === "" ? "" : ` in ${namespace}`;
    return `${user.name}: ${verb} ${what} ${anyName ? "any" : `"${name}"`}${place}`;
  });
}

const reference = (resource: string, more: JsonObject = {}): JsonObject => ({
  objectRef: { resource, namespace: "shop", ...more },
});

test("a request is what the authorizers were asked", () => {
  expect(uses({})).toEqual(['ann: get pods "a" in shop']);
});

test("the name that a body gives to what is created is no name of the request", () => {
  expect(uses({ verb: "create" })).toEqual(['ann: create pods "" in shop']);
  const exec = reference("pods", { name: "a", subresource: "exec" });
  expect(uses({ verb: "create", ...exec })).toEqual(['ann: create pods/exec "a" in shop']);
});

test("a path is asked for without its query", () => {
  const read = readAuditEvent({
    ...EVENT,
    objectRef: null,
    requestURI: "/healthz/etcd?verbose",
  });
  expect("used" in read && read.used[0]?.request).toEqual({ verb: "get", path: "/healthz/etcd" });
});

test.each<[string, JsonObject, string]>([
  ["an allowed decision", {}, "allowed"],
  [
    "a forbidden decision",
    { annotations: { "authorization.k8s.io/decision": "forbid" } },
    "denied",
  ],
  [
    "an answer without annotation",
    { annotations: {}, responseStatus: { code: 404 } },
    "allowed-by-answer",
  ],
  ["a refusal without annotation", { annotations: {}, responseStatus: { code: 403 } }, "denied"],
  ["an unknown user", { annotations: {}, responseStatus: { code: 401 } }, "denied"],
  ["an error without annotation", { annotations: {}, responseStatus: { code: 500 } }, "undecided"],
  ["neither", { annotations: {} }, "undecided"],
])("%s", (_, more, outcome) => {
  const read = readAuditEvent({ ...EVENT, ...more });
  expect("outcome" in read && [read.outcome, read.used.length > 0]).toEqual([
    outcome,
    outcome.startsWith("allowed"),
  ]);
});

test("a request on behalf of another counts for the other, the impersonation for who sent it", () => {
  const impersonatedUser = {
    username: "system:serviceaccount:shop:web",
    groups: ["ops"],
    uid: "7",
    extra: { scopes: ["read"] },
  };
  expect(uses({ impersonatedUser })).toEqual([
    'system:serviceaccount:shop:web: get pods "a" in shop',
    'ann: impersonate serviceaccounts "web" in shop',
    'ann: impersonate groups "ops"',
    'ann: impersonate uids.authentication.k8s.io "7"',
    'ann: impersonate userextras/scopes.authentication.k8s.io "read"',
  ]);
});

test("an impersonation has been used even where what followed was denied", () => {
  const impersonatedUser = { username: "bob", groups: [] };
  const annotations = { "authorization.k8s.io/decision": "forbid" };
  expect(uses({ impersonatedUser, annotations })).toEqual(['ann: impersonate users "bob"']);
});

test("constrained impersonation has been used by its two verbs", () => {
  const authenticationMetadata = { impersonationConstraint: "impersonate:user-info" };
  const impersonatedUser = { username: "bob", groups: [] };
  expect(uses({ impersonatedUser, authenticationMetadata })).toEqual([
    'bob: get pods "a" in shop',
    'ann: impersonate-on:user-info:get pods "a" in shop',
    'ann: impersonate:user-info users.authentication.k8s.io "bob"',
  ]);
});

test("the checks that no event shows are concluded from the writes that need them", () => {
  const rbac = { apiGroup: "rbac.authorization.k8s.io" };
  const requestObject = { roleRef: { kind: "ClusterRole", name: "edit" } };
  expect(uses({ verb: "create", ...reference("rolebindings", rbac), requestObject })).toEqual([
    'ann: create rolebindings.rbac.authorization.k8s.io "" in shop',
    'ann: bind clusterroles.rbac.authorization.k8s.io "edit" in shop',
  ]);
  expect(uses({ verb: "create", ...reference("rolebindings", rbac) }).slice(1)).toEqual([
    "ann: bind clusterroles.rbac.authorization.k8s.io any in shop",
    "ann: bind roles.rbac.authorization.k8s.io any in shop",
  ]);
  expect(uses({ verb: "patch", ...reference("roles", { ...rbac, name: "r" }) }).slice(1)).toEqual([
    'ann: escalate roles.rbac.authorization.k8s.io "r" in shop',
  ]);
  const approval = { apiGroup: "certificates.k8s.io", name: "c", subresource: "approval" };
  expect(
    uses({ verb: "update", ...reference("certificatesigningrequests", approval) }).slice(1),
  ).toEqual(["ann: approve signers.certificates.k8s.io any"]);
});

test("a patch that made its object has been allowed as a creation with a name", () => {
  expect(uses({ verb: "patch", responseStatus: { code: 201 } })).toEqual([
    'ann: patch pods "a" in shop',
    'ann: create pods "a" in shop',
  ]);
});

test.each<[string, JsonValue]>([
  ["is not a JSON object", "text"],
  ["is not an Event of audit.k8s.io", { kind: "Event", apiVersion: "v1" }],
  ["names no user", { ...EVENT, user: {} }],
  ["has neither a verb nor a path", { ...EVENT, verb: 7 }],
])("what is no event %s", (problem, value) => {
  expect(readAuditEvent(value)).toEqual({ problem });
});
