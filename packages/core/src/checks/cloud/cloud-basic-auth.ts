import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan, state } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Password of the API server. */
export const cloudBasicAuth: ObjectCheck = {
  on: "object",
  id: "cloud-basic-auth",
  title: "Password of the API server",
  topic: "cloud",
  severity: "critical",
  description:
    "GKE's basic authentication is one password that never expires and whose user is an administrator. Whoever has read it once, in a state of Terraform for example, has the cluster. Clusters from 1.19 on have none.",
  remediation:
    "Set `masterAuth.username` to nothing: `gcloud container clusters update NAME --no-enable-basic-auth`, and no `master_auth.username` in Terraform.",
  references: referencesTo({ "mitre-attack": ["T1078"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "basicAuth",
    fault: (isOn) => (isOn === true ? "the API server takes a password" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "a user with a password",
        objects: [],
        documents: [gkeCluster({ masterAuth: { username: "admin" } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop masterAuth.username: the API server takes a password",
        ],
      },
      {
        title: "the same in a state",
        objects: [],
        documents: [
          state("google_container_cluster", { name: "shop", master_auth: [{ username: "admin" }] }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.master_auth[0].username: the API server takes a password",
        ],
      },
    ],
    compliant: [
      {
        title: "no user",
        objects: [],
        documents: [gkeCluster({ masterAuth: { clusterCaCertificate: "LS0t" } })],
      },
      { title: "a cluster that says nothing", objects: [], documents: [gkeCluster({})] },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [plan("google_container_cluster", { name: "shop" }, { master_auth: true })],
      },
    ],
  },
};
