import type { ObjectCheck } from "../../check.ts";
import { setting } from "../fixes.ts";
import { valueAt } from "../json-fields.ts";

/** A HorizontalPodAutoscaler keeps two pods or more. */
export const autoscalerMinimumLow: ObjectCheck = {
  on: "object",
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  id: "autoscaler-minimum-low",
  title: "Autoscaler that goes down to one pod",
  topic: "reliability",
  severity: "low",
  description:
    "When little is asked, a single pod is left: it takes the service down with its node, with every update and with every crash. An absent `minReplicas` is 1.",
  remediation: "Set `minReplicas` to 2 or more.",
  references: [],
  aliases: ["polaris:hpaMinAvailability", "kube-linter:hpa-minimum-three-replicas", "datree:13"],

  *evaluate({ object }) {
    const minimum = valueAt(object, "spec", "minReplicas");
    if (minimum !== undefined && minimum !== 1) return;
    const path = ["spec", "minReplicas"];
    yield {
      path,
      message:
        minimum === undefined ? "autoscaler keeps 1 pod, the default" : "autoscaler keeps 1 pod",
      fix: setting("needs-value", path, minimum, 2),
    };
  },

  examples: {
    violating: [
      {
        title: "one that says so and one that says nothing",
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
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "api" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
              maxReplicas: 5,
            },
          },
        ],
        violations: [
          "HorizontalPodAutoscaler/web spec.minReplicas: autoscaler keeps 1 pod",
          "HorizontalPodAutoscaler/api spec.minReplicas: autoscaler keeps 1 pod, the default",
        ],
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
