import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan, state } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Legacy authorization on GKE. */
export const cloudLegacyAbac: ObjectCheck = {
  on: "object",
  id: "cloud-legacy-abac",
  title: "Legacy authorization on GKE",
  topic: "cloud",
  severity: "critical",
  description:
    "Legacy authorization of GKE gives service accounts, nodes and controllers rights beside RBAC, which no binding shows and none takes away: any pod's token reads every Secret.",
  remediation:
    "Set `legacyAbac.enabled: false`: `gcloud container clusters update NAME --no-enable-legacy-authorization`, `enable_legacy_abac = false` in Terraform.",
  references: referencesTo({
    "nsa-1.2": ["Authentication and authorization"],
    "mitre-attack": ["T1078"],
  }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "legacyAbac",
    fault: (isOn) => (isOn === true ? "gives service accounts rights beside RBAC" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "it turned on",
        objects: [],
        documents: [gkeCluster({ legacyAbac: { enabled: true } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop legacyAbac.enabled: gives service accounts rights beside RBAC",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [plan("google_container_cluster", { name: "shop", enable_legacy_abac: true })],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.enable_legacy_abac: gives service accounts rights beside RBAC",
        ],
      },
      {
        title: "a state",
        objects: [],
        documents: [state("google_container_cluster", { name: "shop", enable_legacy_abac: true })],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.enable_legacy_abac: gives service accounts rights beside RBAC",
        ],
      },
    ],
    compliant: [
      {
        title: "an empty field, as GKE prints what is off",
        objects: [],
        documents: [gkeCluster({ legacyAbac: {} })],
      },
      { title: "a cluster that says nothing", objects: [], documents: [gkeCluster({})] },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [
          plan("google_container_cluster", { name: "shop" }, { enable_legacy_abac: true }),
        ],
      },
    ],
  },
};
