import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";

/** A HorizontalPodAutoscaler keeps two pods or more. */
export const autoscalerMinimumLow: ObjectCheck = {
  on: "object",
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  id: "autoscaler-minimum-low",
  title: "Autoscaler with minReplicas below 2",
  topic: "reliability",
  severity: "low",
  description:
    "Under low load a single pod is left: its node, every update and every crash interrupt the service. Autoscalers without `minReplicas` are reported by `autoscaler-minimum-unset`.",
  remediation: "Set `minReplicas` to 2 or more.",
  references: [],
  aliases: ["polaris:hpaMinAvailability", "kube-linter:hpa-minimum-three-replicas"],

  *evaluate({ object }) {
    const path = ["spec", "minReplicas"];
    if (valueAt(object, ...path) !== 1) return;
    yield {
      path,
      message: "autoscaler keeps 1 pod",
      fix: replacing("needs-value", path, 2),
    };
  },

  examples: {
    violating: [
      {
        title: "one that says so",
        objects: [
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "web" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
              minReplicas: 1,
              maxReplicas: 5,
            },
          },
        ],
        violations: ["HorizontalPodAutoscaler/web spec.minReplicas: autoscaler keeps 1 pod"],
      },
    ],
    compliant: [
      {
        title: "two pods",
        objects: [
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
        ],
      },
    ],
  },
};
