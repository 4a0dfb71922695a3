import { expect, test } from "vitest";
import { rightsFor } from "./rights.ts";

const PODS = { group: "", name: "pods", namespaced: true };
const NODES = { group: "", name: "nodes", namespaced: false };
const NAMESPACES = { group: "", name: "namespaces", namespaced: false };
const SECRETS = { group: "", name: "secrets", namespaced: true };
const DEPLOYMENTS = { group: "apps", name: "deployments", namespaced: true };

test("one ClusterRole lists all, with a rule for each group", () => {
  expect(rightsFor([PODS, DEPLOYMENTS, NODES, PODS, NAMESPACES])).toEqual({
    readsSecrets: false,
    roles: [
      {
        ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" },
        metadata: { name: "watertight" },
        rules: [
          { apiGroups: [""], resources: ["namespaces", "nodes", "pods"], verbs: ["list"] },
          { apiGroups: ["apps"], resources: ["deployments"], verbs: ["list"] },
        ],
      },
    ],
  });
});

test("with namespaces each has a Role, and the ClusterRole only what is in none", () => {
  const options = { name: "scan", namespaces: ["shop", "bank"], watches: true };
  const rules = [
    { apiGroups: [""], resources: ["pods", "secrets"], verbs: ["list", "watch"] },
    { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
  ];
  const apiVersion = "rbac.authorization.k8s.io/v1";
  expect(rightsFor([PODS, SECRETS, NODES, NAMESPACES], options)).toEqual({
    readsSecrets: true,
    roles: [
      {
        ...{ apiVersion, kind: "ClusterRole", metadata: { name: "scan" } },
        rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["list", "watch"] }],
      },
      { apiVersion, kind: "Role", metadata: { name: "scan", namespace: "shop" }, rules },
      { apiVersion, kind: "Role", metadata: { name: "scan", namespace: "bank" }, rules },
    ],
  });
  expect(rightsFor([PODS], { namespaces: ["shop"] }).roles).toHaveLength(1);
  expect(rightsFor([NODES], { namespaces: ["shop"] }).roles).toHaveLength(1);
});
