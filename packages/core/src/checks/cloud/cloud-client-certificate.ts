import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Client certificate issued by GKE. */
export const cloudClientCertificate: ObjectCheck = {
  on: "object",
  id: "cloud-client-certificate",
  title: "Client certificate issued by GKE",
  topic: "cloud",
  severity: "high",
  description:
    "GKE can issue a client certificate with the cluster. It cannot be revoked, everybody who may read the cluster's description gets it with its key, and with legacy authorization it is an administrator.",
  remediation:
    "Create the cluster with `masterAuth.clientCertificateConfig.issueClientCertificate: false` (`master_auth.client_certificate_config.issue_client_certificate` in Terraform); of an existing cluster rotate the credentials.",
  references: referencesTo({ "mitre-attack": ["T1078"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "clientCertificate",
    fault: (isIssued) =>
      isIssued === true ? "a client certificate comes with the cluster" : undefined,
  }),

  examples: {
    violating: [
      {
        title: "a certificate in the description",
        objects: [],
        documents: [gkeCluster({ masterAuth: { clientCertificate: "LS0t", clientKey: "LS0t" } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop masterAuth.clientCertificate: a client certificate comes with the cluster",
        ],
      },
      {
        title: "a plan that asks for one",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            master_auth: [{ client_certificate_config: [{ issue_client_certificate: true }] }],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.master_auth[0].client_certificate_config[0].issue_client_certificate: a client certificate comes with the cluster",
        ],
      },
    ],
    compliant: [
      {
        title: "none",
        objects: [],
        documents: [gkeCluster({ masterAuth: { clientCertificateConfig: {} } })],
      },
      { title: "a cluster that says nothing", objects: [], documents: [gkeCluster({})] },
      {
        title: "a plan without",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            master_auth: [{ client_certificate_config: [{ issue_client_certificate: false }] }],
          }),
        ],
      },
    ],
  },
};
