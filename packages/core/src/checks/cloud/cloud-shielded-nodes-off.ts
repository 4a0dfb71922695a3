import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Nodes that are not shielded. */
export const cloudShieldedNodesOff: ObjectCheck = {
  on: "object",
  id: "cloud-shielded-nodes-off",
  title: "Nodes that are not shielded",
  topic: "cloud",
  severity: "medium",
  description:
    "Shielded nodes of GKE prove who they are: without that, whoever has the credentials that nodes join with, which pods may read of the metadata, joins as a node and gets the Secrets of its pods.",
  remediation: "Set `shieldedNodes.enabled: true` (`enable_shielded_nodes` in Terraform).",
  references: referencesTo({ "mitre-attack": ["T1552.005"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "shieldedNodes",
    fault: (areOn) => (areOn === false ? "nodes are not shielded" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a cluster where the field is empty",
        objects: [],
        documents: [gkeCluster({ shieldedNodes: {} })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop shieldedNodes.enabled: nodes are not shielded: it is off where nothing else is said",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", { name: "shop", enable_shielded_nodes: false }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.enable_shielded_nodes: nodes are not shielded",
        ],
      },
    ],
    compliant: [
      {
        title: "shielded nodes",
        objects: [],
        documents: [gkeCluster({ shieldedNodes: { enabled: true } })],
      },
      {
        title: "Autopilot",
        objects: [],
        documents: [gkeCluster({ autopilot: { enabled: true } })],
      },
      {
        title: "a plan that leaves it to the provider",
        objects: [],
        documents: [plan("google_container_cluster", { name: "shop" })],
      },
    ],
  },
};
