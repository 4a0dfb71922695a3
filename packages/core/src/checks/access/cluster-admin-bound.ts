import type { ObjectCheck } from "../check.ts";
import {
  bindingToJudge,
  givesEverything,
  nameOfRole,
  namesOfSubjects,
  placeOf,
} from "../facts/binding-subjects.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { isOwnBinding } from "../facts/rbac-objects.ts";
import {
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Nobody is given every right, by cluster-admin or by a role that is the same. */
export const clusterAdminBound: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "cluster-admin-bound",
  title: "Binding to cluster-admin or an equivalent role",
  topic: "access",
  severity: "critical",
  description:
    "Whoever compromises one of the subjects controls the cluster: every Secret, every node, and lasting access. A RoleBinding grants the same in one namespace, its Roles and RoleBindings included. The role is `cluster-admin` or any other that allows every verb on every resource. In files a binding with a name prefix of Kubernetes, GKE or EKS (`system:`, `gce:`, `eks:`) is taken for theirs; in a cluster it is not.",
  remediation:
    "Bind `admin`, `edit` or `view` in the namespaces that are needed, or a role with the rights that are used: `watertight access least-privilege` proposes one.",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),
  aliases: [
    "kube-linter:cluster-admin-role-binding",
    "kubescape:C-0035",
    "kubescape:C-0185",
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "polaris:rolebindingClusterAdminRole",
    "trivy:KSV-0111",
  ],
  impliedBy: ["delivery-account-cluster-admin"],

  *evaluate(object, cluster) {
    const binding = bindingToJudge(object, cluster);
    if (!binding || binding.subjects.length === 0) return;
    if (isOwnBinding(binding, cluster) || !givesEverything(binding)) return;
    yield {
      path: ["roleRef", "name"],
      message: `lets ${namesOfSubjects(binding)} do everything ${placeOf(binding)}, by ${nameOfRole(binding)}`,
      ...(binding.kind === "RoleBinding" ? { severity: "high" } : {}),
    };
  },

  examples: {
    violating: [
      {
        title: "cluster-admin, and a role that is the same, in a namespace",
        objects: [
          clusterRoleBinding("ops", "cluster-admin", group("ops"), user("ann")),
          clusterRole("operator", rule(["*"], "*", ["*"])),
          roleBinding("owner", "ClusterRole", "operator", user("ann")),
        ],
        violations: [
          "ClusterRoleBinding/ops roleRef.name: lets Group ops and User ann do everything in the cluster, by ClusterRole cluster-admin",
          "RoleBinding/owner roleRef.name: lets User ann do everything in namespace shop, by ClusterRole operator",
        ],
      },
    ],
    compliant: [
      {
        title: "what Kubernetes itself binds, and less",
        objects: [
          {
            ...clusterRoleBinding("cluster-admin", "cluster-admin", group("system:masters")),
            metadata: {
              name: "cluster-admin",
              labels: { "kubernetes.io/bootstrapping": "rbac-defaults" },
            },
          },
          clusterRoleBinding("ops", "edit", group("ops")),
        ],
      },
    ],
  },
};
