import type { PolicyRule } from "../../access/rule.ts";
import type { Severity } from "../../findings/finding.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole, rbacObjectsOf } from "../facts/rbac-objects.ts";
import { isGrantable, listed } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule is for a resource of whatever group. */
export const wildcardApiGroup: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "wildcard-api-group",
  title: "Wildcard API group in a role",
  topic: "access",
  severity: "low",
  description:
    "The rule matches resources of that name in any API group: a CRD that is installed later may use the name for something else, as `services`, `jobs` and `policies` have several meanings already. What the rule allows in existing groups is reported by other checks. Write verbs in the whole cluster are more severe.",
  remediation: 'List the groups that are needed; the core group is `""`.',
  references: referencesTo({ "cis-1.12": ["5.1.3"], "mitre-attack": ["T1078"] }),
  aliases: ["kube-linter:wildcard-in-rules"],
  impliedBy: ["wildcard-everything-role", "wildcard-resource"],

  *evaluate(object, cluster) {
    const namespaces = namespacesOfRole(object, cluster);
    for (const [index, each] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
      const entry = each.apiGroups.indexOf("*");
      const verbs = each.verbs.filter((verb) => verb !== "");
      const resources = each.resources.filter((one) => isGrantable(each, one, namespaces));
      if (entry < 0 || verbs.length === 0 || resources.length === 0) continue;
      yield {
        path: ["rules", index, "apiGroups", entry],
        message: `allows ${listed(verbs)} on ${listed(resources)} of every group`,
        severity: severityOf(each, namespaces !== undefined),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "writing, and reading in a namespace",
        objects: [
          clusterRole("queues", rule(["get", "delete"], "*", ["queues", "jobs"])),
          role("queues", rule(["get"], "*", ["queues"])),
        ],
        violations: [
          "ClusterRole/queues rules[0].apiGroups[0]: allows get and delete on queues and jobs of every group",
          "Role/queues rules[0].apiGroups[0]: allows get on queues of every group",
        ],
      },
    ],
    compliant: [
      {
        title: "groups by name",
        objects: [clusterRole("queues", rule(["get", "delete"], "batch", ["jobs"]))],
      },
    ],
  },
};

const READING: ReadonlySet<string> = new Set(["get", "list", "watch"]);

function severityOf({ verbs }: PolicyRule, inNamespaces: boolean): Severity {
  return inNamespaces || verbs.every((verb) => READING.has(verb)) ? "low" : "medium";
}
