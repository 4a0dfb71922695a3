import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "update", "patch", "delete", "deletecollection"],
  resources: [
    ["", "nodes"],
    ["", "nodes", "status"],
  ],
});

/** No role changes nodes. */
export const nodesWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "nodes-writable",
  title: "Role can modify nodes",
  topic: "access",
  severity: "medium",
  description:
    "Whoever modifies nodes moves pods: taints and labels decide where they are scheduled, and deleting a node or changing its status evicts them, to a node that the attacker controls.",
  remediation: "Remove write verbs on `nodes` and `nodes/status` from the rule.",
  references: referencesTo({ "mitre-attack": ["T1578"] }),

  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "labels and taints",
        objects: [clusterRole("autoscaler", rule(["get", "patch"], "", ["nodes"]))],
        violations: ["ClusterRole/autoscaler rules[0].resources[0]: allows patch on nodes"],
      },
    ],
    compliant: [
      {
        title: "reading them",
        objects: [clusterRole("metrics", rule(["get", "list"], "", ["nodes", "nodes/status"]))],
      },
    ],
  },
};
