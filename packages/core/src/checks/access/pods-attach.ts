import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["create", "get"],
  resources: [["", "pods", "attach"]],
  named: () => true,
});

/** No role attaches to pods. */
export const podsAttach: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "pods-attach",
  title: "Role can attach to pods",
  topic: "access",
  severity: "high",
  description:
    "Whoever attaches to a container reads the output of its program and writes to its input: a shell or a console that waits for input runs their commands. WebSocket clients need `get`, others `create`.",
  remediation: "Remove `pods/attach` from the rule.",
  references: referencesTo({ "mitre-attack": ["T1609"], "ms-threat-matrix": ["MS-TA9006"] }),
  aliases: [
    "polaris:clusterrolePodExecAttach",
    "polaris:clusterrolebindingPodExecAttach",
    "polaris:rolePodExecAttach",
    "polaris:rolebindingClusterRolePodExecAttach",
    "polaris:rolebindingRolePodExecAttach",
    "trivy:KSV-0054",
  ],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "attaching by POST",
        objects: [role("console", rule(["create"], "", ["pods", "pods/attach"]))],
        violations: ["Role/console rules[0].resources[1]: allows create on pods/attach"],
      },
    ],
    compliant: [
      {
        title: "a verb that means nothing",
        objects: [role("console", rule(["list"], "", ["pods/attach"]))],
      },
    ],
  },
};
