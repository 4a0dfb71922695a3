import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, plan } from "../writing/cloud-examples.ts";

/** Node images are not renewed. */
export const cloudNodeImageUpgradeOff: ObjectCheck = {
  on: "object",
  id: "cloud-node-image-upgrade-off",
  title: "Node images are not renewed",
  topic: "cloud",
  severity: "medium",
  description:
    "AKS renews the images of nodes by itself, with fixes of the kernel and the container runtime. Here that is turned off, or left to the system's own updates, which need a restart that nobody does.",
  remediation:
    "Set `autoUpgradeProfile.nodeOSUpgradeChannel` to `NodeImage` or `SecurityPatch` (`node_os_upgrade_channel` in Terraform).",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "nodeImageUpgrade",
    fault: (isOn) => (isOn === false ? "the images of nodes are not renewed" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "the channel None",
        objects: [],
        documents: [aksCluster({ autoUpgradeProfile: { nodeOsUpgradeChannel: "None" } })],
        violations: [
          "CloudCluster/aks/shop autoUpgradeProfile.nodeOsUpgradeChannel: the images of nodes are not renewed",
        ],
      },
      {
        title: "the channel Unmanaged in a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", {
            name: "shop",
            node_os_upgrade_channel: "Unmanaged",
          }),
        ],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.node_os_upgrade_channel: the images of nodes are not renewed",
        ],
      },
    ],
    compliant: [
      {
        title: "security patches",
        objects: [],
        documents: [aksCluster({ autoUpgradeProfile: { nodeOsUpgradeChannel: "SecurityPatch" } })],
      },
      { title: "a cluster that says nothing", objects: [], documents: [aksCluster({})] },
    ],
  },
};
