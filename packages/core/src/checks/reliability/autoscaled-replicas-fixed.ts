import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { scaledWorkloadOf } from "../facts/workloads.ts";
import { removing } from "../writing/fixes.ts";

/** A workload that an autoscaler scales leaves `replicas` to it. */
export const autoscaledReplicasFixed: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "autoscaled-replicas-fixed",
  title: "Fixed replicas on an autoscaled workload",
  topic: "reliability",
  severity: "low",
  description:
    "Each time the manifest is applied, the number of replicas is reset to the one in it, in the middle of the load that the autoscaler scaled up for. Objects read from an API server always have the field and are left out.",
  remediation: "Remove `replicas` from the manifest.",
  references: [],
  aliases: ["kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured"],

  *evaluate(entry, cluster) {
    const workload = scaledWorkloadOf(entry, cluster);
    // What the API server gave out always has the field.
    if (!workload?.autoscaler || !workload.isStated) return;
    if (valueAt(entry.object, "metadata", "uid") !== undefined) return;
    const path = ["spec", "replicas"];
    yield {
      path,
      message: `replicas is set beside autoscaler ${workload.autoscaler.object.reference.name}`,
      fix: removing("may-break", path),
    };
  },

  examples: {
    violating: [
      {
        title: "a number beside an autoscaler",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              replicas: 3,
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
        ],
        violations: ["Deployment/web spec.replicas: replicas is set beside autoscaler web"],
      },
    ],
    compliant: [
      {
        title: "an autoscaler alone, and a number alone",
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
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api" },
            spec: {
              replicas: 3,
              template: {
                metadata: { labels: { app: "api" } },
                spec: { containers: [{ name: "api" }] },
              },
            },
          },
        ],
      },
    ],
  },
};
