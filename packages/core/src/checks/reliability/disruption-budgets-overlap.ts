import { locateInObject } from "../../kubernetes/pod-template.ts";
import { podLabelsIn } from "../../snapshot/pod-labels.ts";
import type { ObjectCheck } from "../check.ts";
import { budgetsOf } from "../facts/disruption-budgets.ts";
import { scaledWorkloadOf } from "../facts/workloads.ts";

/** The pods of a workload have one PodDisruptionBudget. */
export const disruptionBudgetsOverlap: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "disruption-budgets-overlap",
  title: "Overlapping PodDisruptionBudgets",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server refuses to evict a pod that two budgets select, whatever they allow: its node cannot be drained for a security update.",
  remediation: "Keep one budget for the pods, or narrow the selectors.",
  references: [],

  *evaluate(entry, cluster) {
    const workload = scaledWorkloadOf(entry, cluster);
    if (!workload) return;
    const pods = podLabelsIn(cluster.snapshot)(entry, workload.template);
    const budgets = budgetsOf(entry, workload, cluster)
      .filter(({ entry: budget }) => budget.reference.namespace === entry.reference.namespace)
      .map(({ entry: budget, selects }) => ({ name: budget.reference.name, of: selects?.(pods) }))
      .filter(({ of }) => of === "all" || of === "some");
    const names = new Set(budgets.map(({ name }) => name));
    // Two that select some of the pods each may have none in common.
    if (names.size < 2 || budgets.every(({ of }) => of === "some")) return;
    yield {
      path: locateInObject(workload.template, ["metadata", "labels"]),
      message: `pods are selected by the disruption budgets ${[...names].join(", ")}`,
    };
  },

  examples: {
    violating: [
      {
        title: "two budgets",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              replicas: 2,
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "all" },
            spec: { maxUnavailable: 1, selector: {} },
          },
        ],
        violations: [
          "Deployment/web spec.template.metadata.labels: pods are selected by the disruption budgets web, all",
        ],
      },
    ],
    compliant: [
      {
        title: "one for each pod of a StatefulSet",
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "db-0", namespace: "shop" },
            spec: { selector: { matchLabels: { "apps.kubernetes.io/pod-index": "0" } } },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "db-1", namespace: "shop" },
            spec: { selector: { matchLabels: { "apps.kubernetes.io/pod-index": "1" } } },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db", namespace: "shop" },
            spec: { replicas: 2, template: { spec: { containers: [{ name: "db" }] } } },
          },
        ],
      },
      {
        title: "a budget each",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              replicas: 2,
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "api" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "api" } } },
          },
        ],
      },
    ],
  },
};
