import { LABEL_PREFIX } from "../../pod-security/policy.ts";
import type { ObjectCheck } from "../check.ts";
import { podSecurityPolicyOf } from "../facts/pod-security-labels.ts";
import { referencesTo } from "../writing/references.ts";

const KNOWN: ReadonlySet<string> = new Set(
  ["enforce", "audit", "warn"].flatMap((mode) => [
    `${LABEL_PREFIX}${mode}`,
    `${LABEL_PREFIX}${mode}-version`,
  ]),
);

/** Labels of Pod Security say something that Kubernetes understands. */
export const namespacePodSecurityLabelInvalid: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  id: "namespace-pod-security-label-invalid",
  title: "Invalid Pod Security label",
  topic: "namespaces",
  severity: "medium",
  description:
    "A label with a misspelled name is silently ignored, so that the namespace is less protected than it looks. The API server rejects a namespace with a level or version that does not exist; in an existing one a wrong `audit` or `warn` level means privileged, and a wrong version means latest.",
  remediation:
    "Set `enforce`, `audit` or `warn` to `privileged`, `baseline` or `restricted`, and their `-version` to `latest` or `v1.x`.",
  references: referencesTo({ "cis-1.12": ["5.2.1"], "nsa-1.2": ["Pod security enforcement"] }),

  *evaluate(entry, cluster) {
    const { errors, labels } = podSecurityPolicyOf(entry, cluster);
    for (const { label, value, detail } of errors) {
      const path = ["metadata", "labels", label];
      yield { path, message: `label ${label} is "${value}", but ${detail}` };
    }
    for (const label of Object.keys(labels)) {
      if (KNOWN.has(label)) continue;
      yield {
        path: ["metadata", "labels", label],
        message: `label ${label} is not a Pod Security label and has no effect`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a level that does not exist, and a misspelled label",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/enforced": "restricted",
                "pod-security.kubernetes.io/warn": "strict",
              },
            },
          },
        ],
        violations: [
          'Namespace/shop metadata.labels[pod-security.kubernetes.io/warn]: label pod-security.kubernetes.io/warn is "strict", but must be one of privileged, baseline, restricted',
          "Namespace/shop metadata.labels[pod-security.kubernetes.io/enforced]: label pod-security.kubernetes.io/enforced is not a Pod Security label and has no effect",
        ],
      },
    ],
    compliant: [
      {
        title: "labels as they should be",
        objects: [
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: {
              name: "shop",
              labels: {
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/enforce-version": "v1.30",
                "pod-security.kubernetes.io/warn": "restricted",
              },
            },
          },
        ],
      },
    ],
  },
};
