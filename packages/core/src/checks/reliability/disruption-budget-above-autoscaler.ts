import { type JsonValue, stringifyJson } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { podsOf, workloadsOf } from "../facts/disruption-budgets.ts";
import type { Autoscaler, ScaledWorkload } from "../facts/workloads.ts";

/** A PodDisruptionBudget does not ask for more pods than an autoscaler keeps. */
export const disruptionBudgetAboveAutoscaler: ObjectCheck = {
  on: "object",
  kinds: ["policy/PodDisruptionBudget"],
  id: "disruption-budget-above-autoscaler",
  title: "PodDisruptionBudget above the autoscaler's minimum",
  topic: "reliability",
  severity: "medium",
  description:
    "Under low load fewer pods run than the budget requires: no pod can be evicted, and nodes cannot be drained for a security update, just when it would disturb nobody. Autoscalers without `minReplicas` are reported by `disruption-budget-blocks-eviction`.",
  remediation: "Set `minAvailable` below the autoscaler's `minReplicas`, or use `maxUnavailable`.",
  references: [],
  aliases: [
    "polaris:pdbMinAvailableGreaterThanHPAMinReplicas",
    "polaris:pdbMinAvailableGreaterThanHPAMaxReplicas",
  ],

  *evaluate(entry, cluster) {
    const { object } = entry;
    const minimum = valueAt(object, "spec", "minAvailable");
    const above = workloadsOf(entry, cluster).flatMap(
      ({ workload }) => autoscalerBelow(minimum, workload) ?? [],
    );
    const [autoscaler] = above;
    if (!autoscaler) return;
    yield {
      path: ["spec", "minAvailable"],
      message: `minAvailable is ${stringifyJson(minimum ?? null)}, and autoscaler ${autoscaler.object.reference.name} keeps ${autoscaler.minimum}`,
    };
  },

  examples: {
    violating: [
      {
        title: "more than the autoscaler keeps",
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
              minReplicas: 2,
              maxReplicas: 5,
            },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { minAvailable: 3, selector: { matchLabels: { app: "web" } } },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec.minAvailable: minAvailable is 3, and autoscaler web keeps 2",
        ],
      },
    ],
    compliant: [
      {
        title: "less than the autoscaler keeps",
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
              minReplicas: 3,
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
      },
    ],
  },
};

// A share is one of the pods that are wanted at the time.
function autoscalerBelow(
  minimum: JsonValue | undefined,
  { autoscaler }: ScaledWorkload,
): (Autoscaler & { readonly minimum: number }) | undefined {
  if (autoscaler?.minimum === undefined || !autoscaler.isMinimumStated) return undefined;
  const needed = podsOf(minimum, autoscaler.minimum);
  if (needed === undefined || needed <= autoscaler.minimum) return undefined;
  return { ...autoscaler, minimum: autoscaler.minimum };
}
