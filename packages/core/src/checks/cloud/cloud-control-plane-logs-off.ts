import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS, knownText } from "../facts/cloud-facts.ts";
import { eksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Logs of the control plane off. */
export const cloudControlPlaneLogsOff: ObjectCheck = {
  on: "object",
  id: "cloud-control-plane-logs-off",
  title: "Logs of the control plane off",
  topic: "cloud",
  severity: "low",
  description:
    "The authenticator's log says which identity of AWS became which user, the API server's which requests failed and why: without them an incident on EKS cannot be followed beyond the audit log. On GKE the API server's log is one of the components of `loggingConfig`.",
  remediation:
    "On EKS turn on `api` and `authenticator` in `logging.clusterLogging` (`enabled_cluster_log_types` in Terraform); on GKE put `APISERVER` into `loggingConfig.componentConfig.enableComponents` (`logging_config.enable_components`).",
  references: referencesTo({ "nsa-1.2": ["Audit logging"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "logs",
    where: { provider: (provider) => provider !== "aks" },
    fault: (logs, { object }) => {
      const wanted =
        knownText(object, "provider") === "gke" ? ["APISERVER"] : ["api", "authenticator"];
      const missing = wanted.filter((log) => !listAt(logs).includes(log));
      return missing.length === 0 ? undefined : `keeps no log of ${missing.join(" and ")}`;
    },
  }),

  examples: {
    violating: [
      {
        title: "audit alone",
        objects: [],
        documents: [
          eksCluster({ logging: { clusterLogging: [{ types: ["audit"], enabled: true }] } }),
        ],
        violations: [
          "CloudCluster/eks/shop cluster.logging.clusterLogging: keeps no log of api and authenticator",
        ],
      },
      {
        title: "components without the API server",
        objects: [],
        documents: [
          gkeCluster({
            loggingConfig: {
              componentConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
            },
          }),
        ],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop loggingConfig: keeps no log of APISERVER",
        ],
      },
      {
        title: "logging off",
        objects: [],
        documents: [gkeCluster({ loggingService: "none" })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop loggingService: keeps no log of APISERVER",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("google_container_cluster", {
            name: "shop",
            logging_config: [{ enable_components: ["SYSTEM_COMPONENTS"] }],
          }),
        ],
        violations: [
          "CloudCluster/gke/shop google_container_cluster.shop.logging_config: keeps no log of APISERVER",
        ],
      },
    ],
    compliant: [
      {
        title: "all that is wanted",
        objects: [],
        documents: [
          eksCluster({
            logging: {
              clusterLogging: [{ types: ["audit", "api", "authenticator"], enabled: true }],
            },
          }),
        ],
      },
      {
        title: "the API server's",
        objects: [],
        documents: [
          gkeCluster({
            loggingConfig: {
              componentConfig: { enableComponents: ["SYSTEM_COMPONENTS", "APISERVER"] },
            },
          }),
        ],
      },
      { title: "GKE, where the field is left out", objects: [], documents: [gkeCluster({})] },
    ],
  },
};
