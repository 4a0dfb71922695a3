import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { targetOf } from "../facts/workloads.ts";

const KINDS: ReadonlySet<string> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

/** In a whole cluster, the target of an autoscaler is there. */
export const autoscalerTargetMissing: ObjectCheck = {
  on: "object",
  kinds: ["autoscaling/HorizontalPodAutoscaler"],
  id: "autoscaler-target-missing",
  title: "Autoscaler with a missing target",
  topic: "reliability",
  severity: "low",
  description:
    "An autoscaler without a target scales nothing, and the workload that it was meant for keeps its size. Reported only where the input is the whole cluster.",
  remediation: "Correct `scaleTargetRef`, or delete the autoscaler.",
  references: [],
  aliases: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kube-score:horizontalpodautoscaler-has-target",
    "kubescape:C-0300",
  ],

  *evaluate(entry, cluster) {
    const { object } = entry;
    if (!showsAllIn(cluster.snapshot, entry.reference.namespace)) return;
    const target = objectAt(object, "spec", "scaleTargetRef");
    const kind = textAt(target, "kind");
    // Custom resources scale pods that their controllers make.
    if (!KINDS.has(kind) || targetOf(entry, cluster)) return;
    yield {
      path: ["spec", "scaleTargetRef"],
      message: `target ${kind} ${textAt(target, "name")} does not exist`,
    };
  },

  examples: {
    violating: [
      {
        title: "another name than there is",
        assumptions: { wholeCluster: true },
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
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "webs" },
              minReplicas: 2,
              maxReplicas: 3,
            },
          },
        ],
        violations: [
          "HorizontalPodAutoscaler/web spec.scaleTargetRef: target Deployment webs does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [
          {
            apiVersion: "autoscaling/v2",
            kind: "HorizontalPodAutoscaler",
            metadata: { name: "web" },
            spec: {
              scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "webs" },
              minReplicas: 2,
              maxReplicas: 3,
            },
          },
        ],
      },
    ],
  },
};
