import type { ObjectCheck } from "../check.ts";
import { scaledWorkloadOf } from "../facts/workloads.ts";
import { setting } from "../writing/fixes.ts";

/** Workload resources that keep a number of pods keep two or more. */
export const replicasFew: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "replicas-few",
  title: "Single replica",
  topic: "reliability",
  severity: "low",
  description:
    "With a single pod, its node, every update and every crash interrupt the service, and an attacker has to stop only one. Where an autoscaler sets the number, its minimum is examined; 0 replicas are intended.",
  remediation:
    "Set `replicas` to 2 or more, or state in an exception why the program can only run once.",
  references: [],
  aliases: [
    "polaris:deploymentMissingReplicas",
    "kube-linter:minimum-three-replicas",

    "datree:16",
  ],

  *evaluate(entry, cluster) {
    const workload = scaledWorkloadOf(entry, cluster);
    if (!workload || workload.autoscaler || workload.replicas !== 1) return;
    const path = ["spec", "replicas"];
    yield {
      path,
      message: workload.isStated ? "workload has 1 replica" : "workload has 1 replica, the default",
      fix: setting("needs-value", path, workload.isStated ? 1 : undefined, 2),
    };
  },

  examples: {
    violating: [
      {
        title: "one that says so and one that says nothing",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              replicas: 1,
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }] },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api" },
            spec: {
              template: {
                metadata: { labels: { app: "api" } },
                spec: { containers: [{ name: "api" }] },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "job" },
            spec: {
              replicas: 0,
              template: {
                metadata: { labels: { app: "job" } },
                spec: { containers: [{ name: "job" }] },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.replicas: workload has 1 replica",
          "Deployment/api spec.replicas: workload has 1 replica, the default",
        ],
      },
    ],
    compliant: [
      {
        title: "two replicas, and an autoscaler",
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
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api" },
            spec: {
              template: {
                metadata: { labels: { app: "api" } },
                spec: { containers: [{ name: "api" }] },
              },
            },
          },
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "api" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
              minReplicas: 2,
              maxReplicas: 5,
            },
          },
        ],
      },
    ],
  },
};
