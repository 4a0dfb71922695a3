import { READ_SECRETS } from "../../access/escalation/rights.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rbacObjectsOf } from "../facts/rbac-objects.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const READING = ["get", "list", "watch"];
const SECRETS = [["", "secrets"]] as const;
const RIGHT = rightQuestion({ verbs: READ_SECRETS, resources: SECRETS });
const CREATING = rightQuestion({ verbs: ["create"], resources: SECRETS });

/** No role reads Secrets that it does not name. */
export const secretsReadable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "secrets-readable",
  title: "Role can read Secrets",
  topic: "access",
  severity: "high",
  description:
    "Whoever lists or watches Secrets has their contents, as `get` has: passwords, keys of TLS, credentials of registries, and tokens of service accounts, which are others' rights. Writing reads too: the API server answers to `patch` and, if asked to keep the object for a while, to `delete` with the whole Secret, and to `deletecollection` with all of them, a dry run included. Whoever creates Secrets and reads them gets a token of every account of the namespace. A role for Secrets that are named is left out.",
  remediation:
    "Remove `secrets` from the rule, or list the Secrets that are needed in `resourceNames` with the verb `get`. A program that only writes Secrets needs `create` and `update`.",
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

  evaluate: (object, cluster) => {
    const rules = rbacObjectsOf(cluster).rulesOf.get(object) ?? [];
    const creates = rules.some((each) => CREATING.allowedBy(each, undefined) !== undefined);
    return rulesThatAllow(object, cluster, RIGHT, {
      at: "resources",
      inNamespace: creates ? "high" : "medium",
      telling: READING,
      because: "which answers with what is in them",
    });
  },

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
      {
        title: "writes whose answers show them",
        objects: [
          role("vault", rule(["create", "patch"], "", ["secrets"])),
          clusterRole("reaper", rule(["delete", "deletecollection"], "", ["secrets"])),
        ],
        violations: [
          "Role/vault rules[0].resources[0]: allows patch on secrets, which answers with what is in them",
          "ClusterRole/reaper rules[0].resources[0]: allows delete and deletecollection on secrets, which answers with what is in them",
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
            rule(["create", "update"], "", ["secrets"]),
          ),
        ],
      },
    ],
  },
};
