import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, eksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Pods without identities of their own. */
export const cloudWorkloadIdentityMissing: ObjectCheck = {
  on: "object",
  id: "cloud-workload-identity-missing",
  title: "Pods without identities of their own",
  topic: "cloud",
  severity: "medium",
  description:
    "Without Workload Identity pods that need the cloud use the node's credentials, which all pods of the node share, or keys in Secrets that never expire.",
  remediation:
    "On GKE set `workloadIdentityConfig.workloadPool` (`workload_identity_config.workload_pool` in Terraform); on AKS `oidcIssuerProfile.enabled` and `securityProfile.workloadIdentity.enabled` (`oidc_issuer_enabled`, `workload_identity_enabled`).",
  references: referencesTo({ "mitre-attack": ["T1552.005"], "ms-threat-matrix": ["MS-TA9018"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "workloadIdentity",
    fault: (isOn) =>
      isOn === false ? "pods have no identities of their own in the cloud" : undefined,
  }),

  examples: {
    violating: [
      {
        title: "GKE where the field is empty",
        objects: [],
        documents: [gkeCluster({ workloadIdentityConfig: {} })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop workloadIdentityConfig.workloadPool: pods have no identities of their own in the cloud: no pool of identities is named",
        ],
      },
      {
        title: "AKS that says nothing",
        objects: [],
        documents: [aksCluster({})],
        violations: [
          "CloudCluster/aks/shop securityProfile.workloadIdentity.enabled: pods have no identities of their own in the cloud: AKS has it off where nothing else is said",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", {
            name: "shop",
            oidc_issuer_enabled: true,
            workload_identity_enabled: false,
          }),
        ],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.workload_identity_enabled: pods have no identities of their own in the cloud",
        ],
      },
    ],
    compliant: [
      {
        title: "a pool of identities",
        objects: [],
        documents: [gkeCluster({ workloadIdentityConfig: { workloadPool: "shop.svc.id.goog" } })],
      },
      {
        title: "AKS with it on",
        objects: [],
        documents: [aksCluster({ securityProfile: { workloadIdentity: { enabled: true } } })],
      },
      { title: "EKS whose add-ons are not in the input", objects: [], documents: [eksCluster({})] },
    ],
  },
};
