import type { ObjectCheck } from "../check.ts";
import {
  bindingToJudge,
  givesDiscovery,
  givesTakeOver,
  nameOfRole,
  nameOfSubject,
  placeOf,
} from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { clusterRoleBinding, group, roleBinding } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Groups that everybody is in have no rights but Kubernetes' own. */
export const everyoneBound: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "everyone-bound",
  title: "Role bound to all users or service accounts",
  topic: "access",
  severity: "high",
  description:
    "`system:authenticated` is every authenticated user, which in GKE once included everybody with a Google account; `system:serviceaccounts` is every pod of the cluster, and with a namespace behind it every pod of that namespace, future ones included. One compromised pod has the right.",
  remediation:
    "Delete the subject, and bind the role to the users or service accounts that need it.",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078"],
  }),
  aliases: ["kubescape:C-0265", "trivy:KSV-01011"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding || givesDiscovery(binding)) return;
    for (const [index, subject] of binding.subjects.entries()) {
      const who = subject.kind === "Group" ? membersOf(subject.name) : undefined;
      if (who === undefined) continue;
      const isOfNamespace = subject.name.startsWith("system:serviceaccounts:");
      const usual = isOfNamespace ? "medium" : "high";
      yield {
        path: ["subjects", index],
        message: `grants ${nameOfRole(binding)} ${placeOf(binding)} to ${nameOfSubject(subject)}, which is ${who}`,
        severity: givesTakeOver(binding, cluster) ? "critical" : usual,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "everybody, and the pods of a namespace",
        objects: [
          clusterRoleBinding("all", "view", group("system:authenticated")),
          roleBinding("pods", "Role", "reader", group("system:serviceaccounts:shop")),
        ],
        violations: [
          "ClusterRoleBinding/all subjects[0]: grants ClusterRole view in the cluster to Group system:authenticated, which is every authenticated user",
          "RoleBinding/pods subjects[0]: grants Role reader in namespace shop to Group system:serviceaccounts:shop, which is every service account of namespace shop",
        ],
      },
    ],
    compliant: [
      {
        title: "what Kubernetes shows to everybody, and a group of people",
        objects: [
          clusterRoleBinding("discovery", "system:discovery", group("system:authenticated")),
          clusterRoleBinding("all", "view", group("developers")),
        ],
      },
    ],
  },
};

function membersOf(group: string): string | undefined {
  if (group === "system:authenticated") return "every authenticated user";
  if (group === "system:serviceaccounts") return "every service account";
  const namespace = /^system:serviceaccounts:(.+)$/.exec(group)?.[1];
  return namespace === undefined ? undefined : `every service account of namespace ${namespace}`;
}
