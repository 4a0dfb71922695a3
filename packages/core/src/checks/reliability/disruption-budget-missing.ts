import type { ObjectCheck } from "../check.ts";
import { budgetsOf } from "../facts/disruption-budgets.ts";
import { fewestPodsOf, scaledWorkloadOf } from "../facts/workloads.ts";

/** A workload with several pods has a PodDisruptionBudget. */
export const disruptionBudgetMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  claimsAbsenceOf: ["policy/poddisruptionbudgets"],
  id: "disruption-budget-missing",
  title: "No PodDisruptionBudget",
  topic: "reliability",
  severity: "low",
  description:
    "Draining nodes, for an upgrade or by the cluster autoscaler, may evict all pods of the workload at once. A single pod needs no budget, which would only block the drain. Examined over the whole input.",
  remediation: "Add a PodDisruptionBudget that selects the pods, with `maxUnavailable: 1`.",
  references: [],
  aliases: [
    "polaris:missingPodDisruptionBudget",
    "kube-score:deployment-has-poddisruptionbudget",
    "kube-score:statefulset-has-poddisruptionbudget",
  ],

  *evaluate(entry, cluster) {
    const workload = scaledWorkloadOf(entry, cluster);
    if (!workload || (fewestPodsOf(workload) ?? 0) < 2) return;
    if (budgetsOf(entry, workload, cluster).length > 0) return;
    yield { path: ["metadata", "name"], message: "no PodDisruptionBudget selects the pods" };
  },

  examples: {
    violating: [
      {
        title: "several pods without one, beside a single pod",
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
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api" },
            spec: {
              replicas: 1,
              template: {
                metadata: { labels: { app: "api" } },
                spec: { containers: [{ name: "api" }] },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db" },
            spec: {
              replicas: 3,
              template: {
                metadata: { labels: { app: "db" } },
                spec: { containers: [{ name: "db" }] },
              },
            },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "db" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "db" } } },
          },
        ],
        violations: ["Deployment/web metadata.name: no PodDisruptionBudget selects the pods"],
      },
    ],
    compliant: [
      {
        title: "a budget that selects them",
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
        ],
      },
    ],
  },
};
