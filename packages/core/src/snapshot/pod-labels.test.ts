import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { LabelSelectorRequirement } from "../kubernetes/api/types.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { compileSelection } from "../kubernetes/pod-labels.ts";
import { podLabelsIn } from "./pod-labels.ts";

const POD = { containers: [{ name: "c" }] };

function workload(
  kind: string,
  spec: JsonObject = {},
  metadata: JsonObject = {},
): KubernetesObject {
  const template = { metadata: { labels: { app: "a" } }, spec: POD };
  const apiVersion = /Job$/.test(kind) ? "batch/v1" : "apps/v1";
  const inner =
    kind === "CronJob" ? { jobTemplate: { spec: { template, ...spec } } } : { template, ...spec };
  return { apiVersion, kind, metadata: { name: "n", namespace: "x", ...metadata }, spec: inner };
}

/** What a selector `key Operator value,value` selects of the pods of the first object. */
function selected(
  objects: readonly KubernetesObject[],
  text: string,
  kubernetesVersion = "v1.36",
): string {
  const snapshot = snapshotOf(objects, { kubernetesVersion });
  const [member] = snapshot.objects;
  const [template] = member?.podTemplates ?? [];
  if (!member || !template) throw new Error("no pods");
  const [key = "", operator = "", values = ""] = text.split(" ");
  const requirement: LabelSelectorRequirement = {
    key,
    operator,
    ...(values !== "" && { values: values.split(",") }),
  };
  const labels = podLabelsIn(snapshot)(member, template);
  return compileSelection({ matchExpressions: [requirement] })(labels);
}

const TWO = workload("StatefulSet", { replicas: 2 });
const INDEXED = workload("Job", { completionMode: "Indexed", completions: 2 });

test.each([
  ["the pod's name", TWO, "statefulset.kubernetes.io/pod-name Exists", "all"],
  ["the pod's name", TWO, "statefulset.kubernetes.io/pod-name DoesNotExist", "none"],
  ["one of two pods", TWO, "statefulset.kubernetes.io/pod-name In n-0", "some"],
  ["both pods", TWO, "statefulset.kubernetes.io/pod-name In n-0,n-1", "all"],
  ["no pod of two", TWO, "statefulset.kubernetes.io/pod-name In n-2", "none"],
  ["a pod of another", TWO, "statefulset.kubernetes.io/pod-name In m-0", "none"],
  ["no number as it is written", TWO, "statefulset.kubernetes.io/pod-name In n-00", "none"],
  ["all but one", TWO, "statefulset.kubernetes.io/pod-name NotIn n-0", "some"],
  ["all but another's", TWO, "statefulset.kubernetes.io/pod-name NotIn m-0", "all"],
  ["a number", TWO, "apps.kubernetes.io/pod-index In 1", "some"],
  ["no number", TWO, "apps.kubernetes.io/pod-index In x", "none"],
  ["a revision", TWO, "controller-revision-hash In n-5d4c8b9f7d", "perhaps"],
  ["no revision", TWO, "controller-revision-hash In 5d4c8b9f7d", "none"],
  ["any revision", TWO, "controller-revision-hash Exists", "all"],
  ["a label of another controller", TWO, "pod-template-hash Exists", "none"],
  ["a hash", workload("Deployment"), "pod-template-hash Exists", "all"],
  ["this hash", workload("Deployment"), "pod-template-hash In 5d4c8b9f7d", "perhaps"],
  ["all but this hash", workload("Deployment"), "pod-template-hash NotIn 5d4c8b9f7d", "perhaps"],
  ["no hash", workload("Deployment"), "pod-template-hash In blue-green", "none"],
  ["a hash by itself", workload("ReplicaSet"), "pod-template-hash Exists", "none"],
  ["a revision", workload("DaemonSet"), "controller-revision-hash In 5d4c8b9f7d", "perhaps"],
  ["a generation", workload("DaemonSet"), "pod-template-generation In 3", "perhaps"],
  ["no generation", workload("DaemonSet"), "pod-template-generation In three", "none"],
  ["its name", workload("Job"), "batch.kubernetes.io/job-name In n", "all"],
  ["its name of old", workload("Job"), "job-name In n", "all"],
  ["another name", workload("Job"), "job-name In m", "none"],
  ["some uid", workload("Job"), "controller-uid Exists", "all"],
  [
    "its uid",
    workload("Job", {}, { uid: "0b1f2c3d-0000-4000-8000-000000000000" }),
    "batch.kubernetes.io/controller-uid In 0b1f2c3d-0000-4000-8000-000000000000",
    "all",
  ],
  [
    "what a person has set up",
    workload("Job", { manualSelector: true }),
    "job-name Exists",
    "none",
  ],
  ["no index", workload("Job"), "batch.kubernetes.io/job-completion-index Exists", "none"],
  ["one of two", INDEXED, "batch.kubernetes.io/job-completion-index In 1", "some"],
  ["none of two", INDEXED, "batch.kubernetes.io/job-completion-index In 2", "none"],
  ["a time", workload("CronJob"), "batch.kubernetes.io/job-name In n-29000000", "perhaps"],
  ["no time", workload("CronJob"), "batch.kubernetes.io/job-name In n", "none"],
  ["some time", workload("CronJob"), "job-name Exists", "all"],
  ["a zone, perhaps", workload("Deployment"), "topology.kubernetes.io/zone Exists", "perhaps"],
] as const)("a controller gives its pods %s: %#", (_, object, selector, expected) => {
  expect(selected([object], selector)).toBe(expected);
});

