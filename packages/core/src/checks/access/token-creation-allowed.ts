import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create"],
  resources: [["", "serviceaccounts", "token"]],
});

/** No role makes tokens of accounts that it does not name. */
export const tokenCreationAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "token-creation-allowed",
  title: "Role can create service account tokens",
  topic: "access",
  severity: "high",
  description:
    "A token of a service account grants its rights, to whoever has it and wherever they are. It is created without a pod, and only the audit log shows it.",
  remediation:
    "Remove `serviceaccounts/token` from the rule, or list the accounts that it is for in `resourceNames`.",
  references: referencesTo({
    "cis-1.12": ["5.1.13"],
    "mitre-attack": ["T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: ["kubescape:C-0282"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "tokens of every account",
        objects: [clusterRole("vault", rule(["create"], "", ["serviceaccounts/token"]))],
        violations: [
          "ClusterRole/vault rules[0].resources[0]: allows create on serviceaccounts/token",
        ],
      },
    ],
    compliant: [
      {
        title: "tokens of one account, and accounts without tokens",
        objects: [
          role(
            "vault",
            rule(["create"], "", ["serviceaccounts/token"], ["vault"]),
            rule(["create"], "", ["serviceaccounts"]),
          ),
        ],
      },
    ],
  },
};
