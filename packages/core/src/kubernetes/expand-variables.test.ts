import { expect, test } from "vitest";
import { expandVariables } from "./expand-variables.ts";

const env = [
  { name: "MODE", value: "Node,RBAC" },
  { name: "ALL", value: "$(MODE),Webhook" },
  { name: "EARLY", value: "$(LATE)" },
  { name: "LATE", value: "late" },
  { name: "SECRET", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
];

test.each([
  ["--a=b", "--a=b"],
  ["--mode=$(MODE)", "--mode=Node,RBAC"],
  ["--mode=$(ALL)", "--mode=Node,RBAC,Webhook"],
  ["$(EARLY)", "$(LATE)"],
  ["$(NONE) $$(MODE) $MODE", "$(NONE) $(MODE) $MODE"],
  ["--token=$(SECRET)", undefined],
])("%s becomes %s", (word, expected) => {
  expect(expandVariables(word, { env })).toBe(expected);
});

test("what a ConfigMap or Secret may bring is not known", () => {
  expect(expandVariables("$(NONE)", { env, envFrom: [{ configMapRef: { name: "c" } }] })).toBe(
    undefined,
  );
});
