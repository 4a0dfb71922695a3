import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch", "delete"],
  resources: [
    ["admissionregistration.k8s.io", "mutatingwebhookconfigurations"],
    ["admissionregistration.k8s.io", "validatingwebhookconfigurations"],
    ["admissionregistration.k8s.io", "mutatingadmissionpolicies"],
    ["admissionregistration.k8s.io", "mutatingadmissionpolicybindings"],
    ["admissionregistration.k8s.io", "validatingadmissionpolicies"],
    ["admissionregistration.k8s.io", "validatingadmissionpolicybindings"],
  ],
});

/** No role changes admission. */
export const webhookConfigurationWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "webhook-configuration-writable",
  title: "Role can modify admission webhooks or policies",
  topic: "access",
  severity: "high",
  description:
    "Whoever modifies webhooks or admission policies reads everybody's requests, Secrets included, changes them on their way, or admits what was rejected. A rule for objects that it names is left out.",
  remediation: "List the program's own configurations in `resourceNames`.",
  references: referencesTo({
    "cis-1.12": ["5.1.12"],
    "mitre-attack": ["T1546"],
    "ms-threat-matrix": ["MS-TA9015"],
  }),
  aliases: ["checkov:CKV_K8S_155", "kubescape:C-0281", "trivy:KSV-0114"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "patching webhooks",
        objects: [
          clusterRole(
            "injector",
            rule(["get", "patch"], "admissionregistration.k8s.io", [
              "mutatingwebhookconfigurations",
            ]),
          ),
        ],
        violations: [
          "ClusterRole/injector rules[0].resources[0]: allows patch on mutatingwebhookconfigurations of admissionregistration.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "its own webhook",
        objects: [
          clusterRole(
            "injector",
            rule(
              ["patch"],
              "admissionregistration.k8s.io",
              ["mutatingwebhookconfigurations"],
              ["injector"],
            ),
          ),
        ],
      },
    ],
  },
};
