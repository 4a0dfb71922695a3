import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES } from "../facts/cloud-facts.ts";
import { gkePool, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Old metadata endpoints of nodes. */
export const cloudLegacyMetadata: ObjectCheck = {
  on: "object",
  id: "cloud-legacy-metadata",
  title: "Old metadata endpoints of nodes",
  topic: "cloud",
  severity: "medium",
  description:
    "The endpoints v0.1 and v1beta1 of the metadata service ask for no header: a request that a program is talked into making, as by SSRF, reads the credentials of the node.",
  remediation:
    'Set `disable-legacy-endpoints` to `"true"` in the metadata of the pool\'s `config` (`node_config.metadata` in Terraform).',
  references: referencesTo({ "mitre-attack": ["T1552.005"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "legacyMetadata",
    fault: (answers) => (answers === true ? "the old metadata endpoints answer" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a pool that says nothing",
        objects: [],
        documents: [gkePool({ config: {} })],
        violations: [
          "CloudNodePool/gke/shop/europe-west1/shop/workers [0].config.metadata[disable-legacy-endpoints]: the old metadata endpoints answer: GKE leaves them on where nothing else is said",
        ],
      },
      {
        title: "a plan that lets them answer",
        objects: [],
        documents: [
          plan("google_container_node_pool", {
            name: "workers",
            node_config: [{ metadata: { "disable-legacy-endpoints": "false" } }],
          }),
        ],
        violations: [
          "CloudNodePool/gke/unknown/workers google_container_node_pool.shop.node_config[0].metadata[disable-legacy-endpoints]: the old metadata endpoints answer",
        ],
      },
    ],
    compliant: [
      {
        title: "a pool that turns them off",
        objects: [],
        documents: [gkePool({ config: { metadata: { "disable-legacy-endpoints": "true" } } })],
      },
      {
        title: "a plan that leaves it to the provider",
        objects: [],
        documents: [plan("google_container_node_pool", { name: "workers" })],
      },
    ],
  },
};