test.each([
  ["v1.26", "batch.kubernetes.io/job-name", INDEXED, "none"],
  ["v1.27", "batch.kubernetes.io/job-name", INDEXED, "all"],
  ["v1.26", "batch.kubernetes.io/controller-uid", INDEXED, "none"],
  ["v1.26", "job-name", INDEXED, "all"],
  ["v1.27", "batch.kubernetes.io/job-completion-index", INDEXED, "none"],
  ["v1.28", "batch.kubernetes.io/job-completion-index", INDEXED, "all"],
  ["v1.27", "apps.kubernetes.io/pod-index", TWO, "none"],
  ["v1.28", "apps.kubernetes.io/pod-index", TWO, "all"],
  ["v1.27", "statefulset.kubernetes.io/pod-name", TWO, "all"],
  ["v1.34", "topology.kubernetes.io/zone", TWO, "none"],
  ["v1.35", "topology.kubernetes.io/zone", TWO, "perhaps"],
] as const)("in %s, %s", (version, key, object, expected) => {
  expect(selected([object], `${key} Exists`, version)).toBe(expected);
});

test("the number of pods is known where it is written and nothing scales them", () => {
  const first = "statefulset.kubernetes.io/pod-name In n-0";
  expect(selected([workload("StatefulSet", { replicas: 1 })], first)).toBe("all");
  expect(selected([workload("StatefulSet")], first)).toBe("some");
  expect(selected([workload("StatefulSet", { replicas: 0 })], first)).toBe("some");
  const scaler = {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "h", namespace: "x" },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "n" } },
  };
  expect(selected([TWO, scaler], "statefulset.kubernetes.io/pod-name In n-7")).toBe("some");
});

test("numbers begin where spec.ordinals says", () => {
  const object = workload("StatefulSet", { replicas: 2, ordinals: { start: 5 } });
  expect(selected([object], "apps.kubernetes.io/pod-index In 5,6")).toBe("all");
  expect(selected([object], "apps.kubernetes.io/pod-index In 0")).toBe("none");
});

test("controllers replace what the template says, but for the labels of Jobs", () => {
  const template = (labels: JsonObject) => ({ metadata: { labels }, spec: POD });
  const deployment = workload("Deployment", { template: template({ "pod-template-hash": "a-b" }) });
  expect(selected([deployment], "pod-template-hash In a-b")).toBe("none");
  const job = workload("Job", { template: template({ "job-name": "m" }) });
  expect(selected([job], "job-name In m")).toBe("all");
  expect(selected([job], "batch.kubernetes.io/job-name In n")).toBe("all");
});

test("a Pod has the labels that it is written with, and perhaps those of the node that it comes to", () => {
  const pod = (spec: JsonObject): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "n", labels: { "pod-template-hash": "a" } },
    spec: { ...POD, ...spec },
  });
  expect(selected([pod({})], "pod-template-hash In a")).toBe("all");
  expect(selected([pod({})], "topology.kubernetes.io/zone In a")).toBe("perhaps");
  expect(selected([pod({ nodeName: "node" })], "topology.kubernetes.io/zone In a")).toBe("none");
});
