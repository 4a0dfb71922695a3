import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";

/** Where we knowingly say something else than the API server; an agreement that nobody expected fails too. */
export interface ValidationDifference {
  readonly reason: string;
  readonly object: KubernetesObject;
}

const container = { name: "main", image: "web:1" };

function podWith(annotations: JsonObject): KubernetesObject {
  const metadata = { name: "web", annotations };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [container] } };
}

export const VALIDATION_DIFFERENCES: readonly ValidationDifference[] = [
  {
    reason:
      "Which time zones there are the API server looks up in its own files: what has the form of one counts.",
    object: {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "web" },
      spec: {
        schedule: "@daily",
        timeZone: "Mars/Phobos",
        jobTemplate: {
          spec: { template: { spec: { containers: [container], restartPolicy: "Never" } } },
        },
      },
    },
  },
  {
    reason: "The text of an expression is judged by the compiler of CEL, which knows types.",
    object: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "web" },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["*"], resources: ["pods"] },
          ],
        },
        validations: [{ expression: "1 +" }],
      },
    },
  },
  {
    reason:
      "Tolerations in an annotation of Kubernetes 1.5 do nothing since 1.6, but are still read.",
    object: podWith({ "scheduler.alpha.kubernetes.io/tolerations": "x" }),
  },
  {
    reason:
      "Metrics in annotations of autoscaling/v1 are what the API server writes for old clients.",
    object: {
      apiVersion: "autoscaling/v1",
      kind: "HorizontalPodAutoscaler",
      metadata: {
        name: "web",
        annotations: { "autoscaling.alpha.kubernetes.io/metrics": '[{"type":"x"}]' },
      },
      spec: {
        maxReplicas: 2,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      },
    },
  },
];
