import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS, CLOUD_NODE_POOLS } from "../facts/cloud-facts.ts";
import { aksCluster, clusterApi, gkePool, plan } from "../writing/cloud-examples.ts";

/** Nodes are not upgraded by themselves. */
export const cloudAutoUpgradeOff: ObjectCheck = {
  on: "object",
  id: "cloud-auto-upgrade-off",
  title: "Nodes are not upgraded by themselves",
  topic: "cloud",
  severity: "medium",
  description:
    "Nodes that nobody upgrades keep known holes of the kernel, the container runtime and the kubelet, and fall out of support. EKS has no automatic upgrade of node groups.",
  remediation:
    "On AKS set `autoUpgradeProfile.upgradeChannel` to `patch` or `stable` (`automatic_upgrade_channel` in Terraform); on GKE `management.autoUpgrade: true` (`management.auto_upgrade`).",
  references: [],

  ...askingFact({
    kinds: [...CLOUD_CLUSTERS, ...CLOUD_NODE_POOLS],
    fact: "autoUpgrade",
    fault: (upgrades) => (upgrades === false ? "nothing is upgraded by itself" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a cluster of AKS without a channel",
        objects: [],
        documents: [aksCluster({ autoUpgradeProfile: null })],
        violations: [
          "CloudCluster/aks/shop autoUpgradeProfile.upgradeChannel: nothing is upgraded by itself: AKS upgrades nothing by itself where no channel is set",
        ],
      },
      {
        title: "the channel none in a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", { name: "shop", automatic_upgrade_channel: "none" }),
        ],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.automatic_upgrade_channel: nothing is upgraded by itself",
        ],
      },
      {
        title: "a pool of GKE with it off",
        objects: [],
        documents: [gkePool({ management: { autoRepair: true } })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].management.autoUpgrade: nothing is upgraded by itself: it is off where nothing else is said",
        ],
      },
      {
        title: "a pool of Cluster API with it off",
        objects: [
          clusterApi("GCPManagedMachinePool", {
            nodePoolName: "workers",
            management: { autoUpgrade: false },
          }),
        ],
        violations: [
          "CloudNodePool/gke/unknown/workers spec.management.autoUpgrade: nothing is upgraded by itself",
        ],
      },
    ],
    compliant: [
      {
        title: "a channel",
        objects: [],
        documents: [aksCluster({ autoUpgradeProfile: { upgradeChannel: "patch" } })],
      },
      {
        title: "a pool with it on",
        objects: [],
        documents: [gkePool({ management: { autoUpgrade: true } })],
      },
      {
        title: "a plan that leaves it to the provider",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" })],
      },
    ],
  },
};
