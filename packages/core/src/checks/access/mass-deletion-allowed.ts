import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["delete", "deletecollection"],
  resources: [
    ["", "namespaces"],
    ["", "persistentvolumeclaims"],
    ["", "persistentvolumes"],
    ["apiextensions.k8s.io", "customresourcedefinitions"],
  ],
});

/** No role deletes what does not come back. */
export const massDeletionAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "mass-deletion-allowed",
  title: "Role can delete namespaces, volumes or CRDs",
  topic: "access",
  severity: "medium",
  description:
    "Deleting a namespace deletes everything in it, deleting a CustomResourceDefinition every resource of its kind, and deleting a claim or volume the data in it: one request, and it cannot be undone.",
  remediation:
    "Remove `delete` and `deletecollection` on these from the rule, or list the objects in `resourceNames`.",
  references: referencesTo({ "mitre-attack": ["T1485"], "ms-threat-matrix": ["MS-TA9038"] }),
  aliases: ["kubescape:C-0007"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "low" }),

  examples: {
    violating: [
      {
        title: "namespaces, and the claims of one",
        objects: [
          clusterRole("previews", rule(["create", "delete"], "", ["namespaces"])),
          role("reset", rule(["deletecollection"], "", ["persistentvolumeclaims"])),
        ],
        violations: [
          "ClusterRole/previews rules[0].resources[0]: allows delete on namespaces",
          "Role/reset rules[0].resources[0]: allows deletecollection on persistentvolumeclaims",
        ],
      },
    ],
    compliant: [
      {
        title: "one namespace by name, and pods, which come back",
        objects: [
          clusterRole(
            "previews",
            rule(["delete"], "", ["namespaces"], ["preview"]),
            rule(["delete"], "", ["pods"]),
          ),
        ],
      },
    ],
  },
};
