import type { Cluster } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import { type JsonValue, stringifyJson } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { podsOf, workloadsOf } from "../facts/disruption-budgets.ts";
import { fewestPodsOf, type ScaledWorkload } from "../facts/workloads.ts";

/** A PodDisruptionBudget lets some pod go. */
export const disruptionBudgetBlocksEviction: ObjectCheck = {
  on: "object",
  kinds: ["policy/PodDisruptionBudget"],
  id: "disruption-budget-blocks-eviction",
  title: "PodDisruptionBudget that blocks every eviction",
  topic: "reliability",
  severity: "medium",
  description:
    "With `maxUnavailable: 0`, `minAvailable: 100%` or as many as there are pods, no pod can ever be evicted: nodes cannot be drained, and miss security updates until somebody deletes the budget. Where an autoscaler sets the number of pods, its minimum counts.",
  remediation: "Set `maxUnavailable: 1`, or a `minAvailable` below the number of pods.",
  references: [],
  aliases: [
    "polaris:pdbDisruptionsIsZero",
    "polaris:pdbMinAvailableEqualToHPAMinReplicas",
    "kube-linter:pdb-max-unavailable",
    "kube-linter:pdb-min-available",
  ],

  *evaluate(entry, cluster) {
    const { object } = entry;
    const maximum = valueAt(object, "spec", "maxUnavailable");
    const minimum = valueAt(object, "spec", "minAvailable");
    if (maximum === 0 || maximum === "0%") {
      yield { path: ["spec", "maxUnavailable"], message: `maxUnavailable is ${maximum}` };
    } else if (typeof minimum === "string" && (podsOf(minimum, 100) ?? 0) >= 100) {
      yield { path: ["spec", "minAvailable"], message: `minAvailable is ${minimum}` };
    } else if (minimum !== undefined) yield* blockedOf(entry, minimum, cluster);
  },

  examples: {
    violating: [
      {
        title: "no pod at all",
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { maxUnavailable: 0, selector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "api" },
            spec: { minAvailable: "100%", selector: { matchLabels: { app: "api" } } },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec.maxUnavailable: maxUnavailable is 0",
          "PodDisruptionBudget/api spec.minAvailable: minAvailable is 100%",
        ],
      },
      {
        title: "as many as there are",
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
            spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec.minAvailable: minAvailable is 2, and Deployment web has 2 pods",
        ],
      },
      {
        title: "more than an autoscaler keeps that does not say how few",
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
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "web" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
              maxReplicas: 5,
            },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec.minAvailable: minAvailable is 2, and Deployment web has 1 pod",
        ],
      },
    ],
    compliant: [
      {
        title: "room for one",
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
            spec: { minAvailable: 1, selector: { matchLabels: { app: "web" } } },
          },
        ],
      },
    ],
  },
};

/** The budgets whose number meets that of the pods; a share of them below 100 % never does for two pods or more. */
function* blockedOf(
  budget: SnapshotObject,
  minimum: JsonValue,
  cluster: Cluster,
): Generator<Violation> {
  for (const { entry, workload } of workloadsOf(budget, cluster)) {
    const pods = fewestPodsOf(workload);
    if (pods === undefined || pods === 0 || !isMet(minimum, pods, workload)) continue;
    const { kind, name } = entry.reference;
    yield {
      path: ["spec", "minAvailable"],
      message: `minAvailable is ${stringifyJson(minimum)}, and ${kind} ${name} has ${pods} ${pods === 1 ? "pod" : "pods"}`,
    };
    return;
  }
}

// More than an autoscaler says that it keeps has a check of its own.
function isMet(minimum: JsonValue, pods: number, { autoscaler }: ScaledWorkload): boolean {
  const needed = podsOf(minimum, pods);
  if (needed === undefined) return false;
  return autoscaler?.isMinimumStated ? needed === pods : needed >= pods;
}
