import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** No workload says that it is in the namespace `default`; one that says nothing may go anywhere. */
export const defaultNamespaceUsed: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "default-namespace-used",
  title: "Workload in the default namespace",
  topic: "namespaces",
  severity: "low",
  description:
    "Objects without a namespace end up in `default`, and roles, quotas and policies can hardly be set for such a mixture: one compromised workload endangers the others. An object that names no namespace is not reported, as the command that applies it decides.",
  remediation: "Create a namespace for the workload and set `metadata.namespace` to it.",
  references: referencesTo({ "cis-1.12": ["5.6.4"], "nsa-1.2": ["Namespaces"] }),
  aliases: [
    "checkov:CKV_K8S_21",
    "checkov:DefaultNamespace",
    "kube-linter:use-namespace",
    "kubescape:C-0061",
    "kubescape:C-0212",
    "trivy:KSV-0110",
    "datree:15",
  ],

  *evaluate({ reference, podTemplates }) {
    if (podTemplates.length === 0 || reference.namespace !== "default") return;
    yield { path: ["metadata", "namespace"], message: "workload is in the namespace default" };
  },

  examples: {
    violating: [
      {
        title: "a pod that says default",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "default" },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: ["Pod/web metadata.namespace: workload is in the namespace default"],
      },
    ],
    compliant: [
      {
        title: "a pod that says another or none",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { containers: [{ name: "web" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "api" },
            spec: { containers: [{ name: "api" }] },
          },
        ],
      },
    ],
  },
};
