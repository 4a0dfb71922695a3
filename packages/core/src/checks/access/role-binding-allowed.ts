import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["bind"],
  resources: [
    ["rbac.authorization.k8s.io", "clusterroles"],
    ["rbac.authorization.k8s.io", "roles"],
  ],
  named: (names) => names.some((name) => STRONG.has(name)),
});

const STRONG: ReadonlySet<string> = new Set(["cluster-admin", "admin", "edit"]);

/** No role binds any role that there is. */
export const roleBindingAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "role-binding-allowed",
  title: "Role with the verb bind",
  topic: "access",
  severity: "high",
  description:
    "The verb `bind` lifts the rule that one can only bind roles whose rights one has: whoever may also create bindings can give themselves any role, cluster-admin included. A rule that lists harmless roles in `resourceNames` is the intended use.",
  remediation:
    "List the roles that may be bound in `resourceNames`, without cluster-admin, admin and edit.",
  references: referencesTo({ "cis-1.12": ["5.1.8"], "mitre-attack": ["T1098"] }),
  aliases: ["checkov:CKV_K8S_157", "kubescape:C-0191"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "verbs" }),

  examples: {
    violating: [
      {
        title: "any ClusterRole, and cluster-admin by name",
        objects: [
          clusterRole(
            "access-manager",
            rule(["get", "bind"], "rbac.authorization.k8s.io", ["clusterroles"]),
          ),
          role(
            "owner",
            rule(
              ["bind"],
              "rbac.authorization.k8s.io",
              ["clusterroles"],
              ["view", "cluster-admin"],
            ),
          ),
        ],
        violations: [
          "ClusterRole/access-manager rules[0].verbs[1]: allows bind on clusterroles of rbac.authorization.k8s.io",
          "Role/owner rules[0].verbs[0]: allows bind on clusterroles of rbac.authorization.k8s.io named view and cluster-admin",
        ],
      },
    ],
    compliant: [
      {
        title: "a role by name",
        objects: [
          role("owner", rule(["bind"], "rbac.authorization.k8s.io", ["clusterroles"], ["view"])),
        ],
      },
    ],
  },
};
