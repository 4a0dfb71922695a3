import type { PodSpec } from "../../kubernetes/api/types.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { fewestPodsOf, scaledWorkloadOf } from "../facts/workloads.ts";

/** A workload with several pods says that they go to different nodes. */
export const podsNotSpread: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pods-not-spread",
  title: "Pods not spread across nodes",
  topic: "reliability",
  severity: "low",
  description:
    "Without topologySpreadConstraints or podAntiAffinity the scheduler may place several pods on one node, and one failed or compromised node takes the service down.",
  remediation:
    "Add a `topologySpreadConstraints` entry on `kubernetes.io/hostname` that selects the pods, and one on `topology.kubernetes.io/zone`.",
  references: [],
  impliedBy: ["replicas-few"],
  aliases: [
    "polaris:topologySpreadConstraint",
    "kube-linter:no-anti-affinity",
    "datree:83",
    "kube-score:deployment-has-host-podantiaffinity",
    "kube-score:statefulset-has-host-podantiaffinity",
  ],

  *evaluate(entry, cluster) {
    const workload = scaledWorkloadOf(entry, cluster);
    if (!workload) return;
    // An absent number is most often one that something else sets; until then it is what replicas-few is about.
    const isOne = workload.isStated || workload.autoscaler !== undefined;
    if (isOne && (fewestPodsOf(workload) ?? 2) < 2) return;
    if (saysWhere(workload.template.spec)) return;
    yield {
      path: locateInObject(workload.template, ["spec", "topologySpreadConstraints"]),
      message: "pods have no topology spread constraint or anti-affinity",
    };
  },

  examples: {
    violating: [
      {
        title: "several pods, beside a single one",
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
              replicas: 1,
              template: {
                metadata: { labels: { app: "api" } },
                spec: { containers: [{ name: "api" }] },
              },
            },
          },
        ],
        violations: [
          "Deployment/web spec.template.spec.topologySpreadConstraints: pods have no topology spread constraint or anti-affinity",
        ],
      },
    ],
    compliant: [
      {
        title: "a constraint, and an anti-affinity",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              replicas: 2,
              template: {
                metadata: { labels: { app: "web" } },
                spec: {
                  containers: [{ name: "web" }],
                  topologySpreadConstraints: [
                    {
                      maxSkew: 1,
                      topologyKey: "kubernetes.io/hostname",
                      whenUnsatisfiable: "ScheduleAnyway",
                    },
                  ],
                },
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "api" },
            spec: {
              replicas: 2,
              template: {
                metadata: { labels: { app: "api" } },
                spec: {
                  containers: [{ name: "api" }],
                  affinity: {
                    podAntiAffinity: {
                      requiredDuringSchedulingIgnoredDuringExecution: [
                        { topologyKey: "kubernetes.io/hostname" },
                      ],
                    },
                  },
                },
              },
            },
          },
        ],
      },
    ],
  },
};

function saysWhere({ topologySpreadConstraints = [], affinity }: PodSpec): boolean {
  const terms = [
    affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
    affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution,
  ].flatMap((each): readonly unknown[] => each ?? []);
  return topologySpreadConstraints.length + terms.length > 0;
}
