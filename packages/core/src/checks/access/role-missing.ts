import type { AccessBinding } from "../../access/model.ts";
import { RBAC_GROUP } from "../../access/read-objects.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { ObjectCheck } from "../check.ts";
import { bindingToJudge, nameOfRole } from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { clusterRoleBinding, role, roleBinding, rule, user } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, the role that a binding gives is there. */
export const roleMissing: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "role-missing",
  title: "Binding to a missing role",
  topic: "access",
  severity: "medium",
  description:
    "Such a binding grants nothing now, and the rights of any role of this name as soon as somebody creates it. Reported only where the input is the whole cluster; a role that the API server rejects is reported itself.",
  remediation:
    "Create the role, correct `roleRef` (which takes a new binding), or delete the binding.",
  references: referencesTo({ "mitre-attack": ["T1098"] }),
  aliases: ["popeye:POP-1300"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding || binding.role || binding.roleRef.name === "") return;
    const { kind, roleRef } = binding;
    const isAnywhere = kind === "ClusterRoleBinding" || roleRef.kind === "ClusterRole";
    if (!showsAllIn(cluster.snapshot, isAnywhere ? undefined : binding.namespace)) return;
    if (isWritten(binding, cluster)) return;
    yield {
      path: ["roleRef", "name"],
      message: `refers to ${nameOfRole(binding)}, which does not exist`,
    };
  },

  examples: {
    violating: [
      {
        title: "a role of another name",
        assumptions: { wholeCluster: true },
        objects: [
          role("reader", rule(["get"], "", ["pods"])),
          roleBinding("reader", "Role", "readers", user("ann")),
        ],
        violations: [
          "RoleBinding/reader roleRef.name: refers to Role readers, which does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a part of a cluster, and a role that Kubernetes brings",
        objects: [
          roleBinding("reader", "Role", "readers", user("ann")),
          clusterRoleBinding("viewer", "view", user("ann")),
        ],
      },
    ],
  },
};

/** Whether the input holds the role, which the engine then left out. */
function isWritten({ roleRef, namespace }: AccessBinding, { snapshot }: Cluster): boolean {
  return snapshot
    .ofKind(RBAC_GROUP, roleRef.kind)
    .some(
      ({ reference }) =>
        reference.name === roleRef.name &&
        (roleRef.kind === "ClusterRole" || namespaceOf(reference) === namespace),
    );
}
