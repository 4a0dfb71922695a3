import { textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_ADMINS, knownText } from "../facts/cloud-facts.ts";
import { aksCluster, answer, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** What the rights come to, in words. */
const RIGHTS: ReadonlyMap<string, string> = new Map([
  ["cluster-admin", "cluster-admin"],
  ["admin", "admin everywhere"],
  ["edit", "edit everywhere, which reads Secrets and runs commands in pods"],
  ["view-secrets", "a viewer of everything, Secrets too"],
]);

/** Cluster administrator by the cloud. */
export const cloudAccessPolicyAdmin: ObjectCheck = {
  on: "object",
  id: "cloud-access-policy-admin",
  title: "Cluster administrator by the cloud",
  topic: "cloud",
  severity: "medium",
  description:
    "The cloud makes somebody an administrator beside RBAC: an access policy of EKS for the whole cluster, or an admin group of Microsoft Entra ID. No object of the cluster shows it, and nobody finds it who only reads bindings. Whoever takes the identity over has the cluster. `AmazonEKSEditPolicy` and `AmazonEKSAdminViewPolicy` for the whole cluster read every Secret.",
  remediation:
    "Keep one identity for emergencies. On EKS run `aws eks disassociate-access-policy`, or associate the policy with `--access-scope type=namespace,namespaces=NAMES`; on AKS take the group out of `aadProfile.adminGroupObjectIDs` and bind groups to roles in namespaces.",
  references: referencesTo({ "mitre-attack": ["T1078.004"], "ms-threat-matrix": ["MS-TA9003"] }),

  ...askingFact({
    kinds: CLOUD_ADMINS,
    fact: "how",
    // What is said of the cluster itself has checks of its own.
    where: { by: (by) => by === "access-policy" || by === "admin-group" },
    fault: (how, { object }) => {
      const principal = knownText(object, "principal");
      return `${principal} has the rights of ${RIGHTS.get(knownText(object, "right")) ?? "an administrator"}: ${textAt(how)}`;
    },
  }),

  examples: {
    violating: [
      {
        title: "an access policy for the whole cluster",
        objects: [],
        documents: [
          answer("policies.json", {
            clusterName: "shop",
            principalArn: "arn:aws:iam::111122223333:role/ops",
            associatedAccessPolicies: [
              {
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                accessScope: { type: "cluster", namespaces: [] },
              },
            ],
          }),
        ],
        violations: [
          "CloudAdmin/eks/shop/arn:aws:iam::111122223333:role/ops associatedAccessPolicies[0]: arn:aws:iam::111122223333:role/ops has the rights of cluster-admin: the access policy AmazonEKSClusterAdminPolicy for the whole cluster",
        ],
      },
      {
        title: "an admin group of Entra ID",
        objects: [],
        documents: [
          aksCluster({
            aadProfile: { adminGroupObjectIDs: ["7b1c3a52-0000-0000-0000-000000000000"] },
          }),
        ],
        violations: [
          "CloudAdmin/aks/shop/7b1c3a52-0000-0000-0000-000000000000 aadProfile.adminGroupObjectIDs[0]: 7b1c3a52-0000-0000-0000-000000000000 has the rights of cluster-admin: an admin group of Microsoft Entra ID, which AKS binds to cluster-admin",
        ],
      },
      {
        title: "the same in a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", {
            name: "shop",
            azure_active_directory_role_based_access_control: [
              { admin_group_object_ids: ["7b1c3a52-0000-0000-0000-000000000000"] },
            ],
          }),
        ],
        violations: [
          "CloudAdmin/aks/shop/7b1c3a52-0000-0000-0000-000000000000 azurerm_kubernetes_cluster.shop.azure_active_directory_role_based_access_control[0].admin_group_object_ids[0]: 7b1c3a52-0000-0000-0000-000000000000 has the rights of cluster-admin: an admin group of Microsoft Entra ID, which AKS binds to cluster-admin",
        ],
      },
    ],
    compliant: [
      {
        title: "an access policy in one namespace",
        objects: [],
        documents: [
          answer("policies.json", {
            clusterName: "shop",
            principalArn: "arn:aws:iam::111122223333:role/web",
            associatedAccessPolicies: [
              {
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
                accessScope: { type: "namespace", namespaces: ["web"] },
              },
            ],
          }),
        ],
      },
    ],
  },
};
