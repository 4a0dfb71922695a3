import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["update", "patch"],
  resources: [["", "services", "status"]],
});

/** No role writes the addresses of Services. */
export const serviceStatusWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "service-status-writable",
  title: "Role can modify the status of Services",
  topic: "access",
  severity: "medium",
  description:
    "The status of a Service of type LoadBalancer contains the addresses whose traffic nodes send to it: whoever modifies it intercepts what pods send to any outside address (CVE-2020-8554).",
  remediation:
    "Remove `services/status` from the rule; only the load balancer controller needs it.",
  references: referencesTo({ "mitre-attack": ["T1557"] }),
  aliases: ["checkov:CKV2_K8S_4"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "the status",
        objects: [
          clusterRole(
            "balancer",
            rule(["get"], "", ["services"]),
            rule(["patch"], "", ["services/status"]),
          ),
        ],
        violations: ["ClusterRole/balancer rules[1].resources[0]: allows patch on services/status"],
      },
    ],
    compliant: [
      {
        title: "reading it",
        objects: [clusterRole("balancer", rule(["get"], "", ["services/status"]))],
      },
    ],
  },
};
