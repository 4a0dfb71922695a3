import type { Violation } from "../../findings/finding.ts";
import { LABEL_PREFIX, type PodSecurityPolicy } from "../../pod-security/policy.ts";
import type { ObjectCheck } from "../check.ts";
import { podSecurityPolicyOf } from "../facts/pod-security-labels.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Namespaces that enforce less than the restricted level tell somebody about the pods that break it. */
export const namespacePodSecurityWarnAuditMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-warn-audit-missing",
  formerId: "namespace-pod-security-not-heard",
  title: "Namespace without Pod Security warn or audit labels",
  topic: "namespaces",
  severity: "info",
  description:
    "The modes `warn` and `audit` reject nothing: they report, to whoever applies a pod and in the audit log, which pods a stricter level would reject. Without them nobody notices such pods, or knows when the namespace is ready for the stricter level.",
  remediation:
    "Set the labels `pod-security.kubernetes.io/warn: restricted` and `pod-security.kubernetes.io/audit: restricted`.",
  aliases: ["watertight:namespace-pod-security-not-heard"],
  references: referencesTo({ "nsa-1.2": ["Pod security enforcement"] }),

  *evaluate(entry, cluster) {
    if (!isUserNamespace(entry)) return;
    const { policy, labels } = podSecurityPolicyOf(entry, cluster);
    if (policy.enforce.level === "restricted") return;
    for (const mode of ["warn", "audit"] as const) {
      // A label that says something is a decision; a wrong one has a check of its own.
      if (Object.hasOwn(labels, LABEL_PREFIX + mode) || policy[mode].level === "restricted")
        continue;
      yield violationOf(mode);
    }
  },

  examples: {
    violating: [
      {
        title: "a namespace that only enforces",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/warn": "restricted",
              },
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/audit]: namespace has no audit level of Pod Security",
        ],
      },
    ],
    compliant: [
      {
        title: "a restricted namespace, and one that tells",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "bank",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/audit": "restricted",
                "pod-security.kubernetes.io/warn": "restricted",
              },
            },
          },
        ],
      },
    ],
  },
};

function violationOf(mode: keyof PodSecurityPolicy): Violation {
  const path = ["metadata", "labels", LABEL_PREFIX + mode];
  return {
    path,
    message: `namespace has no ${mode} level of Pod Security`,
    fix: adding("safe", path, "restricted"),
  };
}
