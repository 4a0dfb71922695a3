import { expect, it } from "vitest";
import { foundBy, objectOf } from "../../testing/false-alarm-objects.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { builtInChecks } from "../checks/index.ts";
import { createCluster } from "../cluster/cluster.ts";
import { scan } from "./scan.ts";

const EVERYTHING = { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] };
const role = (apiVersion: string) => objectOf(apiVersion, "ClusterRole", "all", EVERYTHING);
const binding = (apiVersion: string) =>
  objectOf(apiVersion, "ClusterRoleBinding", "all", {
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "all" },
    subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
  });
const policy = (apiVersion: string) =>
  objectOf(apiVersion, "NetworkPolicy", "deny", { spec: { podSelector: {} } });
const POD = objectOf("v1", "Pod", "web", { spec: { containers: [{ name: "web" }] } });

it("examines what stands in a version without its kind by all checks, engines included", () => {
  expect(foundBy("wildcard-everything-role", [role("v1")])).toEqual([
    "ClusterRole/all rules[0].resources[0]",
  ]);
  expect(foundBy("wildcard-everything-role", [role("rbac/v1")])).toEqual([
    "ClusterRole/all rules[0].resources[0]",
  ]);
  expect(foundBy("cluster-admin-bound", [role("v1"), binding("v1")])).toEqual([
    "ClusterRoleBinding/all roleRef.name",
  ]);
  expect(
    foundBy("network-policy-rule-allows-everything", [
      objectOf("extensions/v1beta1", "NetworkPolicy", "open", {
        spec: { podSelector: {}, ingress: [{}] },
      }),
    ]),
  ).toEqual(["NetworkPolicy/open spec.ingress[0]"]);
});

it("lets nothing else rely on it", () => {
  const open = "no-network-policy-selects-pod";
  expect(foundBy(open, [POD, policy("networking.k8s.io/v1")])).toEqual([]);
  expect(foundBy(open, [POD, policy("v1")])).toEqual(foundBy(open, [POD]));
  expect(foundBy(open, [POD])).not.toEqual([]);
});

it("names the object as it is written, and says that the version is wrong", () => {
  const findings = [...scan(createCluster(snapshotOf([role("v1")])), builtInChecks())];
  expect(findings.map(({ check, object }) => `${check}: ${object.apiVersion}`)).toEqual([
    "api-version-wrong: v1",
    "wildcard-everything-role: v1",
  ]);
});
