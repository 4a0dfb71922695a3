import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Namespaces enforce the baseline or the restricted level of the Pod Security Standards. */
export const namespacePodSecurityLabelsMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-labels-missing",
  title: "Namespace without an enforced Pod Security level",
  topic: "namespaces",
  severity: "medium",
  description:
    "Unless the namespace enforces a Pod Security level, whoever may create pods in it can create a privileged one and control the node. The labels `warn` and `audit` reject nothing. System namespaces are left out: their components need more privileges.",
  remediation:
    "Set the label `pod-security.kubernetes.io/enforce: restricted`, or `baseline` where that breaks its pods.",
  references: referencesTo({
    "cis-1.12": ["5.2.1"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1610", "T1611"],
    "ms-threat-matrix": ["MS-TA9008"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "kubescape:C-0192",
    "kubescape:C-0193",
    "kubescape:C-0194",
    "kubescape:C-0195",
    "kubescape:C-0196",
    "kubescape:C-0202",
    "kubescape:C-0203",
    "kubescape:C-0204",
  ],

  *evaluate(entry) {
    if (!isUserNamespace(entry)) return;
    const labels = stringMapOf(entry.object, "labels");
    const level = Object.hasOwn(labels, ENFORCE) ? labels[ENFORCE] : undefined;
    if (level === "baseline" || level === "restricted") return;
    const path = ["metadata", "labels", ENFORCE];
    yield {
      path,
      message:
        level === undefined
          ? "namespace enforces no Pod Security level"
          : `namespace enforces Pod Security level "${level}"`,
      fix: setting("may-break", path, level, "baseline"),
    };
  },

  examples: {
    violating: [
      {
        title: "no level, and the level that forbids nothing",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/warn": "restricted" } },
          },
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "bank",
              labels: { "pod-security.kubernetes.io/enforce": "privileged" },
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/enforce]: namespace enforces no Pod Security level",
          'Namespace/bank metadata.labels[pod-security.kubernetes.io/enforce]: namespace enforces Pod Security level "privileged"',
        ],
      },
    ],
    compliant: [
      {
        title: "a level, and a namespace of Kubernetes",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
          },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } },
        ],
      },
    ],
  },
};
