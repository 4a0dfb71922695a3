import { expect, test } from "vitest";
import type { JsonObject } from "../../kubernetes/json.ts";
import { type AuditedRequest, rulesDeciding } from "./audit-rules.ts";

const READING: AuditedRequest = { verb: "get", group: "", resource: "secrets" };
const EXEC: AuditedRequest = { verb: "create", group: "", resource: "pods/exec" };
const of = (group: string, ...resources: readonly string[]): JsonObject => ({
  resources: [{ group, resources }],
});

test.each<[string, AuditedRequest, readonly JsonObject[], string]>([
  ["no rule", READING, [], ""],
  ["a rule for all", READING, [{ level: "None" }, { level: "Metadata" }], "0 None all"],
  ["another verb", READING, [{ level: "None", verbs: ["list"] }], ""],
  ["another group", READING, [{ level: "None", ...of("apps", "*") }], ""],
  ["a group's every resource", READING, [{ level: "None", ...of("") }], "0 None all"],
  ["a star", READING, [{ level: "None", ...of("", "*") }], "0 None all"],
  ["paths alone", READING, [{ level: "None", nonResourceURLs: ["/healthz"] }], ""],
  [
    "some users, then all",
    READING,
    [
      { level: "None", users: ["ann"] },
      { level: "Metadata", ...of("", "secrets") },
      { level: "None" },
    ],
    "0 None, 1 Metadata all",
  ],
  [
    "a namespace, and one object",
    READING,
    [
      { level: "None", namespaces: ["shop"] },
      { level: "None", resources: [{ group: "", resources: ["secrets"], resourceNames: ["a"] }] },
    ],
    "0 None, 1 None",
  ],
  ["a resource without its subresources", EXEC, [{ level: "None", ...of("", "pods") }], ""],
  ["a resource's subresources", EXEC, [{ level: "None", ...of("", "pods/*") }], "0 None all"],
  ["a subresource of all", EXEC, [{ level: "None", ...of("", "*/exec") }], "0 None all"],
])("%s", (_, request, rules, expected) => {
  const policy = { apiVersion: "audit.k8s.io/v1", kind: "Policy", rules };
  const found = rulesDeciding(policy, request).map(
    ({ index, level, forAll }) => `${index} ${level}${forAll ? " all" : ""}`,
  );
  expect(found.join(", ")).toBe(expected);
});
