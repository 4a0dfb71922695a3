import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { objectOf, PODS } from "../../testing/resources.ts";
import { keptObject } from "./keep.ts";

test("what no engine reads is left out, the rest is as the server has it", () => {
  const resource = { ...PODS, watchable: true };
  const item = {
    metadata: {
      ...{ name: "web", uid: "1", resourceVersion: "7", labels: { app: "web" } },
      managedFields: [{ manager: "kubectl" }],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
    },
    spec: { containers: [] },
    status: {
      phase: "Running",
      podIP: "10.0.0.7",
      conditions: [{ type: "Initialized", status: "True" }],
    },
  };
  const before = structuredClone(item);
  expect(keptObject(item, { resource })).toEqual({
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: { name: "web", uid: "1", resourceVersion: "7", labels: { app: "web" } },
    spec: { containers: [] },
    status: { phase: "Running", podIP: "10.0.0.7" },
  });
  expect(item).toEqual(before);
});

test("of another annotation than the copy nothing is lost, nor of a kind without status in use", () => {
  const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "{}", a: "b" };
  const resource = { group: "apps", version: "v1", name: "deployments", kind: "Deployment" };
  const item = { metadata: { name: "web", annotations }, status: { replicas: 1 } };
  expect(
    keptObject(item, { resource: { ...resource, namespaced: true, watchable: true } }),
  ).toEqual({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", annotations: { a: "b" } },
  });
});

test("who wrote an object, and as what, is kept where that goes", () => {
  const resource = { group: "policy", version: "v1", name: "poddisruptionbudgets" };
  const applied = { apiVersion: "policy/v1beta1", kind: "PodDisruptionBudget", spec: { a: "b" } };
  const writers = [
    {
      manager: "kubectl",
      operation: "Update",
      apiVersion: "policy/v1beta1",
      fieldsV1: { "f:a": {} },
    },
    { manager: "helm", operation: "Apply", apiVersion: "policy/v1", time: "2022-02-01T00:00:00Z" },
  ];
  const last = "kubectl.kubernetes.io/last-applied-configuration";
  const kept = (managedFields: readonly object[], annotation: object): unknown => {
    const metadata = {
      name: "web",
      managedFields: managedFields.map((each) => ({ ...each })),
      annotations: { [last]: JSON.stringify(annotation) },
    };
    const item = JSON.parse(
      JSON.stringify({ metadata, status: { disruptionsAllowed: 0 } }),
    ) as object;
    const kind = "PodDisruptionBudget";
    return keptObject(item as Parameters<typeof keptObject>[0], {
      resource: { ...resource, kind, namespaced: true, watchable: true },
    });
  };
  const { apiVersion, kind } = applied;
  const compact = writers.map(({ fieldsV1: _, ...rest }) => rest);
  const annotations = { [last]: JSON.stringify({ apiVersion, kind }) };
  const object = {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
    status: { disruptionsAllowed: 0 },
  };
  expect([
    kept(writers, { ...applied, apiVersion: "policy/v1" }),
    kept(writers.slice(1), applied),
    kept(writers.slice(1), { ...applied, apiVersion: "policy/v1" }),
  ]).toEqual([
    { ...object, metadata: { name: "web", managedFields: compact } },
    { ...object, metadata: { name: "web", annotations, managedFields: compact.slice(1) } },
    { ...object, metadata: { name: "web" } },
  ]);
});

test("of conditions only whether it is ready is kept, without the times", () => {
  const condition = { type: "Ready", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" };
  const item = { metadata: { name: "web" }, status: { conditions: [condition] } };
  expect(keptObject(item, { resource: { ...PODS, watchable: true } })).toEqual({
    ...objectOf(PODS, "web"),
    metadata: { name: "web" },
    status: { conditions: [{ type: "Ready", status: "True" }] },
  });
});

test("of containers' statuses the digests of their images are kept", () => {
  const imageID = `docker.io/library/web@sha256:${"a".repeat(64)}`;
  const statuses = [
    { name: "main", imageID, restartCount: 3, state: {} },
    { name: "local", imageID: "sha256:0123" },
  ];
  const item = { metadata: { name: "web" }, status: { containerStatuses: statuses } };
  expect(keptObject(item, { resource: { ...PODS, watchable: true } })).toEqual({
    ...objectOf(PODS, "web"),
    metadata: { name: "web" },
    status: { containerStatuses: [{ name: "main", imageID }] },
  });
});

test("of a CustomResourceDefinition the schemas are left out", () => {
  const resource = {
    ...{ group: "apiextensions.k8s.io", version: "v1", name: "customresourcedefinitions" },
    ...{ kind: "CustomResourceDefinition", namespaced: false, watchable: true },
  };
  const versions = [{ name: "v1", served: true, schema: { openAPIV3Schema: {} } }];
  const item = { metadata: { name: "a.b" }, spec: { group: "b", versions }, status: {} };
  expect(keptObject(item, { resource })).toEqual({
    ...objectOf(resource, "a.b"),
    spec: { group: "b", versions: [{ name: "v1", served: true }] },
  });
});

test("every file of the engines that reads a status is known: a new one has its fields kept", () => {
  const core = fileURLToPath(new URL("../../../core/src/", import.meta.url));
  const reads = /\b(?:objectAt|listAt|textAt|textsAt|valueAt|addressReachOf)\([^()]*"status"/;
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      /(?<![.]test)[.]ts$/.test(file) &&
      // The status of an advisory, or of an event's answer, is no status of an object.
      !/^(?:images|audit|detections)\//.test(file) &&
      reads.test(readFileSync(`${core}${file}`, "utf8")),
  );
  expect(files.toSorted()).toEqual([
    "access/node-graph.ts",
    "checks/versions/component-version-skew.ts",
    "image-risk/running.ts",
    "network/cilium-config.ts",
    "network/endpoints.ts",
    "network/exposure/gateway-reach.ts",
    "network/exposure/node-scope.ts",
    "network/load-balancer-reach.ts",
    "network/services.ts",
    "placement/pods.ts",
    "placement/reading.ts",
    "tenancy/channels/nodes.ts",
    "upgrade/budgets.ts",
    "upgrade/lockouts.ts",
    "upgrade/pods.ts",
    "upgrade/rooms.ts",
    "upgrade/verify.ts",
    "versions/deprecations/rules.ts",
  ]);
});
