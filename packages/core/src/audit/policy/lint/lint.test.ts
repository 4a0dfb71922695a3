import { expect, test } from "vitest";
import { formatFieldPath } from "../../../kubernetes/field-path.ts";
import type { JsonObject } from "../../../kubernetes/json.ts";
import { readAuditPolicy } from "../read-policy.ts";
import { auditRequestText } from "../words.ts";
import { type AuditLintSettings, lintAuditPolicy } from "./index.ts";

function remarksOn(
  rules: readonly JsonObject[],
  only: string,
  { settings, ...more }: { readonly settings?: AuditLintSettings } & JsonObject = {},
): readonly string[] {
  const { policy, problems } = readAuditPolicy({
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    ...more,
    rules,
  });
  if (!policy) throw new Error(JSON.stringify(problems));
  return lintAuditPolicy(policy, settings)
    .filter(({ lint }) => lint === only)
    .map(
      ({ path, message, witnesses: [first] }) =>
        `${formatFieldPath(path)} ${message}${first ? `: ${auditRequestText(first)}` : ""}`,
    );
}

const of = (group: string, ...resources: readonly string[]): JsonObject => ({
  resources: [{ group, resources }],
});
const ALL = { level: "Metadata" };

test("a rule after one without conditions is shadowed, and so is one whose parts are all decided", () => {
  expect(remarksOn([ALL, { level: "None", users: ["ann"] }], "rule-shadowed")).toEqual([
    "rules[1] is never reached: what it matches is decided before, as get bindings in namespace default by rules[0]: get bindings in namespace default by ann",
  ]);
  const parts = [
    { level: "None", verbs: ["get", "list"], ...of("", "pods") },
    { level: "Request", ...of("", "pods") },
    { level: "Metadata", verbs: ["watch"], ...of("", "pods") },
    { level: "Metadata", verbs: ["watch"], ...of("", "pods/*") },
    ALL,
  ];
  expect(remarksOn(parts, "rule-shadowed").map((text) => text.split(" ")[0])).toEqual(["rules[2]"]);
});

test("rules of everybody who is authenticated or not leave a last rule the failed attempts alone", () => {
  const rules = [
    { level: "Metadata", userGroups: ["system:authenticated"] },
    { level: "Metadata", userGroups: ["system:unauthenticated"] },
    { level: "None" },
  ];
  expect(remarksOn(rules, "rule-shadowed")).toEqual([]);
  expect(remarksOn(rules, "failed-authentication-unrecorded")).toEqual([
    "rules[2].level does not record requests whose authentication fails, such as those with a wrong token: get secrets in namespace default whose authentication fails",
  ]);
});

test("verbs, users, groups, namespaces and resources that nothing has are told", () => {
  expect(remarksOn([{ ...ALL, verbs: ["*", "exec", "get"] }], "verb-unknown")).toEqual([
    "rules[0].verbs[0] is taken for a verb of that name: there is no wildcard for verbs: get pods in namespace default by somebody@example.com",
    'rules[0].verbs[1] "exec" is no verb of any request: get pods in namespace default by somebody@example.com',
  ]);
  const who = {
    users: ["system:node:*", "kube-system:default", "system:masters", "ann"],
    userGroups: ["system:node", "system:kube-proxy", "system:nodes"],
  };
  expect(
    remarksOn([{ ...ALL, ...who }], "identity-unknown").map((each) => each.split(":")[0]),
  ).toEqual([
    'rules[0].users[0] "system',
    'rules[0].users[1] nobody is called "kube-system',
    "rules[0].users[2] system",
    "rules[0].userGroups[0] nobody is in a group system",
    "rules[0].userGroups[1] system",
  ]);
  expect(remarksOn([{ ...ALL, namespaces: ["team-*", ""] }], "namespace-wildcard")).toEqual([
    'rules[0].namespaces[0] "team-*" is taken for a namespace of that name: there is no wildcard for namespaces: get pods in namespace default by somebody@example.com',
  ]);
});

