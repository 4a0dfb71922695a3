import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { servingContainersOf } from "../facts/probes.ts";
import { longRunningPodsOf } from "../facts/workloads.ts";

/** Containers of pods that run until somebody stops them have a readiness probe. */
export const readinessProbeMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "readiness-probe-missing",
  title: "No readiness probe",
  topic: "reliability",
  severity: "low",
  description:
    "The pod gets requests before the program can answer and while it cannot, and a rolling update replaces working pods by broken ones. Pods that end by themselves (Jobs, `restartPolicy` other than Always), init and ephemeral containers are left out; native sidecars are not.",
  remediation: "Add a `readinessProbe` that succeeds once the program can answer.",
  references: [],
  aliases: [
    "checkov:CKV_K8S_9",
    "polaris:readinessProbeMissing",
    "kube-linter:no-readiness-probe",
    "kube-score:pod-probes",
    "kubescape:C-0018",
    "datree:12",
  ],

  *evaluate(entry) {
    for (const template of longRunningPodsOf(entry)) {
      for (const { container, path, label } of servingContainersOf(template)) {
        if (container.readinessProbe) continue;
        yield {
          path: locateInObject(template, [...path, "readinessProbe"]),
          message: `${label} has no readinessProbe`,
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
                    { name: "web", readinessProbe: { tcpSocket: { port: 8080 } } },
                    { name: "log" },
                  ],
                },
              },
            },
          },
        ],
        violations: [
          'Deployment/web spec.template.spec.initContainers[1].readinessProbe: container "proxy" has no readinessProbe',
          'Deployment/web spec.template.spec.containers[1].readinessProbe: container "log" has no readinessProbe',
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
