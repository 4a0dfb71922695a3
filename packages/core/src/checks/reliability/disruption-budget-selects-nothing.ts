import { decodeStructure } from "../../kubernetes/decode.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import { compileSelection } from "../../kubernetes/pod-labels.ts";
import { compileSelector } from "../../kubernetes/selectors.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import { podLabelsIn } from "../../snapshot/pod-labels.ts";
import type { ObjectCheck } from "../check.ts";

/** In a whole cluster, a PodDisruptionBudget selects pods. */
export const disruptionBudgetSelectsNothing: ObjectCheck = {
  on: "object",
  kinds: ["policy/PodDisruptionBudget"],
  id: "disruption-budget-selects-nothing",
  title: "PodDisruptionBudget selects no pods",
  topic: "reliability",
  severity: "low",
  description:
    "A budget that selects no pods protects nothing, most likely because a label was changed. Reported only where the input is the whole cluster.",
  remediation: "Correct the selector, or delete the budget.",
  references: [],

  *evaluate(entry, cluster) {
    const { object, reference } = entry;
    if (
      !showsAllIn(cluster.snapshot, reference.namespace) ||
      groupOf(object) !== "policy" ||
      object.kind !== "PodDisruptionBudget"
    )
      return;
    const value = valueAt(object, "spec", "selector");
    if (value === undefined) return;
    const decoded = decodeStructure("LabelSelector", value);
    const selector = compileSelector(decoded.value);
    if (decoded.problems.length + selector.problems.length > 0) return;
    const labelsOf = podLabelsIn(cluster.snapshot);
    const pods = cluster.snapshot
      .inNamespace(reference.namespace)
      .flatMap((member) => member.podTemplates.map((template) => labelsOf(member, template)));
    const selection = compileSelection(decoded.value);
    if (pods.some((each) => selection(each) !== "none")) return;
    yield { path: ["spec", "selector"], message: "budget selects no pod" };
  },

  examples: {
    violating: [
      {
        title: "a label that no pod has",
        assumptions: { wholeCluster: true },
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
            metadata: { name: "api" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "api" } } },
          },
        ],
        violations: ["PodDisruptionBudget/api spec.selector: budget selects no pod"],
      },
    ],
    compliant: [
      {
        title: "what the controller of a Deployment gives its pods",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              selector: { matchExpressions: [{ key: "pod-template-hash", operator: "Exists" }] },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web", namespace: "shop" },
            spec: { template: { spec: { containers: [{ name: "web" }] } } },
          },
        ],
      },
      {
        title: "a part of a cluster",
        objects: [
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
