import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "get"],
  resources: [["", "nodes", "proxy"]],
  named: () => true,
});

/** No role talks to kubelets. */
export const nodesProxyAllowed: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "nodes-proxy-allowed",
  title: "Role can access nodes/proxy",
  topic: "access",
  severity: "high",
  description:
    "The subresource `nodes/proxy` gives access to the kubelet API, which runs commands in every pod of the node without admission and without an audit log entry for the command. `get` is enough, as the kubelet accepts WebSocket connections.",
  remediation:
    "Use `nodes/metrics`, `nodes/stats` or `nodes/log` instead, which the kubelet authorizes separately.",
  references: referencesTo({
    "cis-1.12": ["5.1.10"],
    "mitre-attack": ["T1609"],
    "ms-threat-matrix": ["MS-TA9030"],
  }),
  aliases: ["checkov:CKV2_K8S_2", "kubescape:C-0279", "trivy:KSV-0047"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "a monitoring agent",
        objects: [clusterRole("metrics", rule(["get", "list"], "", ["nodes", "nodes/proxy"]))],
        violations: ["ClusterRole/metrics rules[0].resources[1]: allows get on nodes/proxy"],
      },
    ],
    compliant: [
      {
        title: "metrics alone, and a Role, which has no nodes",
        objects: [
          clusterRole("metrics", rule(["get"], "", ["nodes/metrics"])),
          role("metrics", rule(["get"], "", ["nodes/proxy"])),
        ],
      },
    ],
  },
};
