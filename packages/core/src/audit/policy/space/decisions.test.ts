import { expect, test } from "vitest";
import type { JsonObject } from "../../../kubernetes/json.ts";
import { auditDecision } from "../evaluate.ts";
import type { AuditPolicy, AuditRequest } from "../model.ts";
import { readAuditPolicy } from "../read-policy.ts";
import { auditRequestText } from "../words.ts";
import { decisionsOf } from "./decisions.ts";
import { userCalled } from "./who.ts";

function policyOf(...rules: readonly JsonObject[]): AuditPolicy {
  const head = { apiVersion: "audit.k8s.io/v1", kind: "Policy" };
  const { policy, problems } = readAuditPolicy({ ...head, rules });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const M = { level: "Metadata" };
const PODS = { resources: [{ group: "", resources: ["pods"] }] };

test("each way to decide has one request, which the policy decides so", () => {
  const policy = policyOf(
    { ...M, users: ["ann"], verbs: ["get"], ...PODS },
    { ...M, userGroups: ["system:nodes"], namespaces: ["kube-system"] },
    { ...M, resources: [{ group: "", resources: ["nodes"] }], namespaces: [""] },
    { ...M, resources: [{ group: "", resources: ["nodes"] }], namespaces: ["x"] },
    { ...M, nonResourceURLs: ["/healthz*"] },
    {
      ...M,
      verbs: ["create"],
      resources: [{ group: "", resources: ["pods"], resourceNames: ["a"] }],
    },
  );
  const { all, isComplete } = decisionsOf([policy]);
  expect(isComplete).toBe(true);
  const shown = all.map(({ rules: [rule], request }) => [rule, auditRequestText(request)]);
  expect(new Map(shown as [number, string][])).toEqual(
    new Map<number | undefined, string>([
      [undefined, "get bindings in namespace default by somebody@example.com"],
      [0, "get pods in namespace default by ann"],
      [1, "get bindings in namespace kube-system by system:node:node-1 (system:nodes)"],
      [2, "get nodes by somebody@example.com"],
      [4, "get /healthz by somebody@example.com"],
    ]),
  );
});

test("two policies are decided together, also by a request of two groups", () => {
  const one = policyOf({ ...M, userGroups: ["dev"] });
  const two = policyOf({ ...M, userGroups: ["ops"] });
  const { all } = decisionsOf([one, two]);
  expect(all.map(({ rules, request }) => [rules, request.groups.join()])).toEqual([
    [[undefined, undefined], "system:authenticated"],
    [[0, undefined], "system:authenticated,dev"],
    [[undefined, 0], "system:authenticated,ops"],
    [[0, 0], "system:authenticated,dev,ops"],
  ]);
});

test("what is left out of the question is not searched", () => {
  const policy = policyOf({ ...M, verbs: ["get"] }, { ...M, nonResourceURLs: ["/x"] });
  const only = { what: (what: object) => "path" in what, verbs: ["get"] };
  expect(decisionsOf([policy], only).all.map(({ rules }) => rules)).toEqual([[0]]);
});

test("of more rules than there is time for, what was found holds, and the rest is told to be open", () => {
  const rules = Array.from({ length: 60 }, (_, index) => ({
    ...M,
    users: [`u${index % 30}`, `u${index % 23}`],
    verbs: [["get", "list", "watch", "create"][index % 4] ?? ""],
    namespaces: [`n${index % 7}`, `n${index}`],
    resources: [{ group: "", resources: ["*"], resourceNames: [`r${index}`, `r${index % 9}`] }],
  }));
  const policy = policyOf(...rules, M);
  const { all, isComplete } = decisionsOf([policy], {}, [], 1000);
  expect(isComplete).toBe(false);
  for (const {
    request,
    rules: [rule],
  } of all)
    expect(auditDecision(policy, request).rule).toBe(rule);
});

test("a user has the groups that its name implies", () => {
  const groups = (user: string): readonly string[] => userCalled(user).groups;
  expect(groups("ann")).toEqual(["system:authenticated"]);
  expect(groups("system:anonymous")).toEqual(["system:unauthenticated"]);
  expect(groups("system:node:a")).toEqual(["system:nodes", "system:authenticated"]);
  expect(groups("system:serviceaccount:a:b")).toEqual([
    "system:serviceaccounts",
    "system:serviceaccounts:a",
    "system:authenticated",
  ]);
});

test("the requests that were found are those of the engine", () => {
  const policy = policyOf({ ...M, verbs: ["get"], ...PODS }, { level: "None" });
  const said = decisionsOf([policy]).all.map(({ request }): [AuditRequest, number | undefined] => [
    request,
    auditDecision(policy, request).rule,
  ]);
  expect(said.map(([, rule]) => rule)).toEqual([1, 0]);
});