test("a resource in the wrong group, a missing subresource and stars on both sides match nothing", () => {
  const rule = {
    ...ALL,
    resources: [
      {
        group: "",
        resources: ["deployments", "pod", "pods/foo", "*/*", "*/exec", "pods", "pods/*"],
      },
      { group: "example.com", resources: ["anything"] },
    ],
  };
  expect(remarksOn([rule], "resource-unknown").map((text) => text.split(": ")[0])).toEqual([
    "rules[0].resources[0].resources[0] the core group has no resource deployments; there is deployments.apps",
    "rules[0].resources[0].resources[1] the core group has no resource pod; there is pods",
    "rules[0].resources[0].resources[2] pods has no subresource foo, only attach, binding, ephemeralcontainers, eviction, exec, log, portforward, proxy, resize, status",
    "rules[0].resources[0].resources[3] */* matches nothing",
  ]);
});

test("pods/* takes the pods themselves from a later rule", () => {
  const rules = [
    { level: "None", ...of("", "pods/*") },
    { level: "Request", ...of("", "pods") },
    ALL,
  ];
  expect(remarksOn(rules, "wildcard-includes-parent")).toEqual([
    "rules[0].resources[0].resources[0] pods/* matches pods too, which a later rule names: get pods in namespace default by somebody@example.com",
  ]);
  expect(remarksOn([...rules].reverse().slice(1), "wildcard-includes-parent")).toEqual([]);
});

test("bodies that are credentials are told with the rule that records them", () => {
  expect(remarksOn([{ level: "RequestResponse" }], "credentials-recorded")).toEqual([
    "rules[0].level records the content of Secrets, tokens that are checked and tokens of service accounts: get secrets in namespace default by somebody@example.com",
  ]);
  const careful = [
    { ...ALL, resources: [{ group: "", resources: ["secrets", "serviceaccounts/token"] }] },
    { level: "Request" },
  ];
  expect(remarksOn(careful, "credentials-recorded")).toEqual([
    "rules[1].level records the content of tokens that are checked: create tokenreviews.authentication.k8s.io by somebody@example.com",
  ]);
});

test("what an attacker does unseen is told by the rule that leaves it out", () => {
  const rules = [
    { level: "None", users: ["system:kube-proxy"], ...of("", "secrets") },
    { level: "None", ...of("", "pods/exec", "secrets") },
    ALL,
  ];
  expect(remarksOn(rules, "unrecorded")).toEqual([
    "rules[1].level does not record reading Secrets, changing Secrets and commands in pods: get secrets in namespace default by somebody@example.com",
  ]);
  expect(remarksOn([{ ...ALL, ...of("", "pods", "pods/*") }], "no-rule-for-the-rest")).toEqual([
    "rules no rule decides about resources that it does not name, so that nothing of them is recorded: create widgets.example.com in namespace default by somebody@example.com",
  ]);
});

test("a rule that hides all that somebody does is told once", () => {
  const rules = [{ level: "None", userGroups: ["system:masters"] }, ALL];
  expect(remarksOn(rules, "everything-of-somebody-unrecorded")).toEqual([
    "rules[0].level records nothing that its users and groups do, whatever it is: get secrets in namespace default by somebody@example.com (system:masters)",
  ]);
  expect(remarksOn(rules, "unrecorded")).toEqual([]);
});

test("without ResponseStarted sessions and failed attempts are seen late or never", () => {
  const omitStages = ["RequestReceived", "ResponseStarted"];
  expect(remarksOn([{ ...ALL, omitStages }], "start-unrecorded")).toEqual([
    "rules[0].omitStages records commands in pods and port forwarding only when the session has ended: get pods/attach in namespace default by somebody@example.com",
  ]);
  expect(remarksOn([{ ...ALL, omitStages }], "failed-authentication-unrecorded")).toEqual([
    "rules[0].omitStages does not record requests whose authentication fails, such as those with a wrong token: get secrets in namespace default whose authentication fails",
  ]);
  const none = [...omitStages, "ResponseComplete"];
  expect(remarksOn([{ ...ALL, omitStages: none }], "rule-records-nothing").length).toBe(1);
});

test("versions of servers that do not start with it are told", () => {
  const star = [{ ...ALL, ...of("*", "*") }];
  expect(remarksOn(star, "group-wildcard").length).toBe(1);
  expect(remarksOn(star, "group-wildcard", { settings: { minor: 36 } })).toEqual([]);
  const old = { apiVersion: "audit.k8s.io/v1beta1" };
  expect(remarksOn([ALL], "version-refused", old).length).toBe(1);
  expect(remarksOn([ALL], "version-refused", { ...old, settings: { minor: 20 } })).toEqual([]);
});
