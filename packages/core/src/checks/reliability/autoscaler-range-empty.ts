import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";

/** A HorizontalPodAutoscaler may add pods. */
export const autoscalerRangeEmpty: ObjectCheck = {
  on: "object",
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  id: "autoscaler-range-empty",
  title: "Autoscaler with maxReplicas equal to minReplicas",
  topic: "reliability",
  severity: "low",
  description:
    "With `maxReplicas` equal to `minReplicas` nothing is scaled up under load, so that load takes the service down. Below it, the API server rejects the object, which `object-refused` reports.",
  remediation: "Set `maxReplicas` above `minReplicas`.",
  references: [],
  aliases: ["polaris:hpaMaxAvailability"],

  *evaluate({ object }) {
    const minimum = valueAt(object, "spec", "minReplicas") ?? 1;
    const maximum = valueAt(object, "spec", "maxReplicas");
    if (typeof minimum !== "number" || typeof maximum !== "number" || maximum !== minimum) return;
    yield {
      path: ["spec", "maxReplicas"],
      message: `autoscaler keeps between ${minimum} and ${maximum} pods`,
    };
  },

  examples: {
    violating: [
      {
        title: "the same number twice",
        objects: [
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "web" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
              minReplicas: 3,
              maxReplicas: 3,
            },
          },
        ],
        violations: [
          "HorizontalPodAutoscaler/web spec.maxReplicas: autoscaler keeps between 3 and 3 pods",
        ],
      },
    ],
    compliant: [
      {
        title: "room to scale",
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
