import { expect, test } from "vitest";
import { formatFieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { readAuditPolicy } from "./read-policy.ts";

const HEAD = { apiVersion: "audit.k8s.io/v1", kind: "Policy" };
const rule = (fields: JsonObject): JsonObject => ({
  ...HEAD,
  rules: [{ level: "Metadata", ...fields }],
});

test.each<[string, JsonValue, readonly string[]]>([
  ["nothing", null, ["apiVersion refused", "rules refused"]],
  ["a list", [], [" refused", "apiVersion refused", "rules refused"]],
  ["a version of nobody", { ...rule({}), apiVersion: "audit.k8s.io/v2" }, ["apiVersion refused"]],
  ["a version that old servers took", { ...rule({}), apiVersion: "audit.k8s.io/v1beta1" }, []],
  ["no kind, which the server fills in", { ...rule({}), kind: "" }, []],
  ["another kind", { ...rule({}), kind: "Event" }, ["kind refused"]],
  ["metadata that is text", { ...rule({}), metadata: "a" }, ["metadata refused"]],
  ["no rule", { ...HEAD, rules: null }, ["rules refused"]],
  ["a rule that is nothing", { ...HEAD, rules: [null] }, ["rules[0].level refused"]],
  ["a level in small letters", rule({ level: "metadata" }), ["rules[0].level refused"]],
  ["a field in another case", rule({ Users: ["a"] }), ["rules[0].Users ignored"]],
  ["an unknown field", rule({ user: ["a"] }), ["rules[0].user ignored"]],
  ["text for a list", rule({ verbs: "get" }), ["rules[0].verbs refused"]],
  ["a number in a list", rule({ verbs: ["get", 1] }), ["rules[0].verbs[1] refused"]],
  ["text for a truth", rule({ omitManagedFields: "true" }), ["rules[0].omitManagedFields refused"]],
  ["a stage of nobody", rule({ omitStages: ["Received"] }), ["rules[0].omitStages[0] refused"]],
  [
    "a group with a version",
    rule({ resources: [{ group: "apps/v1" }] }),
    ["rules[0].resources[0].group refused"],
  ],
  [
    "names without resources",
    rule({ resources: [{ group: "", resourceNames: ["a"] }] }),
    ["rules[0].resources[0].resourceNames refused"],
  ],
  [
    "paths that do not begin, and stars inside",
    rule({ nonResourceURLs: ["healthz", "/a*b", "*"] }),
    ["rules[0].nonResourceURLs[0] refused", "rules[0].nonResourceURLs[1] refused"],
  ],
  [
    "paths beside namespaces",
    rule({ nonResourceURLs: ["/a"], namespaces: ["b"] }),
    ["rules[0].nonResourceURLs refused"],
  ],
])("%s", (_, value, expected) => {
  const { policy, problems } = readAuditPolicy(value);
  expect(problems.map(({ path, effect }) => `${formatFieldPath(path)} ${effect}`)).toEqual(
    expected,
  );
  expect(policy === undefined).toBe(expected.some((each) => each.endsWith("refused")));
});

test("a null in a list is an empty text, as Go's decoder has it", () => {
  const { policy } = readAuditPolicy(rule({ verbs: [null], resources: [null] }));
  expect(policy?.rules[0]).toMatchObject({
    verbs: [""],
    resources: [{ group: "", resources: [], resourceNames: [] }],
  });
});
