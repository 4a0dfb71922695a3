import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";

/** A PodDisruptionBudget lets broken pods go. */
export const disruptionBudgetUnhealthyPodsKept: ObjectCheck = {
  on: "object",
  kinds: ["policy/PodDisruptionBudget"],
  id: "disruption-budget-unhealthy-pods-kept",
  title: "PodDisruptionBudget protects unhealthy pods",
  topic: "reliability",
  severity: "info",
  description:
    "By default pods that are not ready may only be evicted while enough others are ready: a workload that does not work at all blocks the drain of its nodes, although nothing could be disrupted.",
  remediation: "Set `unhealthyPodEvictionPolicy: AlwaysAllow`.",
  references: [],
  aliases: ["kube-linter:pdb-unhealthy-pod-eviction-policy"],

  *evaluate({ object }) {
    const current = valueAt(object, "spec", "unhealthyPodEvictionPolicy");
    if (current === "AlwaysAllow") return;
    const path = ["spec", "unhealthyPodEvictionPolicy"];
    yield {
      path,
      message: "unhealthyPodEvictionPolicy is not AlwaysAllow",
      fix: setting("may-break", path, current, "AlwaysAllow"),
    };
  },

  examples: {
    violating: [
      {
        title: "the default",
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
          },
        ],
        violations: [
          "PodDisruptionBudget/web spec.unhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy is not AlwaysAllow",
        ],
      },
    ],
    compliant: [
      {
        title: "one that lets them go",
        objects: [
          {
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name: "web" },
            spec: {
              maxUnavailable: 1,
              unhealthyPodEvictionPolicy: "AlwaysAllow",
              selector: { matchLabels: { app: "web" } },
            },
          },
        ],
      },
    ],
  },
};
