import { DISCOVERY_ROLE } from "../../access/discovery-roles.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLE_BINDINGS } from "../facts/kinds.ts";
import { serviceAccountOfSubject } from "../facts/service-accounts.ts";
import { referencesTo } from "../writing/references.ts";

/** No binding grants anything to a service account named `default`. */
export const defaultServiceAccountGranted: ObjectCheck = {
  on: "object",
  kinds: ROLE_BINDINGS,
  id: "default-service-account-granted",
  title: "Role bound to the default service account",
  topic: "service-accounts",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "Every pod of the namespace that names no service account has the rights of `default`, future pods included: whoever compromises any of them, or may create one, has them too. Roles that only allow API discovery are left out.",
  remediation:
    "Create a ServiceAccount for the workload that needs the rights, set it as `serviceAccountName` in its pods, and bind the role to it.",
  references: referencesTo({
    "cis-1.12": ["5.1.5"],
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078", "T1528"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: ["checkov:CKV_K8S_42"],

  *evaluate({ object, reference }) {
    const role = textAt(object, "roleRef", "name");
    if (DISCOVERY_ROLE.test(role)) return;
    for (const [index, subject] of listAt(object, "subjects").entries()) {
      const account = serviceAccountOfSubject(subject, reference.namespace);
      if (account?.name !== "default") continue;
      const place = account.namespace === undefined ? "" : ` of namespace ${account.namespace}`;
      yield {
        path: ["subjects", index],
        message: `role ${role} is granted to service account default${place}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "the default account of a namespace, beside another account",
        objects: [
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "RoleBinding",
            metadata: { name: "edit", namespace: "shop" },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
            subjects: [
              { kind: "ServiceAccount", name: "web" },
              { kind: "ServiceAccount", name: "default", namespace: "bank" },
            ],
          },
        ],
        violations: [
          "RoleBinding/edit subjects[1]: role edit is granted to service account default of namespace bank",
        ],
      },
    ],
    compliant: [
      {
        title: "an account of its own, and what every identity may see",
        objects: [
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "RoleBinding",
            metadata: { name: "edit", namespace: "shop" },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
            subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
          },
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "ClusterRoleBinding",
            metadata: { name: "discovery" },
            roleRef: {
              apiGroup: "rbac.authorization.k8s.io",
              kind: "ClusterRole",
              name: "system:discovery",
            },
            subjects: [{ kind: "ServiceAccount", name: "default", namespace: "shop" }],
          },
        ],
      },
    ],
  },
};
