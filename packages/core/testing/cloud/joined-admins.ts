import { clusterApi } from "../../src/checks/writing/cloud-examples.ts";
import type { JsonObject } from "../../src/kubernetes/json.ts";
import { AKS, JUDGED, type Row } from "./described.ts";

/** A policy for the whole cluster, in one namespace, and none. */
function policyOf(
  said: "absent" | "fail" | "pass",
  spelled: (key: string) => string,
): readonly JsonObject[] {
  if (said === "absent") return [];
  const scope = said === "fail" ? { type: "cluster" } : { type: "namespace", namespaces: ["web"] };
  return [
    {
      [spelled("policyArn")]: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      [spelled("accessScope")]: scope,
    },
  ];
}

const OPS = "arn:aws:iam::111122223333:role/ops";
const GROUP = "7b1c3a52-0000-0000-0000-000000000000";
const aad = (said: string): JsonObject =>
  said === "absent"
    ? {}
    : { aadProfile: { managed: true, adminGroupObjectIDs: said === "fail" ? [GROUP] : [] } };

export const ADMINS: readonly Row[] = [
  {
    by: "aws eks list-associated-access-policies",
    describe: (said) => ({
      answers: {
        "policies.json": {
          ...{ clusterName: "shop", principalArn: OPS },
          associatedAccessPolicies: policyOf(said, (key) => key),
        },
      },
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "aws_eks_access_policy_association",
    describe: (said) => ({
      resources: policyOf(
        said,
        (key) => ({ policyArn: "policy_arn", accessScope: "access_scope" })[key] ?? "",
      ).map(({ access_scope = {}, ...rest }) => ({
        type: "aws_eks_access_policy_association",
        values: { cluster_name: "shop", principal_arn: OPS, ...rest, access_scope: [access_scope] },
      })),
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "AWSManagedControlPlane",
    describe: (said) => ({
      answers: {},
      objects: [
        clusterApi("AWSManagedControlPlane", {
          eksClusterName: "shop",
          accessEntries: [
            {
              principalARN: OPS,
              accessPolicies: policyOf(said, (key) => (key === "policyArn" ? "policyARN" : key)),
            },
          ],
        }),
      ],
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "az aks show",
    describe: (said) => ({ answers: { "aks.json": { ...AKS, ...aad(said) } } }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "the API of Azure",
    describe: (said) => ({
      answers: { "aks.json": { value: [{ ...AKS, properties: aad(said) }] } },
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "azurerm_kubernetes_cluster",
    describe: (said) => ({
      resources: [
        {
          type: "azurerm_kubernetes_cluster",
          values: {
            name: "shop",
            ...(said !== "absent" && {
              azure_active_directory_role_based_access_control: [
                { admin_group_object_ids: said === "fail" ? [GROUP] : [] },
              ],
            }),
          },
        },
      ],
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
  {
    by: "AzureManagedControlPlane",
    describe: (said) => ({
      answers: {},
      objects: [clusterApi("AzureManagedControlPlane", aad(said))],
    }),
    verdicts: { ...JUDGED, absent: "pass" },
  },
];
