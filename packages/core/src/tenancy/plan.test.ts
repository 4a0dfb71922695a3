import { expect, test } from "vitest";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { type PlanSettings, tenancyPlan } from "./plan.ts";
import { poolOf } from "./pool.ts";
import { createTenancy } from "./tenancy.ts";

const A = { name: "a", namespaces: ["a1"] };
const B = { name: "b", namespaces: ["b1"] };

function namespace(name: string, labels: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function node(name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels: { pool: name } } };
}

function deployment(own: string, container: JsonObject): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: own },
    spec: { template: { spec: { containers: [{ name: "web", ...container }] } } },
  };
}

const POLICIES = ["a1", "b1"].map(
  (own): KubernetesObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "closed", namespace: own },
    spec: { podSelector: {} },
  }),
);
const PRIVILEGED = { securityContext: { privileged: true } };
const RESTRICTED = { "pod-security.kubernetes.io/enforce": "restricted" };

function planned(
  objects: readonly KubernetesObject[],
  { pools, ...settings }: Omit<PlanSettings, "pools"> & { readonly pools?: readonly string[] },
) {
  const cluster = createCluster(wholeSnapshotOf([...POLICIES, ...objects]));
  const dedicated = (pools ?? []).map((name) => {
    const pool = poolOf(name, cluster.placement);
    if (!pool) throw new Error(`There is no pool ${name}.`);
    return { tenant: A, pool };
  });
  const plan = tenancyPlan(cluster, [A, B], [A, B], { ...settings, pools: dedicated });
  const open = createTenancy(cluster, [A, B]).open(A, B);
  return {
    before: open.map(({ channel, cell }) => `${channel} ${cell.verdict}`),
    after: [...plan.after.open(A, B), ...plan.after.open(B, A)].map(({ channel }) => channel),
    plan,
  };
}

test("namespaces that enforce nothing come to enforce the strictest level that their pods pass, with what is closed", () => {
  const { plan, before, after } = planned(
    [
      namespace("a1"),
      namespace("b1", RESTRICTED),
      node("n"),
      deployment("a1", PRIVILEGED),
      deployment("b1", {}),
    ],
    {},
  );
  expect([before, after]).toEqual([["nodes yes"], []]);
  expect(plan.steps).toEqual([
    "Limit how many pods namespace a1 has; set the quota that it needs.",
    "Limit how many pods namespace b1 has; set the quota that it needs.",
    "Take away the field that gives the node.",
    "Have namespace a1 enforce the Pod Security level baseline, which all of its pods pass.",
  ]);
  const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
  expect(plan.documents.filter(({ kind }) => kind === "Namespace")).toEqual([
    namespace("a1", labels),
  ]);
});

test("a namespace that the input only names is made, with the tenant's label", () => {
  const { plan } = planned([deployment("a1", {}), namespace("b1", RESTRICTED)], { label: "team" });
  const labels = { team: "a", "pod-security.kubernetes.io/enforce": "baseline" };
  expect(plan.documents.filter(({ kind }) => kind === "Namespace")).toEqual([
    namespace("a1", labels),
  ]);
});

test("with a pool of his own a tenant keeps what gives the node away, and nobody else comes there", () => {
  const { plan, before, after } = planned(
    [
      namespace("a1"),
      namespace("b1", RESTRICTED),
      node("n1"),
      node("n2"),
      deployment("a1", PRIVILEGED),
      deployment("b1", {}),
    ],
    { pools: ["n1"] },
  );
  expect([before, after]).toEqual([["nodes yes"], []]);
  expect(plan.steps[0]).toBe("Keep pool n1 for a, and a in it.");
  expect(plan.steps).not.toContain("Take away the field that gives the node.");
  expect(plan.pools.map(({ pool, verdict }) => [pool.name, verdict])).toEqual([["n1", "yes"]]);
  expect(plan.documents.map(({ kind }) => kind)).toEqual([
    "Node",
    "Deployment",
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
    ...["ResourceQuota", "ResourceQuota"],
  ]);
});
