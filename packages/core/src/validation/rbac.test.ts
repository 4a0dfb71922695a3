import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonValue } from "../kubernetes/json.ts";

const apiVersion = "rbac.authorization.k8s.io/v1";
const apiGroup = "rbac.authorization.k8s.io";

function role(rules: JsonValue): readonly string[] {
  return errorsOf({ apiVersion, kind: "Role", metadata: { name: "r", namespace: "shop" }, rules });
}

function clusterRole(rules: JsonValue, more: Record<string, JsonValue> = {}): readonly string[] {
  return errorsOf({ apiVersion, kind: "ClusterRole", metadata: { name: "r" }, rules, ...more });
}

function bound(kind: string, subjects: JsonValue, roleRef: JsonValue): readonly string[] {
  return errorsOf({ apiVersion, kind, metadata: { name: "b" }, subjects, roleRef });
}

const view = { kind: "ClusterRole", name: "view", apiGroup };

describe("roles", () => {
  it("need verbs, API groups and resources in each rule", () => {
    expect(role([{ verbs: ["get"], apiGroups: [""], resources: ["pods"] }])).toEqual([]);
    expect(role([{}])).toEqual([
      "rules[0].verbs Required: must name at least one verb",
      "rules[0].apiGroups Required: must name at least one API group",
      "rules[0].resources Required: must name at least one resource",
    ]);
    expect(clusterRole([{ verbs: [""], apiGroups: [""], resources: [""] }])).toEqual([]);
  });

  it("have URLs in rules of their own, and in a ClusterRole only", () => {
    expect(clusterRole([{ verbs: ["get"], nonResourceURLs: ["/metrics"] }])).toEqual([]);
    expect(
      clusterRole([{ verbs: ["get"], nonResourceURLs: ["/metrics"], apiGroups: [""] }]),
    ).toEqual([
      "rules[0].nonResourceURLs Invalid: may not be beside apiGroups, resources or resourceNames in one rule",
    ]);
    expect(role([{ verbs: ["get"], nonResourceURLs: ["/metrics"] }])).toEqual([
      "rules[0].nonResourceURLs Invalid: may not be in a Role",
    ]);
  });

  it("need selectors for aggregation", () => {
    expect(clusterRole([], { aggregationRule: {} })).toEqual([
      "aggregationRule.clusterRoleSelectors Required: must have at least one selector",
    ]);
    expect(
      clusterRole([], {
        aggregationRule: {
          clusterRoleSelectors: [{ matchExpressions: [{ key: "a", operator: "In" }] }],
        },
      }),
    ).toEqual([
      "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].values Required: must be set for operator In",
      "aggregationRule.clusterRoleSelectors[0] Invalid: is no label selector",
    ]);
  });

  it("have names that may be part of a path", () => {
    expect(errorsOf({ apiVersion, kind: "ClusterRole", metadata: { name: "system:a/b" } })).toEqual(
      [`metadata.name Invalid: "system:a/b" may not contain '/' or '%'`],
    );
    expect(
      errorsOf({ apiVersion, kind: "ClusterRole", metadata: { name: "system:Any One" } }),
    ).toEqual([]);
    expect(errorsOf({ apiVersion, kind: "Role", metadata: {} })).toEqual([
      "metadata.name Required: must be set, or generateName",
    ]);
  });
});

describe("bindings", () => {
  it("know three kinds of subjects, spelled exactly", () => {
    const kinds = ["serviceaccount", "user", "group", "Robot", ""];
    const subjects = kinds.map((kind) => ({ kind, name: "system:unauthenticated" }));
    expect(bound("ClusterRoleBinding", subjects, view)).toEqual(
      kinds.map(
        (kind, index) =>
          `subjects[${index}].kind NotSupported: "${kind}" is none of "ServiceAccount", "User", "Group"`,
      ),
    );
  });

  it("need the namespace of an account in a ClusterRoleBinding", () => {
    const subjects = [{ kind: "ServiceAccount", name: "x" }];
    expect(bound("ClusterRoleBinding", subjects, view)).toEqual([
      "subjects[0].namespace Required: must be set",
    ]);
    expect(bound("RoleBinding", subjects, view)).toEqual([]);
  });

  it("need names, of accounts such that can be", () => {
    const subjects = [
      { kind: "User", name: "" },
      { kind: "ServiceAccount", namespace: "shop" },
      { kind: "ServiceAccount", name: "Bad_Name", namespace: "shop" },
      { kind: "Group", name: "any *name* at all" },
    ];
    expect(bound("ClusterRoleBinding", subjects, view)).toEqual([
      "subjects[0].name Required: must be set",
      "subjects[1].name Required: must be set",
      `subjects[2].name Invalid: "Bad_Name" may only have lower-case letters, digits and '-', with a letter or digit at both ends, in parts divided by '.'`,
    ]);
  });

  it("take subjects' API groups as absent or right", () => {
    const subjects = [
      { kind: "User", name: "a" },
      { kind: "Group", name: "a", apiGroup: "" },
      { kind: "User", name: "a", apiGroup: "wrong.example" },
      { kind: "ServiceAccount", name: "a", namespace: "shop", apiGroup },
    ];
    expect(bound("ClusterRoleBinding", subjects, view)).toEqual([
      `subjects[2].apiGroup NotSupported: "wrong.example" is none of "${apiGroup}"`,
      `subjects[3].apiGroup NotSupported: "${apiGroup}" is none of ""`,
    ]);
  });

  it("point to a role that they may point to", () => {
    expect(bound("ClusterRoleBinding", [], { kind: "Role", name: "r", apiGroup })).toEqual([
      'roleRef.kind NotSupported: "Role" is none of "ClusterRole"',
    ]);
    expect(bound("RoleBinding", [], { kind: "clusterrole", apiGroup: "wrong.example" })).toEqual([
      `roleRef.apiGroup NotSupported: "wrong.example" is none of "${apiGroup}"`,
      'roleRef.kind NotSupported: "clusterrole" is none of "Role", "ClusterRole"',
      "roleRef.name Required: must be set",
    ]);
    expect(bound("RoleBinding", [], { kind: "Role", name: "r" })).toEqual([]);
    expect(errorsOf({ apiVersion, kind: "RoleBinding", metadata: { name: "b" } })).toEqual([
      'roleRef.kind NotSupported: "" is none of "Role", "ClusterRole"',
      "roleRef.name Required: must be set",
    ]);
  });
});
