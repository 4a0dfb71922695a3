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
import { clusterRoleBinding, group, roleBinding, user } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

// The name of one as the other is nobody, which subject-without-effect reports.
const NOBODY: ReadonlySet<string> = new Set([
  "User system:anonymous",
  "Group system:unauthenticated",
]);

/** Whoever reaches the API server without signing in has no rights but Kubernetes' own. */
export const anonymousBound: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "anonymous-bound",
  title: "Role bound to anonymous users",
  topic: "access",
  severity: "high",
  description:
    "`system:anonymous` and `system:unauthenticated` are everybody who reaches the API server, on the internet too where it is exposed. What Kubernetes itself grants them (health and version) is left out, and so is the public ConfigMap cluster-info with which kubeadm lets nodes join.",
  remediation:
    "Delete the subject, and bind the role to the users, groups or service accounts that need it.",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078"],
  }),
  aliases: ["kubescape:C-0262", "trivy:KSV-0122"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding || givesDiscovery(binding)) return;
    // kubeadm makes this one for its discovery of the cluster.
    const { namespace, name } = binding;
    if (namespace === "kube-public" && name === "kubeadm:bootstrap-signer-clusterinfo") return;
    for (const [index, subject] of binding.subjects.entries()) {
      if (!NOBODY.has(nameOfSubject(subject))) continue;
      yield {
        path: ["subjects", index],
        message: `grants ${nameOfRole(binding)} ${placeOf(binding)} to ${nameOfSubject(subject)}, which is every unauthenticated user`,
        ...(givesTakeOver(binding, cluster) ? { severity: "critical" } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "reading for a dashboard, and everything",
        objects: [
          roleBinding("dashboard", "ClusterRole", "view", user("system:anonymous")),
          clusterRoleBinding("test", "cluster-admin", user("ann"), group("system:unauthenticated")),
        ],
        violations: [
          "RoleBinding/dashboard subjects[0]: grants ClusterRole view in namespace shop to User system:anonymous, which is every unauthenticated user",
          "ClusterRoleBinding/test subjects[1]: grants ClusterRole cluster-admin in the cluster to Group system:unauthenticated, which is every unauthenticated user",
        ],
      },
    ],
    compliant: [
      {
        title: "what Kubernetes shows to everybody",
        objects: [
          clusterRoleBinding("info", "system:public-info-viewer", group("system:unauthenticated")),
        ],
      },
    ],
  },
};
