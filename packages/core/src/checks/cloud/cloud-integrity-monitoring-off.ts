import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODE_POOLS } from "../facts/cloud-facts.ts";
import { gkePool, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Integrity of nodes is not watched. */
export const cloudIntegrityMonitoringOff: ObjectCheck = {
  on: "object",
  id: "cloud-integrity-monitoring-off",
  title: "Integrity of nodes is not watched",
  topic: "cloud",
  severity: "low",
  description:
    "Integrity monitoring compares how a node booted with how it booted first: without it a changed boot loader or kernel stays unseen.",
  remediation:
    "Set `shieldedInstanceConfig.enableIntegrityMonitoring: true` in the pool's `config` (`shielded_instance_config.enable_integrity_monitoring` in Terraform).",
  references: referencesTo({ "mitre-attack": ["T1542"] }),

  ...askingFact({
    kinds: CLOUD_NODE_POOLS,
    fact: "integrityMonitoring",
    fault: (isOn) => (isOn === false ? "the integrity of nodes is not watched" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a pool that says nothing",
        objects: [],
        documents: [gkePool({ config: {} })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].config.shieldedInstanceConfig.enableIntegrityMonitoring: the integrity of nodes is not watched: it is off where nothing else is said",
        ],
      },
      {
        title: "a plan with it off",
        objects: [],
        documents: [
          plan("google_container_node_pool", {
            name: "workers",
            node_config: [{ shielded_instance_config: [{ enable_integrity_monitoring: false }] }],
          }),
        ],
        violations: [
          "CloudNodePool/gke/unknown/workers google_container_node_pool.shop.node_config[0].shielded_instance_config[0].enable_integrity_monitoring: the integrity of nodes is not watched",
        ],
      },
    ],
    compliant: [
      {
        title: "a pool with it on",
        objects: [],
        documents: [
          gkePool({ config: { shieldedInstanceConfig: { enableIntegrityMonitoring: true } } }),
        ],
      },
      {
        title: "a plan that leaves it to the provider",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" })],
      },
    ],
  },
};
