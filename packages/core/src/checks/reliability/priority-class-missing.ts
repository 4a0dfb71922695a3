import { clusterFact } from "../../cluster/cluster.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { longRunningPodsOf } from "../facts/workloads.ts";

/** Workload resources name a PriorityClass. */
export const priorityClassMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "priority-class-missing",
  title: "No priority class",
  topic: "reliability",
  severity: "info",
  description:
    "On full nodes pods without a priority are evicted first, and whoever may use a higher class preempts them. Where the input shows a PriorityClass with `globalDefault: true`, nothing is reported.",
  remediation: "Set `priorityClassName` to a PriorityClass.",
  references: [],
  aliases: ["polaris:priorityClassNotSet", "kube-linter:priority-class-name"],

  *evaluate(entry, cluster) {
    if (hasDefault(cluster).value) return;
    for (const template of longRunningPodsOf(entry)) {
      if (template.spec.priorityClassName || template.spec.priority !== undefined) continue;
      yield {
        path: locateInObject(template, ["spec", "priorityClassName"]),
        message: "pod has no priority class",
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a deployment without one",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.template.spec.priorityClassName: pod has no priority class",
        ],
      },
    ],
    compliant: [
      {
        title: "a class, and a default",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "scheduling.k8s.io/v1",
            kind: "PriorityClass",
            metadata: { name: "usual" },
            globalDefault: true,
            value: 10,
          },
        ],
      },
    ],
  },
};

const hasDefault = clusterFact((cluster) => ({
  value: cluster.snapshot
    .ofKind("scheduling.k8s.io", "PriorityClass")
    .some(({ object }) => valueAt(object, "globalDefault") === true),
}));
