import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, answer, eksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Network policies are not enforced. */
export const cloudNetworkPolicyOff: ObjectCheck = {
  on: "object",
  id: "cloud-network-policy-off",
  title: "Network policies are not enforced",
  topic: "cloud",
  severity: "medium",
  description:
    "Nothing in the cluster enforces NetworkPolicies: the API server takes them, and every pod reaches every other all the same.",
  remediation:
    'On EKS set `enableNetworkPolicy: "true"` in the configuration of the add-on vpc-cni; on AKS `networkProfile.networkPolicy` to `azure`, `calico` or `cilium` (`network_profile.network_policy` in Terraform); on GKE use `datapathProvider: ADVANCED_DATAPATH` or `networkPolicy.enabled: true`.',
  references: referencesTo({ "nsa-1.2": ["Network policies"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "networkPolicy",
    fault: (isOn) => (isOn === false ? "network policies are not enforced" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "AKS without a plug-in",
        objects: [],
        documents: [aksCluster({ networkProfile: { networkPolicy: "none" } })],
        violations: [
          "CloudCluster/aks/shop networkProfile.networkPolicy: network policies are not enforced",
        ],
      },
      {
        title: "GKE that says nothing",
        objects: [],
        documents: [gkeCluster({})],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop networkPolicy.enabled: network policies are not enforced: GKE enforces no policies unless that is turned on",
        ],
      },
      {
        title: "the add-on of EKS without it",
        objects: [],
        documents: [
          eksCluster({}),
          answer("addon.json", {
            addon: { addonName: "vpc-cni", clusterName: "shop", configurationValues: "{}" },
          }),
        ],
        violations: [
          "CloudCluster/eks/shop addon.configurationValues: network policies are not enforced",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", { name: "shop", network_policy: [{ enabled: false }] }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.network_policy[0].enabled: network policies are not enforced: GKE enforces no policies unless that is turned on",
        ],
      },
    ],
    compliant: [
      {
        title: "Cilium",
        objects: [],
        documents: [aksCluster({ networkProfile: { networkPolicy: "cilium" } })],
      },
      {
        title: "Dataplane V2",
        objects: [],
        documents: [gkeCluster({ networkConfig: { datapathProvider: "ADVANCED_DATAPATH" } })],
      },
      {
        title: "the add-on of EKS with it",
        objects: [],
        documents: [
          eksCluster({}),
          answer("addon.json", {
            addon: {
              addonName: "vpc-cni",
              clusterName: "shop",
              configurationValues: '{"enableNetworkPolicy": "true"}',
            },
          }),
        ],
      },
      { title: "EKS whose add-ons are not in the input", objects: [], documents: [eksCluster({})] },
    ],
  },
};
