import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["get", "list", "watch"],
  resources: [["", "secrets"]],
});

/** No role reads Secrets that it does not name. */
export const secretsReadable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "secrets-readable",
  title: "Role that reads Secrets",
  topic: "access",
  severity: "high",
  description:
    "Whoever lists or watches Secrets has their contents, as `get` has: passwords, keys of TLS, credentials of registries, and tokens of service accounts, which are others' rights. A role for Secrets that are named is left out.",
  remediation:
    "Take `secrets` out of the rule, or name the Secrets that are needed in `resourceNames` with the verb `get`.",
  references: referencesTo({
    "cis-1.12": ["5.1.2"],
    "mitre-attack": ["T1552"],
    "ms-threat-matrix": ["MS-TA9025"],
  }),
  aliases: [
    "checkov:CKV2_K8S_5",
    "datree:96",
    "kube-linter:access-to-secrets",
    "kubescape:C-0015",
    "kubescape:C-0186",
    "trivy:KSV-0041",
    "trivy:KSV-0113",
  ],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "watching in every namespace, and every verb in one",
        objects: [
          clusterRole("sync", rule(["watch"], "", ["configmaps", "secrets"])),
          role("app", rule(["*"], "*", ["secrets"])),
        ],
        violations: [
          "ClusterRole/sync rules[0].resources[1]: allows watch on secrets",
          "Role/app rules[0].resources[0]: allows get, list and watch on secrets",
        ],
      },
    ],
    compliant: [
      {
        title: "one Secret by name, and writing without reading",
        objects: [
          role(
            "app",
            rule(["get"], "", ["secrets"], ["app-tls"]),
            rule(["create"], "", ["secrets"]),
          ),
        ],
      },
    ],
  },
};
