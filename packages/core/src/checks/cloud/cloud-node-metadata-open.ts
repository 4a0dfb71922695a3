import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODE_POOLS } from "../facts/cloud-facts.ts";
import { gkePool, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Pods reach the metadata of their node. */
export const cloudNodeMetadataOpen: ObjectCheck = {
  on: "object",
  id: "cloud-node-metadata-open",
  title: "Pods reach the metadata of their node",
  topic: "cloud",
  severity: "high",
  description:
    "Without GKE's metadata server every pod asks the metadata service of its node, and gets the token of the node's service account and the credentials with which nodes join.",
  remediation:
    "Set `workloadMetadataConfig.mode: GKE_METADATA` in the pool's `config` (`workload_metadata_config.mode` in Terraform), with Workload Identity turned on for the cluster.",
  references: referencesTo({ "mitre-attack": ["T1552.005"], "ms-threat-matrix": ["MS-TA9018"] }),

  ...askingFact({
    kinds: CLOUD_NODE_POOLS,
    fact: "workloadMetadata",
    fault: (isHidden) =>
      isHidden === false ? "pods get the credentials of their node" : undefined,
  }),

  examples: {
    violating: [
      {
        title: "a pool that says nothing",
        objects: [],
        documents: [gkePool({ config: {} })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].config.workloadMetadataConfig.mode: pods get the credentials of their node: nothing hides the metadata of the node where no mode is set",
        ],
      },
      {
        title: "the node's own service",
        objects: [],
        documents: [gkePool({ config: { workloadMetadataConfig: { mode: "GCE_METADATA" } } })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].config.workloadMetadataConfig.mode: pods get the credentials of their node",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_node_pool", {
            name: "workers",
            node_config: [{ workload_metadata_config: [{ mode: "GCE_METADATA" }] }],
          }),
        ],
        violations: [
          "CloudNodePool/gke/unknown/workers google_container_node_pool.shop.node_config[0].workload_metadata_config[0].mode: pods get the credentials of their node",
        ],
      },
    ],
    compliant: [
      {
        title: "GKE's server",
        objects: [],
        documents: [gkePool({ config: { workloadMetadataConfig: { mode: "GKE_METADATA" } } })],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" }, { node_config: true })],
      },
    ],
  },
};
