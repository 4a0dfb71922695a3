import { amountsToEverything } from "../../access/rule.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole, rbacObjectsOf } from "../facts/rbac-objects.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No role allows every verb on everything. */
export const wildcardEverythingRole: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "wildcard-everything-role",
  title: "Role with full wildcard permissions",
  topic: "access",
  severity: "critical",
  description:
    "A rule for every verb on every resource of every API group is equivalent to cluster-admin, and includes every resource that is installed later: Secrets, nodes, and impersonation. In a Role it is all of this for its namespace. The seven verbs of the API listed one by one are the same as `*`.",
  remediation:
    "List the groups, resources and verbs that are needed: `watertight access least-privilege` proposes them from an audit log.",
  references: referencesTo({
    "cis-1.12": ["5.1.1", "5.1.3"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),
  aliases: [
    "checkov:CKV_K8S_49",
    "kube-linter:wildcard-in-rules",
    "kubescape:C-0187",
    "trivy:KSV-0044",
  ],

  *evaluate(object, cluster) {
    const { kind, name } = object.reference;
    const namespaces = namespacesOfRole(object, cluster);
    const place = kind === "Role" ? " in its namespace" : " in the namespaces where it is bound";
    if (kind !== "Role" && kind !== "ClusterRole") return;
    for (const [index, each] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
      if (!amountsToEverything(each)) continue;
      yield {
        path: ["rules", index, "resources", each.resources.indexOf("*")],
        message: `allows everything${namespaces ? place : ""}`,
        cause: `${kind} ${name} allows everything`,
        ...(namespaces ? { severity: "high" } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "every verb, by `*` and one by one",
        objects: [
          clusterRole("operator", rule(["get"], "", ["pods"]), rule(["*"], "*", ["pods", "*"])),
          role(
            "owner",
            rule(["get", "list", "watch", "create", "update", "patch", "delete"], "*", ["*"]),
          ),
        ],
        violations: [
          "ClusterRole/operator rules[1].resources[1]: allows everything",
          "Role/owner rules[0].resources[0]: allows everything in its namespace",
        ],
      },
    ],
    compliant: [
      {
        title: "reading everything, and everything of one group",
        objects: [
          clusterRole("viewer", rule(["get", "list", "watch"], "*", ["*"])),
          clusterRole("shops", rule(["*"], "shop.example", ["*"])),
        ],
      },
    ],
  },
};
