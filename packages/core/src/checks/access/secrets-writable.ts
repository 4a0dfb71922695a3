import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({ verbs: ["create", "update", "patch"], resources: [["", "secrets"]] });

/** No role writes Secrets that it does not name. */
export const secretsWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "secrets-writable",
  title: "Role can modify Secrets",
  topic: "access",
  severity: "medium",
  description:
    "Whoever modifies a Secret replaces a password, a key or a certificate by their own: programs then trust the attacker, send data to the attacker, or fail to start. A Secret that is created under the name for which a pod waits is mounted. Rules that also read Secrets, by the answer to a patch too, are reported by `secrets-readable`.",
  remediation:
    "List the Secrets in `resourceNames` with the verb `update`, and leave their creation to one program.",
  references: referencesTo({ "cis-1.12": ["5.1.2"], "mitre-attack": ["T1557"] }),
  impliedBy: ["wildcard-everything-role", "wildcard-resource", "secrets-readable"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "creating and updating",
        objects: [
          role("issuer", rule(["create", "update"], "", ["secrets"])),
          clusterRole("copier", rule(["create"], "", ["configmaps", "secrets"])),
        ],
        violations: [
          "Role/issuer rules[0].resources[0]: allows create and update on secrets",
          "ClusterRole/copier rules[0].resources[1]: allows create on secrets",
        ],
      },
    ],
    compliant: [
      {
        title: "its own, by name",
        objects: [role("issuer", rule(["update"], "", ["secrets"], ["issuer-tls"]))],
      },
    ],
  },
};
