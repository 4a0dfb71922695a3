import { serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import type { PodCheck } from "../check.ts";
import { tokenOf } from "../facts/service-accounts.ts";
import { referencesTo } from "../writing/references.ts";

/** Pods that mount a token name a service account of their own. */
export const defaultServiceAccountUsed: PodCheck = {
  on: "pod",
  id: "default-service-account-used",
  title: "Pod uses the default service account",
  topic: "service-accounts",
  severity: "low",
  description:
    "Every pod that names no service account shares `default`. A right granted to it for one program is a right of all of them, and the audit log cannot tell which one used it. Pods without a token, by `automountServiceAccountToken: false` of the pod or the account, are left out.",
  remediation: "Create a ServiceAccount for the workload and name it in `serviceAccountName`.",
  references: referencesTo({
    "cis-1.12": ["5.1.5"],
    "nsa-1.2": ["Protecting Pod service account tokens"],
    "mitre-attack": ["T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: ["kube-linter:default-service-account", "kubescape:C-0189", "datree:36"],

  *evaluate(pod, { object, cluster }) {
    if (serviceAccountNameOf(pod.spec) !== "default") return;
    if (tokenOf(pod, object, cluster).mounted === "no") return;
    yield {
      path: ["spec", "serviceAccountName"],
      message: "pod uses the service account default",
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that names none",
        pod: { spec: { containers: [{ name: "web" }] } },
        violations: ["spec.serviceAccountName: pod uses the service account default"],
      },
    ],
    compliant: [
      {
        title: "a pod that names its own",
        pod: { spec: { serviceAccountName: "web", containers: [{ name: "web" }] } },
      },
      {
        title: "a pod without a token",
        pod: { spec: { automountServiceAccountToken: false, containers: [{ name: "web" }] } },
      },
      {
        title: "a pod whose account mounts none",
        pod: { spec: { containers: [{ name: "web" }] } },
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "default" },
            automountServiceAccountToken: false,
          },
        ],
      },
    ],
  },
};
