import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "get"],
  resources: [["", "pods", "exec"]],
  named: () => true,
});

/** No role runs commands in pods. */
export const podsExec: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "pods-exec",
  title: "Role can exec into pods",
  topic: "access",
  severity: "high",
  description:
    "A command in somebody else's container has its token, its Secrets and its network access, and appears in no manifest. WebSocket clients need `get`, others `create`: either is enough before Kubernetes 1.35, which asks both for `create`.",
  remediation:
    "Remove `pods/exec` from the rule, and grant it for a limited time when it is needed.",
  references: referencesTo({ "mitre-attack": ["T1609"], "ms-threat-matrix": ["MS-TA9006"] }),
  aliases: [
    "checkov:CKV2_K8S_2",
    "kubescape:C-0002",
    "polaris:clusterrolePodExecAttach",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolePodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "trivy:KSV-0053",
  ],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "a subresource of every resource, and every resource of the group",
        objects: [
          clusterRole("debug", rule(["get"], "", ["*/exec"])),
          role("all", rule(["create"], "", ["*"])),
        ],
        violations: [
          "ClusterRole/debug rules[0].resources[0]: allows get on pods/exec",
          "Role/all rules[0].resources[0]: allows create on pods/exec",
        ],
      },
    ],
    compliant: [
      {
        title:
          "the pods themselves, which do not include what is below them, and a verb that means nothing",
        objects: [
          role(
            "view",
            rule(["*"], "", ["pods"]),
            rule(["list"], "", ["pods/exec"]),
            rule(["create"], "", ["pods/*"]),
          ),
        ],
      },
    ],
  },
};
