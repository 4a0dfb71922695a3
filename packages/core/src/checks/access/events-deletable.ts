import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["delete", "deletecollection"],
  resources: [
    ["", "events"],
    ["events.k8s.io", "events"],
  ],
});

/** No role deletes the traces of what happened. */
export const eventsDeletable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "events-deletable",
  formerId: "logs-or-events-deletable",
  title: "Role can delete events",
  topic: "access",
  severity: "medium",
  description:
    "Events record what happened to pods and nodes: whoever deletes them hides their traces. Container logs cannot be deleted on their own: they are deleted with the pod.",
  remediation:
    "Remove `delete` and `deletecollection` on events from the rule: events expire by themselves.",
  references: referencesTo({ "mitre-attack": ["T1070"], "ms-threat-matrix": ["MS-TA9021"] }),
  aliases: ["watertight:logs-or-events-deletable", "kubescape:C-0031", "trivy:KSV-0042"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "low" }),

  examples: {
    violating: [
      {
        title: "both groups of events",
        objects: [
          clusterRole("cleaner", {
            apiGroups: ["", "events.k8s.io"],
            resources: ["events"],
            verbs: ["delete"],
          }),
        ],
        violations: [
          "ClusterRole/cleaner rules[0].resources[0]: allows delete on events and events of events.k8s.io",
        ],
      },
    ],
    compliant: [
      {
        title: "writing events",
        objects: [role("writer", rule(["create", "patch"], "", ["events"]))],
      },
    ],
  },
};
