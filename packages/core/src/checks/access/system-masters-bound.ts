import type { ObjectCheck } from "../check.ts";
import { bindingToJudge, nameOfRole } from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { clusterRoleBinding, group } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No binding relies on the group that no binding restrains. */
export const systemMastersBound: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "system-masters-bound",
  formerId: "masters-group-bound",
  title: "Binding to system:masters",
  topic: "access",
  severity: "medium",
  description:
    "The API server allows `system:masters` everything before it asks RBAC: a binding changes nothing, and deleting all bindings takes no right from its members. A binding shows that the group is in use, and a client certificate with it cannot be revoked before it expires.",
  remediation:
    "Bind a group of your own for administrators, and keep certificates of `system:masters` for emergencies.",
  references: referencesTo({ "cis-1.12": ["5.1.7"], "mitre-attack": ["T1078"] }),
  aliases: ["watertight:masters-group-bound", "datree:104", "kubescape:C-0246", "trivy:KSV-0123"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding) return;
    for (const [index, { kind, name }] of binding.subjects.entries()) {
      if (kind !== "Group" || name !== "system:masters") continue;
      yield {
        path: ["subjects", index],
        message: `grants ${nameOfRole(binding)} to Group system:masters, which has every right without it`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a binding for administrators",
        objects: [clusterRoleBinding("admins", "edit", group("system:masters"))],
        violations: [
          "ClusterRoleBinding/admins subjects[0]: grants ClusterRole edit to Group system:masters, which has every right without it",
        ],
      },
    ],
    compliant: [
      {
        title: "a group of one's own",
        objects: [clusterRoleBinding("admins", "edit", group("admins"))],
      },
    ],
  },
};
