import { expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { accountRightsIn } from "./account-rights.ts";
import { createCluster } from "./cluster.ts";

const GROUP = { apiGroup: "rbac.authorization.k8s.io" };
const READER: KubernetesObject = {
  apiVersion: `${GROUP.apiGroup}/v1`,
  kind: "Role",
  metadata: { name: "reader", namespace: "shop" },
  rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
};

function rightsOf(
  kind: string,
  role: { readonly kind: string; readonly name: string },
  subject: object,
): string | undefined {
  const binding = {
    apiVersion: `${GROUP.apiGroup}/v1`,
    kind,
    metadata: { name: "b", ...(kind === "RoleBinding" ? { namespace: "shop" } : {}) },
    roleRef: { ...GROUP, ...role },
    subjects: [{ ...subject }],
  } as KubernetesObject;
  const empty = { ...READER, metadata: { name: "empty", namespace: "shop" }, rules: [] };
  return accountRightsIn(createCluster(snapshotOf([READER, empty, binding])))("shop", "web");
}

const WEB = { kind: "ServiceAccount", namespace: "shop", name: "web" };

it.each([
  [
    "RoleBinding",
    { kind: "Role", name: "reader" },
    WEB,
    "RoleBinding b grants its account Role reader",
  ],
  [
    "ClusterRoleBinding",
    { kind: "ClusterRole", name: "view" },
    { ...GROUP, kind: "Group", name: "system:serviceaccounts" },
    "ClusterRoleBinding b grants its account ClusterRole view",
  ],
  [
    "RoleBinding",
    { kind: "Role", name: "not-shown" },
    WEB,
    "RoleBinding b grants its account Role not-shown",
  ],
  ["RoleBinding", { kind: "Role", name: "reader" }, { ...WEB, name: "api" }, undefined],
  ["RoleBinding", { kind: "Role", name: "empty" }, WEB, undefined],
  ["ClusterRoleBinding", { kind: "ClusterRole", name: "system:discovery" }, WEB, undefined],
])("a %s of %j to %j: %s", (kind, role, subject, expected) => {
  expect(rightsOf(kind, role, subject)).toBe(expected);
});
