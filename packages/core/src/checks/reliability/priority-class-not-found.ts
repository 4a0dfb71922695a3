import { clusterFact } from "../../cluster/cluster.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";

/** In a whole cluster, the PriorityClass that a pod names is there. */
export const priorityClassNotFound: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "priority-class-not-found",
  title: "Priority class that does not exist",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server rejects a pod whose PriorityClass does not exist, so that the next restart takes the workload down. Reported only where the input is the whole cluster; the classes that Kubernetes creates always exist.",
  remediation: "Create the PriorityClass, or correct `priorityClassName`.",
  references: [],

  *evaluate({ podTemplates }, cluster) {
    if (podTemplates.length === 0 || !showsAll(cluster.snapshot)) return;
    for (const template of podTemplates) {
      const name = template.spec.priorityClassName ?? "";
      if (name === "" || name.startsWith("system-") || classes(cluster).has(name)) continue;
      yield {
        path: locateInObject(template, ["spec", "priorityClassName"]),
        message: `priority class ${name} does not exist`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "another name than there is",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "scheduling.k8s.io/v1",
            kind: "PriorityClass",
            metadata: { name: "usual" },
            value: 10,
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }], priorityClassName: "high" },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.template.spec.priorityClassName: priority class high does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a class of Kubernetes",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: {
                  containers: [{ name: "web" }],
                  priorityClassName: "system-cluster-critical",
                },
              },
            },
          },
        ],
      },
      {
        title: "a part of a cluster",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }], priorityClassName: "high" },
              },
            },
          },
        ],
      },
    ],
  },
};

const classes = clusterFact(
  (cluster) =>
    new Set(
      cluster.snapshot
        .ofKind("scheduling.k8s.io", "PriorityClass")
        .map(({ reference }) => reference.name),
    ),
);
