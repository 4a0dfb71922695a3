import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["get", "list", "watch"],
  resources: [
    ["", "pods", "log"],
    ["", "nodes", "log"],
    ["rbac.authorization.k8s.io", "clusterrolebindings"],
    ["rbac.authorization.k8s.io", "clusterroles"],
    ["rbac.authorization.k8s.io", "rolebindings"],
    ["rbac.authorization.k8s.io", "roles"],
  ],
});

/** No role reads logs, or who may do what. */
export const logsOrRbacReadable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "logs-or-rbac-readable",
  formerId: "information-readable",
  title: "Role can read pod logs or RBAC objects",
  topic: "access",
  severity: "low",
  description:
    "Logs often contain tokens and personal data, and the list of roles and bindings shows an attacker which account to take over.",
  remediation:
    "Remove `pods/log`, roles and bindings from the rule; use a log collector with its own access control.",
  aliases: ["watertight:information-readable"],
  references: referencesTo({ "mitre-attack": ["T1613"], "ms-threat-matrix": ["MS-TA9029"] }),

  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "info" }),

  examples: {
    violating: [
      {
        title: "logs of every namespace, and the bindings",
        objects: [
          clusterRole("support", rule(["get"], "", ["pods", "pods/log"])),
          clusterRole("audit", rule(["list"], "rbac.authorization.k8s.io", ["rolebindings"])),
        ],
        violations: [
          "ClusterRole/support rules[0].resources[1]: allows get on pods/log",
          "ClusterRole/audit rules[0].resources[0]: allows list on rolebindings of rbac.authorization.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "pods without their logs",
        objects: [clusterRole("support", rule(["get"], "", ["pods"]))],
      },
    ],
  },
};
