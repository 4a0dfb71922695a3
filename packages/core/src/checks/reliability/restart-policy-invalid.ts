import { groupOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";

/** Pods of workload resources have a restart policy that the API server takes. */
export const restartPolicyInvalid: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "restart-policy-invalid",
  title: "Restart policy that the API refuses",
  topic: "reliability",
  severity: "medium",
  description:
    "Deployments, ReplicaSets, DaemonSets, StatefulSets and ReplicationControllers take `Always` only, Jobs and CronJobs `OnFailure` or `Never` only, and have to say so: the API server refuses anything else, and the old version keeps running.",
  remediation:
    "Set `restartPolicy` to `Always` or leave it out; for a Job set `OnFailure` or `Never`.",
  references: [],
  aliases: ["kube-linter:restart-policy", "datree:10"],

  *evaluate({ object, podTemplates }) {
    const wanted = WANTED.get(`${groupOf(object)}/${object.kind}`);
    if (!wanted) return;
    for (const template of podTemplates) {
      const policy = template.spec.restartPolicy || "Always";
      if (wanted.includes(policy)) continue;
      const path = locateInObject(template, ["spec", "restartPolicy"]);
      yield {
        path,
        message: `restartPolicy is ${policy}, but ${object.kind} takes ${wanted.join(" or ")} only`,
        fix: setting("needs-value", path, template.spec.restartPolicy, wanted[0] ?? "Always"),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a deployment that does not restart, and a job that says nothing",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }], restartPolicy: "Never" },
              },
            },
          },
          {
            apiVersion: "batch/v1",
            kind: "Job",
            metadata: { name: "migrate" },
            spec: { template: { spec: { containers: [{ name: "migrate" }] } } },
          },
        ],
        violations: [
          "Deployment/web spec.template.spec.restartPolicy: restartPolicy is Never, but Deployment takes Always only",
          "Job/migrate spec.template.spec.restartPolicy: restartPolicy is Always, but Job takes OnFailure or Never only",
        ],
      },
    ],
    compliant: [
      {
        title: "policies that the API takes",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                metadata: { labels: { app: "web" } },
                spec: { containers: [{ name: "web" }], restartPolicy: "Always" },
              },
            },
          },
          {
            apiVersion: "batch/v1",
            kind: "Job",
            metadata: { name: "migrate" },
            spec: {
              template: { spec: { restartPolicy: "Never", containers: [{ name: "migrate" }] } },
            },
          },
        ],
      },
    ],
  },
};

const WANTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["apps/DaemonSet", ["Always"]],
  ["apps/Deployment", ["Always"]],
  ["apps/ReplicaSet", ["Always"]],
  ["apps/StatefulSet", ["Always"]],
  ["/ReplicationController", ["Always"]],
  ["batch/CronJob", ["OnFailure", "Never"]],
  ["batch/Job", ["OnFailure", "Never"]],
]);
