import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch"],
  resources: [
    ["", "pods"],
    ["", "replicationcontrollers"],
    ["apps", "daemonsets"],
    ["apps", "deployments"],
    ["apps", "replicasets"],
    ["apps", "statefulsets"],
    ["batch", "cronjobs"],
    ["batch", "jobs"],
  ],
});

/** No role runs pods. */
export const podsCreatable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "pods-creatable",
  title: "Role can create or modify workloads",
  topic: "access",
  severity: "high",
  description:
    "A pod runs as any service account of its namespace that its creator chooses, with any Secret and volume of it mounted, and, where Pod Security allows it, with access to the node. The same is true of what creates pods: Deployments, Jobs and the others; and whoever may modify one can replace its image.",
  remediation:
    "Restrict the rule to the namespaces of the deployment tool, keep privileged service accounts out of them, and enforce Pod Security there.",
  references: referencesTo({
    "cis-1.12": ["5.1.4"],
    "mitre-attack": ["T1610"],
    "ms-threat-matrix": ["MS-TA9008"],
  }),
  aliases: ["kube-linter:access-to-create-pods", "kubescape:C-0188", "trivy:KSV-0048"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "pods in one namespace, and what makes pods in all",
        objects: [
          role("canary", rule(["get", "create"], "", ["pods"])),
          clusterRole(
            "delivery",
            rule(["*"], "apps", ["controllerrevisions", "deployments", "statefulsets"]),
          ),
        ],
        violations: [
          "Role/canary rules[0].resources[0]: allows create on pods",
          "ClusterRole/delivery rules[0].resources[1]: allows create, update and patch on deployments of apps and statefulsets of apps",
        ],
      },
    ],
    compliant: [
      {
        title: "reading, and a number of replicas",
        objects: [
          role(
            "view",
            rule(["get", "list", "watch"], "", ["pods"]),
            rule(["patch"], "apps", ["deployments/scale"]),
          ),
        ],
      },
    ],
  },
};
