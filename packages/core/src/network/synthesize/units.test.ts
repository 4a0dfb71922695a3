import { expect, test } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { networkEndpointsOf } from "../endpoints.ts";
import { unitsOf } from "./units.ts";

function workload(kind: string, name: string): KubernetesObject {
  const template = { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "c" }] } };
  return {
    apiVersion: kind === "Job" ? "batch/v1" : "apps/v1",
    kind,
    metadata: { name, namespace: "x" },
    spec: { template },
  };
}

function selectorsOf(objects: readonly KubernetesObject[]): readonly unknown[] {
  return unitsOf(networkEndpointsOf(snapshotOf(objects))).map(({ workloads, selector }) => [
    workloads.map(({ name }) => name),
    selector,
  ]);
}

test("Jobs that people's labels do not tell apart are told apart by their names", () => {
  expect(selectorsOf([workload("Job", "one"), workload("Job", "two")])).toEqual([
    [["one"], { labels: { "batch.kubernetes.io/job-name": "one" }, absent: [] }],
    [["two"], { labels: { "batch.kubernetes.io/job-name": "two" }, absent: [] }],
  ]);
});

test("what controllers give other pods each time tells nothing apart", () => {
  expect(selectorsOf([workload("StatefulSet", "one"), workload("Deployment", "two")])).toEqual([
    [["one", "two"], { labels: { app: "a" }, absent: [] }],
  ]);
});
