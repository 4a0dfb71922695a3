import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/index.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { textOfVertex } from "./vertex-of-fact.ts";
import { weaknessesIn } from "./weaknesses.ts";

const SPEC = {
  serviceAccountName: "web",
  containers: [{ name: "web", image: "web:1", ports: [{ containerPort: 80 }] }],
};
const LABELS = { app: "web" };
const DEPLOYMENT: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop" },
  spec: {
    selector: { matchLabels: LABELS },
    template: { metadata: { labels: LABELS }, spec: SPEC },
  },
};
const POD: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    ...{ name: "web-1", namespace: "shop", labels: LABELS },
    ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", controller: true }],
  },
  spec: SPEC,
};
const REST: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web", namespace: "shop" } },
  {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "shop" } },
    spec: { type: "LoadBalancer", selector: LABELS, ports: [{ port: 80 }] },
  },
  {
    ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding" },
    metadata: { name: "web" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
  },
];

/** The steps that a field of an object is on, in the words of what they lead to. */
function stepsTo(
  objects: readonly KubernetesObject[],
  [kind, name, path]: readonly [string, string, string],
): readonly string[] {
  const cluster = createCluster(snapshotOf(objects));
  const namespace = kind === "ClusterRoleBinding" ? {} : { namespace: "shop" };
  const { pathsOf } = weaknessesIn([cluster], {}, 10);
  return pathsOf({ object: { apiVersion: "any", kind, name, ...namespace }, path }).map(
    ({ step }) => textOfVertex(step.to),
  );
}

test.each([
  ["what a step rests on", ["ClusterRoleBinding", "web", "subjects[0]"], ["cluster-admin"]],
  ["a field below that", ["ClusterRoleBinding", "web", "subjects[0].name"], ["cluster-admin"]],
  ["another of its fields", ["ClusterRoleBinding", "web", "metadata.name"], []],
  [
    "the item of a list that is longer by name alone",
    ["ClusterRoleBinding", "web", "subjects[01]"],
    [],
  ],
  [
    "what a change would change that breaks a step",
    ["Deployment", "web", "spec.template.spec.automountServiceAccountToken"],
    ["serviceaccount/shop/web"],
  ],
  ["a whole container", ["Deployment", "web", "spec.template.spec.containers[0]"], []],
  [
    "the same of another object",
    ["Deployment", "other", "spec.template.spec.serviceAccountName"],
    [],
  ],
] as const)("%s", (_, field, expected) => {
  expect(stepsTo([DEPLOYMENT, ...REST], field)).toEqual(expected);
});

test("of a Pod that runs, what people write has the weakness", () => {
  const objects = [DEPLOYMENT, POD, ...REST];
  const path = "spec.template.spec.serviceAccountName";
  expect(stepsTo(objects, ["Deployment", "web", path])).toEqual(["serviceaccount/shop/web"]);
  expect(stepsTo(objects, ["Pod", "web-1", "spec.serviceAccountName"])).toEqual([]);
});
