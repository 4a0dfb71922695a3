import { expect, test } from "vitest";
import type { JsonObject } from "../../kubernetes/json.ts";
import { auditDecision } from "./evaluate.ts";
import type { AuditRequest } from "./model.ts";
import { readAuditPolicy } from "./read-policy.ts";

/** `get pods/log a in x by ann of dev`, or `get /healthz`. */
function requested(text: string): AuditRequest {
  const [verb = "", what = "", ...rest] = text.split(" ");
  const said = (word: string): string | undefined =>
    rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined;
  const groups = said("of")?.split(",") ?? [];
  return { user: said("by"), groups, verb, target: targeted(what, rest, said("in")) };
}

function targeted(what: string, rest: readonly string[], namespace = ""): AuditRequest["target"] {
  if (what.startsWith("/")) return { path: what };
  const [full = "", subresource = ""] = what.split("/");
  const [resource = "", ...group] = full.split(".");
  const [name = ""] = ["in", "by", "of"].includes(rest[0] ?? "in") ? [] : rest;
  return { group: group.join("."), resource, subresource, namespace, name };
}

function decided(rules: readonly JsonObject[], request: string, more: JsonObject = {}): string {
  const { policy, problems } = readAuditPolicy({
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    rules,
    ...more,
  });
  if (!policy) return problems.map(({ message }) => message).join("; ");
  const { level, rule = "-", omitStages } = auditDecision(policy, requested(request));
  return [level, rule, ...omitStages].join(" ");
}

const of = (group: string, ...resources: readonly string[]): JsonObject => ({
  resources: [{ group, resources }],
});
const named = (name: string): JsonObject => ({
  resources: [{ group: "", resources: ["pods"], resourceNames: [name] }],
});
const M = { level: "Metadata" };

test.each<[string, readonly JsonObject[], string, string]>([
  ["no rule that matches", [{ ...M, verbs: ["list"] }], "get pods", "None -"],
  ["the first rule that matches", [{ level: "None" }, M], "get pods", "None 0"],
  ["a user letter by letter", [{ ...M, users: ["Ann"] }], "get pods by ann", "None -"],
  ["nobody against users", [{ ...M, users: [""] }], "get pods", "None -"],
  ["nobody against groups", [{ ...M, userGroups: ["dev"] }], "get pods", "None -"],
  [
    "one of the groups",
    [{ ...M, userGroups: ["ops", "dev"] }],
    "get pods by a of x,dev",
    "Metadata 0",
  ],
  ["a star as a verb", [{ ...M, verbs: ["*"] }], "get pods", "None -"],
  [
    "a resource without its subresources",
    [{ ...M, ...of("", "pods") }],
    "get pods/log a",
    "None -",
  ],
  ["a subresource", [{ ...M, ...of("", "pods/log") }], "get pods/log a", "Metadata 0"],
  ["a resource with a star below", [{ ...M, ...of("", "pods/*") }], "get pods", "Metadata 0"],
  ["its subresources", [{ ...M, ...of("", "pods/*") }], "get pods/log a", "Metadata 0"],
  ["a subresource of all", [{ ...M, ...of("", "*/log") }], "get pods/log a", "Metadata 0"],
  [
    "stars on both sides, which are nothing",
    [{ ...M, ...of("", "*/*") }],
    "get pods/log a",
    "None -",
  ],
  [
    "a whole group with subresources",
    [{ ...M, ...of("apps") }],
    "get deployments.apps/scale a",
    "Metadata 0",
  ],
  [
    "a star as a group",
    [{ ...M, ...of("*", "deployments") }],
    "get deployments.apps",
    "Metadata 0",
  ],
  ["another group", [{ ...M, ...of("", "deployments") }], "get deployments.apps", "None -"],
  ["a name", [{ ...M, ...named("a") }], "get pods a", "Metadata 0"],
  ["a name against a creation", [{ ...M, ...named("a") }], "create pods", "None -"],
  ["a namespace", [{ ...M, namespaces: ["x"] }], "get pods in x", "Metadata 0"],
  ["a namespace against a path", [{ ...M, namespaces: [""] }], "get /healthz", "None -"],
  ["no namespace", [{ ...M, namespaces: [""] }], "get nodes", "Metadata 0"],
  ["resources against a path", [{ ...M, ...of("*", "*") }], "get /healthz", "None -"],
  ["paths against a resource", [{ ...M, nonResourceURLs: ["*"] }], "get pods", "None -"],
  ["every path", [{ ...M, nonResourceURLs: ["*"] }], "get /healthz", "Metadata 0"],
  [
    "the beginning of a path",
    [{ ...M, nonResourceURLs: ["/health*"] }],
    "get /healthz/etcd",
    "Metadata 0",
  ],
  ["the path itself with a star", [{ ...M, nonResourceURLs: ["/api*"] }], "get /api", "Metadata 0"],
  ["another path", [{ ...M, nonResourceURLs: ["/healthz"] }], "get /healthz/etcd", "None -"],
])("%s", (_, rules, request, expected) => {
  expect(decided(rules, request)).toBe(expected);
});

test("stages of the policy and of the rule are left out together, in the order of time", () => {
  const rules = [{ level: "Request", omitStages: ["Panic", "ResponseStarted"] }];
  const more = { omitStages: ["Panic", "RequestReceived"] };
  expect(decided(rules, "get pods", more)).toBe("Request 0 RequestReceived ResponseStarted Panic");
  expect(decided([{ ...M, verbs: ["x"] }], "get pods", more)).toBe("None - RequestReceived Panic");
});

test("a rule's omitManagedFields wins over the policy's", () => {
  const managed = (rule: JsonObject, policy: JsonObject): boolean => {
    const value = { apiVersion: "audit.k8s.io/v1", kind: "Policy", rules: [{ ...M, ...rule }] };
    const read = readAuditPolicy({ ...value, ...policy }).policy;
    if (!read) throw new Error("The policy is wrong.");
    return auditDecision(read, requested("get pods")).omitManagedFields;
  };
  expect(managed({}, {})).toBe(false);
  expect(managed({}, { omitManagedFields: true })).toBe(true);
  expect(managed({ omitManagedFields: false }, { omitManagedFields: true })).toBe(false);
  expect(managed({ omitManagedFields: true }, {})).toBe(true);
});
