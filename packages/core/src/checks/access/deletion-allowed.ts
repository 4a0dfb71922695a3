import type { PolicyRule } from "../../access/rule.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["delete", "deletecollection"],
  resources: [
    ["", "configmaps"],
    ["", "pods"],
    ["", "replicationcontrollers"],
    ["", "secrets"],
    ["", "serviceaccounts"],
    ["", "services"],
    ["apps", "daemonsets"],
    ["apps", "deployments"],
    ["apps", "replicasets"],
    ["apps", "statefulsets"],
    ["batch", "cronjobs"],
    ["batch", "jobs"],
  ],
});

/** No role deletes what runs, or what that needs. */
export const deletionAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "deletion-allowed",
  title: "Role can delete workloads, Services, Secrets or ConfigMaps",
  topic: "access",
  severity: "medium",
  description:
    "Without its Deployment, Service, Secret or ConfigMap a program is down until somebody applies it again, and Secrets that were created in the cluster are lost. Pods are recreated, but one that is deleted over and over serves nobody. `deletecollection` deletes all objects of a namespace in one request: without it, and in one namespace, the finding is less severe. Volumes, namespaces and CRDs are reported by `mass-deletion-allowed`.",
  remediation:
    "Remove `delete` and `deletecollection` from the rule, or list the objects in `resourceNames`.",
  references: referencesTo({ "mitre-attack": ["T1485"], "ms-threat-matrix": ["MS-TA9038"] }),
  aliases: ["kubescape:C-0007"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, {
      at: "resources",
      severity: (rule, namespaces) =>
        namespaces === undefined && takesAll(rule) ? "medium" : "low",
    }),

  examples: {
    violating: [
      {
        title: "all of every namespace, and workloads of one",
        objects: [
          clusterRole("reaper", rule(["deletecollection"], "", ["secrets", "configmaps", "pods"])),
          role("tidy", rule(["get", "delete"], "apps", ["deployments", "statefulsets"])),
        ],
        violations: [
          "ClusterRole/reaper rules[0].resources[0]: allows deletecollection on configmaps, pods and secrets",
          "Role/tidy rules[0].resources[0]: allows delete on deployments of apps and statefulsets of apps",
        ],
      },
    ],
    compliant: [
      {
        title: "one by name, and changing",
        objects: [
          role(
            "tidy",
            rule(["delete"], "", ["configmaps"], ["tidy-lock"]),
            rule(["update"], "apps", ["deployments"]),
          ),
        ],
      },
    ],
  },
};

function takesAll({ verbs }: PolicyRule): boolean {
  return verbs.includes("deletecollection") || verbs.includes("*");
}
