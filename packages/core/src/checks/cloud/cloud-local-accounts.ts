import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, answer, clusterApi, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Local accounts of AKS. */
export const cloudLocalAccounts: ObjectCheck = {
  on: "object",
  id: "cloud-local-accounts",
  title: "Local accounts of AKS",
  topic: "cloud",
  severity: "high",
  description:
    "The local account of AKS is a client certificate in `system:masters`: `az aks get-credentials --admin` gives it to whoever has the right of Azure, Entra ID and conditional access are passed by, and no binding takes anything from it. It cannot be revoked but for all at once.",
  remediation:
    "Set `disableLocalAccounts: true` (`az aks update --disable-local-accounts`, `local_account_disabled = true` in Terraform), then rotate the certificates.",
  references: referencesTo({
    "mitre-attack": ["T1078"],
    "nsa-1.2": ["Authentication and authorization"],
  }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "localAccounts",
    fault: (areThere) => (areThere === true ? "a local account is in system:masters" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a cluster that says nothing",
        objects: [],
        documents: [aksCluster({})],
        violations: [
          "CloudCluster/aks/shop disableLocalAccounts: a local account is in system:masters: AKS keeps local accounts unless they are disabled",
        ],
      },
      {
        title: "accounts kept",
        objects: [],
        documents: [aksCluster({ disableLocalAccounts: false })],
        violations: [
          "CloudCluster/aks/shop disableLocalAccounts: a local account is in system:masters",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", { name: "shop", local_account_disabled: false }),
        ],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.local_account_disabled: a local account is in system:masters",
        ],
      },
      {
        title: "the REST API",
        objects: [],
        documents: [
          answer("rest.json", {
            name: "shop",
            type: "Microsoft.ContainerService/ManagedClusters",
            properties: { disableLocalAccounts: false },
          }),
        ],
        violations: [
          "CloudCluster/aks/shop properties.disableLocalAccounts: a local account is in system:masters",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [clusterApi("AzureManagedControlPlane", { version: "1.33.2" })],
        violations: [
          "CloudCluster/aks/shop spec.disableLocalAccounts: a local account is in system:masters: AKS keeps local accounts unless they are disabled",
        ],
      },
    ],
    compliant: [
      {
        title: "accounts disabled",
        objects: [],
        documents: [aksCluster({ disableLocalAccounts: true })],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", { name: "shop", local_account_disabled: true }),
        ],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", { name: "shop" }, { local_account_disabled: true }),
        ],
      },
    ],
  },
};
