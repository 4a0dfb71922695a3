import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { servingContainersOf } from "../facts/probes.ts";
import { longRunningPodsOf } from "../facts/workloads.ts";

/** Containers of pods that run until somebody stops them have a liveness probe. */
export const livenessProbeMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "liveness-probe-missing",
  title: "No liveness probe",
  topic: "reliability",
  severity: "low",
  description:
    "A program that hangs without exiting is not restarted: one request that makes it hang takes it down for good. Pods that end by themselves (Jobs, `restartPolicy` other than Always), init and ephemeral containers are left out; native sidecars are not.",
  remediation:
    "Add a `livenessProbe` that only fails when a restart helps, and not when a service that the program depends on is down.",
  references: [],
  aliases: [
    "checkov:CKV_K8S_8",
    "polaris:livenessProbeMissing",
    "kube-linter:no-liveness-probe",
    "kube-score:pod-probes",
    "kubescape:C-0056",
    "datree:11",
  ],

  *evaluate(entry) {
    for (const template of longRunningPodsOf(entry)) {
      for (const { container, path, label } of servingContainersOf(template)) {
        if (container.livenessProbe) continue;
        yield {
          path: locateInObject(template, [...path, "livenessProbe"]),
          message: `${label} has no livenessProbe`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "one of two containers, and a native sidecar",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web" },
            spec: {
              template: {
                spec: {
                  initContainers: [{ name: "migrate" }, { name: "proxy", restartPolicy: "Always" }],
                  containers: [
                    { name: "web", livenessProbe: { tcpSocket: { port: 8080 } } },
                    { name: "log" },
                  ],
                },
              },
            },
          },
        ],
        violations: [
          'Deployment/web spec.template.spec.initContainers[1].livenessProbe: container "proxy" has no livenessProbe',
          'Deployment/web spec.template.spec.containers[1].livenessProbe: container "log" has no livenessProbe',
        ],
      },
    ],
    compliant: [
      {
        title: "a job",
        objects: [
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
