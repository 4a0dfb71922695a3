import { objectAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";

/** A PodDisruptionBudget says how many pods, and of which. */
export const disruptionBudgetEmpty: ObjectCheck = {
  on: "object",
  kinds: ["policy/PodDisruptionBudget"],
  id: "disruption-budget-empty",
  title: "PodDisruptionBudget without a limit or a selector",
  topic: "reliability",
  severity: "low",
  description:
    "A budget without a number allows every eviction, and one without a selector selects no pods: both protect nothing.",
  remediation: "Set `maxUnavailable: 1` and a `selector` that selects the pods of the workload.",
  references: [],
  aliases: ["kube-score:poddisruptionbudget-has-policy"],

  *evaluate({ object }) {
    const spec = objectAt(object, "spec");
    if (spec["minAvailable"] === undefined && spec["maxUnavailable"] === undefined) {
      yield { path: ["spec"], message: "budget sets neither minAvailable nor maxUnavailable" };
    }
    if (spec["selector"] === undefined) {
      yield { path: ["spec", "selector"], message: "budget has no selector" };
    }
  },

  examples: {
    violating: [
      {
        title: "no number",
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { selector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "api" },
            spec: { maxUnavailable: 1 },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec: budget sets neither minAvailable nor maxUnavailable",
          "PodDisruptionBudget/api spec.selector: budget has no selector",
        ],
      },
    ],
    compliant: [
      {
        title: "a number and a selector",
        objects: [
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
