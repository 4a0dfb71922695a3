import type { ObjectCheck } from "../check.ts";
import { podSecurityPolicyOf } from "../facts/pod-security-labels.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Namespaces that enforce a level enforce the restricted one. */
export const namespacePodSecurityBelowRestricted: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-below-restricted",
  title: "Namespace below the restricted Pod Security level",
  topic: "namespaces",
  severity: "info",
  description:
    "The baseline level blocks known privilege escalations, but allows containers to run as root, with the runtime's default capabilities and without a seccomp profile. Namespaces that enforce no level have a check of their own.",
  remediation:
    "Run `watertight pod-security recommend` to see what the restricted level would reject, fix that, and set `pod-security.kubernetes.io/enforce: restricted`.",
  references: referencesTo({
    "nsa-1.2": ["Pod security enforcement"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kubescape:C-0197", "kubescape:C-0198", "kubescape:C-0201"],

  *evaluate(entry, cluster) {
    if (!isUserNamespace(entry)) return;
    const { policy, labels } = podSecurityPolicyOf(entry, cluster);
    if (labels[ENFORCE] !== "baseline" || policy.enforce.level !== "baseline") return;
    const path = ["metadata", "labels", ENFORCE];
    yield {
      path,
      message: "namespace enforces the baseline level only",
      fix: replacing("may-break", path, "restricted"),
    };
  },

  examples: {
    violating: [
      {
        title: "a namespace at the baseline level, beside a restricted one",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: { "pod-security.kubernetes.io/enforce": "baseline" },
            },
          },
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "bank",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/enforce]: namespace enforces the baseline level only",
        ],
      },
    ],
    compliant: [
      {
        title: "the restricted level",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "bank",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
        ],
      },
    ],
  },
};
