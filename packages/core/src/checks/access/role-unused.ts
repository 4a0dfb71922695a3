import type { AccessRole } from "../../access/model.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { type KubernetesObject, stringMapOf } from "../../kubernetes/object.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import {
  gatheredRoles,
  isBootstrap,
  isRole,
  rbacObjectsOf,
  roleOfObject,
} from "../facts/rbac-objects.ts";
import { role, roleBinding, rule, user } from "../writing/rbac-examples.ts";

/** In a whole cluster, some binding gives the role, or another role gathers it. */
export const roleUnused: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "role-unused",
  title: "Unused role",
  topic: "access",
  severity: "low",
  description:
    "An unused role makes access reviews harder, and can be bound by whoever may bind it. Reported only where the input is the whole cluster.",
  remediation: "Delete the role.",
  references: [],
  aliases: ["popeye:POP-400"],

  *evaluate(object, cluster) {
    if (!showsAll(cluster.snapshot) || !isRole(object) || isBootstrap(object)) return;
    const objects = rbacObjectsOf(cluster);
    const found = roleOfObject(object, objects);
    if (!found || objects.bindingsOf.has(found) || isGathered(found, cluster)) return;
    yield { path: ["metadata", "name"], message: "no binding refers to the role" };
  },

  examples: {
    violating: [
      {
        title: "one of two roles",
        assumptions: { wholeCluster: true },
        objects: [
          role("reader", rule(["get"], "", ["pods"])),
          role("writer", rule(["create"], "", ["pods"])),
          roleBinding("reader", "Role", "reader", user("ann")),
        ],
        violations: ["Role/writer metadata.name: no binding refers to the role"],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster",
        objects: [role("reader", rule(["get"], "", ["pods"]))],
      },
      {
        title: "a role that `view` gathers",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "ClusterRole",
            metadata: {
              name: "shops-view",
              labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true" },
            },
            rules: [rule(["get"], "shop.example", ["orders"])],
          },
        ],
      },
    ],
  },
};

function isGathered({ kind, name, objects }: AccessRole, cluster: Cluster): boolean {
  if (kind !== "ClusterRole") return false;
  return (
    gatheredRoles(cluster).has(name) || objects.some(({ object }) => hasAggregationLabel(object))
  );
}

// In a cluster the controller has copied the rules already, so that only the labels tell.
function hasAggregationLabel(object: KubernetesObject): boolean {
  return Object.keys(stringMapOf(object, "labels")).some((key) =>
    /(?:^|\/)aggregate-to-/.test(key),
  );
}
