import type { PolicyRule } from "../../access/rule.ts";
import type { Severity } from "../../findings/finding.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole, rbacObjectsOf } from "../facts/rbac-objects.ts";
import { isGrantable, listed } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule is for every resource of a group that is not the program's own. */
export const wildcardResource: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "wildcard-resource",
  title: "Wildcard resource in a role",
  topic: "access",
  severity: "high",
  description:
    "`*` matches every resource and subresource of the API groups, future ones included: in the core group Secrets, `pods/exec` and `nodes/proxy`. Read verbs alone already read Secrets. It is less severe for groups of custom resources.",
  remediation: "List the resources that are needed.",
  references: referencesTo({
    "cis-1.12": ["5.1.3"],
    "mitre-attack": ["T1078"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),
  aliases: [
    "checkov:CKV_K8S_49",
    "kube-linter:wildcard-in-rules",
    "kubescape:C-0187",
    "trivy:KSV-0046",
    "trivy:KSV-0112",
  ],
  impliedBy: ["wildcard-everything-role"],

  *evaluate(object, cluster) {
    const namespaces = namespacesOfRole(object, cluster);
    for (const [index, each] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
      const entry = each.resources.indexOf("*");
      if (entry < 0 || !isGrantable(each, "*", namespaces)) continue;
      const verbs = each.verbs.filter((verb) => verb !== "");
      if (verbs.length === 0) continue;
      yield {
        path: ["rules", index, "resources", entry],
        message: `allows ${listed(verbs)} on every resource of ${groupsOf(each)}`,
        severity: severityOf(each, namespaces !== undefined),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "the core group, a group of custom resources, and a namespace",
        objects: [
          clusterRole("viewer", rule(["get", "list"], "", ["*"])),
          clusterRole("shops", rule(["*"], "shop.example", ["*"])),
          role("owner", rule(["get"], "*", ["*"])),
        ],
        violations: [
          "ClusterRole/viewer rules[0].resources[0]: allows get and list on every resource of the core group",
          "ClusterRole/shops rules[0].resources[0]: allows * on every resource of shop.example",
          "Role/owner rules[0].resources[0]: allows get on every resource of every group",
        ],
      },
    ],
    compliant: [
      {
        title: "resources by name, and one subresource of all",
        objects: [
          clusterRole("scaler", rule(["get"], "", ["pods"]), rule(["patch"], "*", ["*/scale"])),
        ],
      },
    ],
  },
};

function groupsOf({ apiGroups }: PolicyRule): string {
  if (apiGroups.includes("*")) return "every group";
  return listed(apiGroups.map((group) => (group === "" ? "the core group" : group)));
}

function severityOf({ apiGroups }: PolicyRule, inNamespaces: boolean): Severity {
  const isStrong = apiGroups.some((group) => STRONG.has(group));
  if (inNamespaces) return isStrong ? "medium" : "low";
  return isStrong ? "high" : "medium";
}

const STRONG: ReadonlySet<string> = new Set([
  "",
  "*",
  "admissionregistration.k8s.io",
  "apps",
  "batch",
  "certificates.k8s.io",
  "rbac.authorization.k8s.io",
]);
