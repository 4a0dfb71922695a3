import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { rightQuestion, rulesThatAllow } from "../facts/role-rules.ts";
import { role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const RIGHT = rightQuestion({
  verbs: ["update", "patch"],
  resources: [["", "pods", "ephemeralcontainers"]],
  named: () => true,
});

/** No role adds containers to running pods. */
export const ephemeralContainersAddable: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "ephemeral-containers-addable",
  title: "Role can add ephemeral containers",
  topic: "access",
  severity: "high",
  description:
    "An ephemeral container runs an image of the caller's choice in somebody else's running pod: it shares the pod's network and volumes, and with a target container the processes too.",
  remediation: "Remove `pods/ephemeralcontainers` from the rule.",
  references: referencesTo({ "mitre-attack": ["T1609"], "ms-threat-matrix": ["MS-TA9006"] }),

  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  evaluate: (object, cluster) =>
    rulesThatAllow(object, cluster, RIGHT, { at: "resources", inNamespace: "medium" }),

  examples: {
    violating: [
      {
        title: "`kubectl debug`",
        objects: [role("debug", rule(["get", "patch"], "", ["pods/ephemeralcontainers"]))],
        violations: ["Role/debug rules[0].resources[0]: allows patch on pods/ephemeralcontainers"],
      },
    ],
    compliant: [
      {
        title: "reading them",
        objects: [role("debug", rule(["get"], "", ["pods/ephemeralcontainers"]))],
      },
    ],
  },
};
