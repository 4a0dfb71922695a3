import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch"],
  resources: [
    ["rbac.authorization.k8s.io", "clusterrolebindings"],
    ["rbac.authorization.k8s.io", "clusterroles"],
    ["rbac.authorization.k8s.io", "rolebindings"],
    ["rbac.authorization.k8s.io", "roles"],
  ],
});
/** No role changes who may do what. */
export const rbacObjectsWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "rbac-objects-writable",
  title: "Role can modify roles or bindings",
  topic: "access",
  severity: "medium",
  description:
    "Whoever modifies roles and bindings can grant their rights to others, to accounts that persist and to everybody, and whoever modifies a binding can give its role to somebody else. The API server rejects granting more than one's own rights, which is little help where those are many.",
  remediation:
    "Remove write verbs on roles and bindings from the rule; leave them to one deployment tool, in its namespaces only.",
  references: referencesTo({ "mitre-attack": ["T1098"] }),
  aliases: [
    "checkov:CKV2_K8S_1",
    "trivy:KSV-0050",
    "trivy:KSV-0051",
    "trivy:KSV-0052",
    "trivy:KSV-0055",
  ],
  impliedBy: ["wildcard-everything-role", "wildcard-resource", "role-escalation-allowed"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "low" }),

  examples: {
    violating: [
      {
        title: "bindings of the cluster, and roles of a namespace",
        objects: [
          clusterRole(
            "access-manager",
            rule(["get", "create"], "rbac.authorization.k8s.io", [
              "clusterrolebindings",
              "rolebindings",
            ]),
          ),
          role("owner", rule(["patch"], "rbac.authorization.k8s.io", ["*"])),
        ],
        violations: [
          "ClusterRole/access-manager rules[0].resources[0]: allows create on clusterrolebindings of rbac.authorization.k8s.io and rolebindings of rbac.authorization.k8s.io",
          "Role/owner rules[0].resources[0]: allows patch on rolebindings of rbac.authorization.k8s.io and roles of rbac.authorization.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "reading them",
        objects: [
          role(
            "audit",
            rule(["get", "list"], "rbac.authorization.k8s.io", ["roles", "rolebindings"]),
          ),
        ],
      },
    ],
  },
};
