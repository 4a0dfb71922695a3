import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODE_POOLS } from "../facts/cloud-facts.ts";
import { aksPool, gkePool, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Nodes boot what is not signed. */
export const cloudSecureBootOff: ObjectCheck = {
  on: "object",
  id: "cloud-secure-boot-off",
  title: "Nodes boot what is not signed",
  topic: "cloud",
  severity: "low",
  description:
    "Without secure boot a node starts boot loaders and kernel modules that nobody signed: whoever was root on it once stays below the system.",
  remediation:
    "On GKE set `shieldedInstanceConfig.enableSecureBoot: true` in the pool's `config` (`shielded_instance_config.enable_secure_boot` in Terraform); on AKS `securityProfile.enableSecureBoot: true` of the pool.",
  references: referencesTo({ "mitre-attack": ["T1542"] }),

  ...askingFact({
    kinds: CLOUD_NODE_POOLS,
    fact: "secureBoot",
    fault: (isOn) => (isOn === false ? "nodes boot what is not signed" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a pool of GKE that says nothing",
        objects: [],
        documents: [
          gkePool({ config: { shieldedInstanceConfig: { enableIntegrityMonitoring: true } } }),
        ],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].config.shieldedInstanceConfig.enableSecureBoot: nodes boot what is not signed: it is off where nothing else is said",
        ],
      },
      {
        title: "a pool of AKS",
        objects: [],
        documents: [aksPool({ securityProfile: { enableSecureBoot: false } })],
        violations: [
          "CloudNodePool/aks/unknown/workers [0].securityProfile.enableSecureBoot: nodes boot what is not signed",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" })],
        violations: [
          "CloudNodePool/gke/unknown/workers google_container_node_pool.shop.node_config.shielded_instance_config.enable_secure_boot: nodes boot what is not signed: it is off where nothing else is said",
        ],
      },
    ],
    compliant: [
      {
        title: "secure boot on GKE",
        objects: [],
        documents: [gkePool({ config: { shieldedInstanceConfig: { enableSecureBoot: true } } })],
      },
      {
        title: "secure boot on AKS",
        objects: [],
        documents: [aksPool({ securityProfile: { enableSecureBoot: true } })],
      },
      {
        title: "a plan of AKS, whose provider cannot say it",
        objects: [],
        documents: [plan("azurerm_kubernetes_cluster_node_pool", { name: "workers" })],
      },
    ],
  },
};
