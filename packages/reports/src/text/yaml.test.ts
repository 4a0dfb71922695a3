import { expect, test } from "vitest";
import { yamlOf } from "./yaml.ts";

test("objects are written as people write them", () => {
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "a", namespace: "on" },
    rules: [{ apiGroups: [""], resources: ["pods/log", "*"], verbs: ["get"] }],
    subjects: [],
  };
  expect(yamlOf(role)).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: a
  namespace: "on"
rules:
  - apiGroups:
      - ""
    resources:
      - pods/log
      - "*"
    verbs:
      - get
subjects: []
`);
});
