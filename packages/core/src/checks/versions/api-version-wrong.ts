import { meantApiVersionOf } from "../../versions/meant-api.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";

/** Objects of Kubernetes' own kinds name an API version that has the kind. */
export const apiVersionWrong: ObjectCheck = {
  on: "object",
  asWritten: true,
  id: "api-version-wrong",
  title: "API version that does not have the kind",
  topic: "versions",
  severity: "medium",
  description:
    "The API server rejects the object, in every version of Kubernetes: what it was meant to run or to protect is not there. It is examined as what it must mean, but nothing else relies on it: a NetworkPolicy in `v1` isolates no pod.",
  remediation: "Change `apiVersion` to the one that has the kind.",
  references: [],

  *evaluate({ object }) {
    const meant = meantApiVersionOf(object);
    if (meant === undefined) return;
    const path = ["apiVersion"];
    yield {
      path,
      message: `${object.apiVersion} has no ${object.kind}; ${meant} has it`,
      fix: replacing("may-break", path, meant),
    };
  },

  examples: {
    violating: [
      {
        title: "kinds of other groups, and a version that never was",
        objects: [
          { apiVersion: "v1", kind: "PodDisruptionBudget", metadata: { name: "web" } },
          { apiVersion: "apps/v1", kind: "CronJob", metadata: { name: "backup" } },
          { apiVersion: "networking.k8s.io/v2", kind: "Ingress", metadata: { name: "web" } },
        ],
        violations: [
          "PodDisruptionBudget/web apiVersion: v1 has no PodDisruptionBudget; policy/v1 has it",
          "CronJob/backup apiVersion: apps/v1 has no CronJob; batch/v1 has it",
          "Ingress/web apiVersion: networking.k8s.io/v2 has no Ingress; networking.k8s.io/v1 has it",
        ],
      },
    ],
    compliant: [
      {
        title: "the right version, one that is removed, and a kind of somebody else",
        objects: [
          { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "web" } },
          { apiVersion: "extensions/v1beta1", kind: "Ingress", metadata: { name: "web" } },
          { apiVersion: "serving.knative.dev/v1", kind: "Service", metadata: { name: "web" } },
        ],
      },
    ],
  },
};
