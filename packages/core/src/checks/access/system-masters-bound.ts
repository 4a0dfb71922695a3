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
    "The API server lets `system:masters` do everything before it asks RBAC: a binding for it changes nothing, and deleting all bindings takes nothing from its members. A binding shows that people count on the group, and a client certificate with it cannot be taken back before it expires.",
  remediation:
    "Put people into a group of your own, bind that, and keep certificates of `system:masters` for emergencies.",
  references: referencesTo({ "cis-1.12": ["5.1.7"], "mitre-attack": ["T1078"] }),
  aliases: ["watertight:masters-group-bound", "datree:104", "kubescape:C-0246", "trivy:KSV-0123"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding) return;
    for (const [index, { kind, name }] of binding.subjects.entries()) {
      if (kind !== "Group" || name !== "system:masters") continue;
      yield {
        path: ["subjects", index],
        message: `grants ${nameOfRole(binding)} to Group system:masters, which may do everything without it`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a binding for administrators",
        objects: [clusterRoleBinding("admins", "edit", group("system:masters"))],
        violations: [
          "ClusterRoleBinding/admins subjects[0]: grants ClusterRole edit to Group system:masters, which may do everything without it",
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
