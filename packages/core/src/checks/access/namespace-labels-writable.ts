import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["update", "patch"],
  resources: [["", "namespaces"]],
  named: () => true,
});

/** No role changes what namespaces are trusted with. */
export const namespaceLabelsWritable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "namespace-labels-writable",
  title: "Role can modify namespaces",
  topic: "access",
  severity: "medium",
  description:
    "Labels of a namespace decide which Pod Security level it enforces, which webhooks examine its objects and which NetworkPolicies trust it: whoever modifies them can lift all of that. A Role grants it for its own namespace.",
  remediation:
    "Remove write verbs on `namespaces` from the rule; leave namespaces to the cluster's administrators.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) => rulesThatAllow(object, cluster, RIGHT, { at: "resources" }),

  examples: {
    violating: [
      {
        title: "its own namespace, and one by name",
        objects: [
          role("owner", rule(["patch"], "", ["namespaces"])),
          clusterRole("mesh", rule(["update"], "", ["namespaces"], ["shop"])),
        ],
        violations: [
          "Role/owner rules[0].resources[0]: allows patch on namespaces",
          "ClusterRole/mesh rules[0].resources[0]: allows update on namespaces named shop",
        ],
      },
    ],
    compliant: [
      {
        title: "making namespaces",
        objects: [clusterRole("previews", rule(["create", "get"], "", ["namespaces"]))],
      },
    ],
  },
};
