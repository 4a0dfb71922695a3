import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: [
    "impersonate",
    "impersonate:user-info",
    "impersonate:serviceaccount",
    "impersonate:arbitrary-node",
    "impersonate:associated-node",
  ],
  resources: [
    ["", "users"],
    ["", "groups"],
    ["", "serviceaccounts"],
    ["authentication.k8s.io", "users"],
    ["authentication.k8s.io", "groups"],
    ["authentication.k8s.io", "serviceaccounts"],
    ["authentication.k8s.io", "nodes"],
  ],
  named: () => true,
});
/** No role acts as others. */
export const impersonationAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "impersonation-allowed",
  title: "Role can impersonate",
  topic: "access",
  severity: "high",
  description:
    "Whoever impersonates another has their rights, and the audit log shows the other first. Users and groups can only be impersonated by a right in the whole cluster, so that a Role grants it for service accounts alone; the group `system:masters` has every right.",
  remediation:
    "Remove `impersonate` from the rule, or list in `resourceNames` only accounts with no more rights than the holder.",
  references: referencesTo({ "cis-1.12": ["5.1.8"], "mitre-attack": ["T1078"] }),
  aliases: [
    "checkov:CKV2_K8S_3",
    "datree:105",
    "kubescape:C-0065",
    "kubescape:C-0191",
    "trivy:KSV-0043",
  ],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "verbs" }),

  examples: {
    violating: [
      {
        title: "groups in the cluster, an account by name in a namespace, and the constrained mode",
        objects: [
          clusterRole("proxy", rule(["impersonate"], "", ["groups"])),
          role("support", rule(["impersonate"], "", ["serviceaccounts"], ["access-manager"])),
          clusterRole("gate", rule(["impersonate:user-info"], "authentication.k8s.io", ["users"])),
        ],
        violations: [
          "ClusterRole/proxy rules[0].verbs[0]: allows impersonate on groups",
          "Role/support rules[0].verbs[0]: allows impersonate on serviceaccounts named access-manager",
          "ClusterRole/gate rules[0].verbs[0]: allows impersonate:user-info on users of authentication.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "users in a Role, which grants nothing",
        objects: [role("support", rule(["impersonate"], "", ["users"]))],
      },
    ],
  },
};
