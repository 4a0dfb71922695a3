import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["escalate"],
  resources: [
    ["rbac.authorization.k8s.io", "clusterroles"],
    ["rbac.authorization.k8s.io", "roles"],
  ],
  named: () => true,
});

/** No role writes roles with more than it has. */
export const roleEscalationAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "role-escalation-allowed",
  title: "Role with the verb escalate",
  topic: "access",
  severity: "high",
  description:
    "The verb `escalate` lifts the rule that one can only grant rights that one has: whoever may modify a role that they have themselves can give themselves every right (privilege escalation).",
  remediation: "Remove `escalate` from the rule: whoever has a right can grant it without.",
  references: referencesTo({ "cis-1.12": ["5.1.8"], "mitre-attack": ["T1098"] }),
  aliases: ["checkov:CKV_K8S_158", "kubescape:C-0191"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "verbs" }),

  examples: {
    violating: [
      {
        title: "a verb among others, and every verb",
        objects: [
          clusterRole(
            "operator",
            rule(["update", "escalate"], "rbac.authorization.k8s.io", ["clusterroles"]),
          ),
          role("owner", rule(["*"], "rbac.authorization.k8s.io", ["roles"])),
        ],
        violations: [
          "ClusterRole/operator rules[0].verbs[1]: allows escalate on clusterroles of rbac.authorization.k8s.io",
          "Role/owner rules[0].verbs[0]: allows escalate on roles of rbac.authorization.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "writing what one has",
        objects: [
          role("owner", rule(["create", "update"], "rbac.authorization.k8s.io", ["roles"])),
        ],
      },
    ],
  },
};
