import type { TechniqueId } from "../../access/escalation/techniques.ts";
import type { AccessRole } from "../../access/model.ts";
import { amountsToEverything } from "../../access/rule.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import type { Severity } from "../../findings/finding.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { isBootstrap, isRole, rbacObjectsOf, roleOfObject } from "../facts/rbac-objects.ts";
import { rightQuestion } from "../facts/role-rules.ts";
import { takeOverOf } from "../facts/take-over.ts";
import { clusterRole, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

const LABEL = /^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/;
const SECRETS = rightQuestion({
  verbs: ["get", "list", "watch"],
  resources: [["", "secrets"]],
});

/** No role adds dangerous rights to those that everybody with admin, edit or view has. */
export const aggregationLabelAdded: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "aggregation-label-added",
  title: "ClusterRole aggregated into admin, edit or view",
  topic: "access",
  severity: "low",
  description:
    "Kubernetes aggregates the rules of a ClusterRole with such a label into `admin`, `edit` or `view`, and so grants them to everybody who has one of these roles anywhere. That is meant for custom resources; rights that lead to all others, or Secrets for `view`, spread unnoticed that way.",
  remediation:
    "Remove the label and bind the role to the subjects that need it, unless the rules are for custom resources that every holder of that role should have.",
  references: referencesTo({ "mitre-attack": ["T1098"] }),

  *evaluate(object, cluster) {
    if (!isRole(object) || object.object.kind !== "ClusterRole" || isBootstrap(object)) return;
    const role = roleOfObject(object, rbacObjectsOf(cluster));
    if (!role || role.rules.length === 0) return;
    for (const [label, value] of Object.entries(stringMapOf(object.object, "labels"))) {
      const target = LABEL.exec(label)?.[1];
      if (target === undefined || value !== "true") continue;
      yield {
        path: ["metadata", "labels", label],
        message: `adds its rules to ${target}, whoever has it`,
        severity: severityOf(role, target, cluster),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "Secrets for everybody who may look, and custom resources",
        objects: [
          labelled("secret-view", "view", rule(["get"], "", ["secrets"])),
          labelled("orders-edit", "edit", rule(["update"], "shop.example", ["orders"])),
        ],
        violations: [
          "ClusterRole/secret-view metadata.labels[rbac.authorization.k8s.io/aggregate-to-view]: adds its rules to view, whoever has it",
          "ClusterRole/orders-edit metadata.labels[rbac.authorization.k8s.io/aggregate-to-edit]: adds its rules to edit, whoever has it",
        ],
      },
    ],
    compliant: [
      {
        title: "a role without such a label",
        objects: [clusterRole("orders-edit", rule(["update"], "shop.example", ["orders"]))],
      },
    ],
  },
};

// What admin and edit may do anyway, in the namespaces in which somebody has them.
const USUAL: ReadonlySet<TechniqueId | undefined> = new Set([
  "create-workload",
  "modify-workload",
  "exec-in-pod",
  "modify-pod",
  "create-token-secret",
]);

function severityOf(role: AccessRole, target: string, cluster: Cluster): Severity {
  const way = takeOverOf([role], cluster);
  if (role.rules.some(amountsToEverything)) return "critical";
  if (target === "view") {
    return way !== undefined || role.rules.some((each) => SECRETS.allowedBy(each, undefined))
      ? "high"
      : "low";
  }
  return way === undefined || USUAL.has(way.technique) ? "low" : "high";
}

function labelled(
  name: string,
  target: string,
  ...rules: Parameters<typeof clusterRole>[1][]
): ReturnType<typeof clusterRole> {
  const labels = { [`rbac.authorization.k8s.io/aggregate-to-${target}`]: "true" };
  return { ...clusterRole(name, ...rules), metadata: { name, labels } };
}
