import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { adding } from "../writing/fixes.ts";

/** A HorizontalPodAutoscaler says how many pods it keeps. */
export const autoscalerMinimumUnset: ObjectCheck = {
  on: "object",
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  id: "autoscaler-minimum-unset",
  title: "Autoscaler without minReplicas",
  topic: "reliability",
  severity: "low",
  description:
    "Without `minReplicas` the autoscaler scales down to one pod, whatever `replicas` of the workload says: its node, every update and every crash then interrupt the service.",
  remediation: "Set `minReplicas` to 2 or more.",
  references: [],
  aliases: [
    "datree:13",
    "datree:HPA_MISSING_MINREPLICAS_KEY",
    "kube-linter:hpa-minimum-three-replicas",
  ],

  *evaluate({ object }) {
    const path = ["spec", "minReplicas"];
    if (valueAt(object, ...path) !== undefined) return;
    yield {
      path,
      message: "minReplicas is not set, and defaults to 1",
      fix: adding("needs-value", path, 2),
    };
  },

  examples: {
    violating: [
      {
        title: "one that says nothing",
        objects: [
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
          "HorizontalPodAutoscaler/api spec.minReplicas: minReplicas is not set, and defaults to 1",
        ],
      },
    ],
    compliant: [
      {
        title: "one that says two, and one that says one, which is another check's",
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
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "api" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
              minReplicas: 1,
              maxReplicas: 5,
            },
          },
        ],
      },
    ],
  },
};
