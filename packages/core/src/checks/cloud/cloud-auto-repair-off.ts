import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODE_POOLS } from "../facts/cloud-facts.ts";
import { eksPool, gkePool, plan } from "../writing/cloud-examples.ts";

/** Nodes are not repaired. */
export const cloudAutoRepairOff: ObjectCheck = {
  on: "object",
  id: "cloud-auto-repair-off",
  title: "Nodes are not repaired",
  topic: "cloud",
  severity: "low",
  description:
    "A node that is unhealthy stays in the cluster until somebody notices: its kubelet may not answer, and what runs on it is not watched any more.",
  remediation:
    "On EKS set `nodeRepairConfig.enabled: true` (`node_repair_config` in Terraform); on GKE `management.autoRepair: true` (`management.auto_repair`).",
  references: [],

  ...askingFact({
    kinds: CLOUD_NODE_POOLS,
    fact: "autoRepair",
    fault: (repairs) => (repairs === false ? "unhealthy nodes are not repaired" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a node group of EKS that says nothing",
        objects: [],
        documents: [eksPool({})],
        violations: [
          "CloudNodePool/eks/shop/workers nodegroup.nodeRepairConfig.enabled: unhealthy nodes are not repaired: EKS repairs no nodes where nothing else is said",
        ],
      },
      {
        title: "a pool of GKE with it off",
        objects: [],
        documents: [gkePool({ management: { autoUpgrade: true } })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].management.autoRepair: unhealthy nodes are not repaired: it is off where nothing else is said",
        ],
      },
      {
        title: "a plan with it off",
        objects: [],
        documents: [
          plan("google_container_node_pool", {
            name: "workers",
            management: [{ auto_repair: false, auto_upgrade: true }],
          }),
        ],
        violations: [
          "CloudNodePool/gke/unknown/workers google_container_node_pool.shop.management[0].auto_repair: unhealthy nodes are not repaired",
        ],
      },
    ],
    compliant: [
      {
        title: "a pool with it on",
        objects: [],
        documents: [gkePool({ management: { autoUpgrade: true, autoRepair: true } })],
      },
      {
        title: "a node group with it on",
        objects: [],
        documents: [eksPool({ nodeRepairConfig: { enabled: true } })],
      },
      {
        title: "a plan that leaves it to the provider",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" })],
      },
    ],
  },
};
