import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, answer, clusterApi, eksCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Audit log of the control plane off. */
export const cloudAuditLogOff: ObjectCheck = {
  on: "object",
  id: "cloud-audit-log-off",
  title: "Audit log of the control plane off",
  topic: "cloud",
  severity: "high",
  description:
    "Without the audit log nobody can say who did what: neither while an attacker is inside nor afterwards. A managed control plane keeps it only where that is turned on, and sends it elsewhere: EKS to CloudWatch (`/aws/eks/NAME/cluster`), AKS to where a diagnostic setting says. GKE always keeps the writes in Cloud Audit Logs.",
  remediation:
    "On EKS put `audit` into `logging.clusterLogging[].types` with `enabled: true` (`enabled_cluster_log_types` in Terraform, `logging.audit` in Cluster API); on AKS add a diagnostic setting with the category `kube-audit` or `kube-audit-admin`.",
  references: referencesTo({ "nsa-1.2": ["Audit logging"], "mitre-attack": ["T1562.008"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "logs",
    where: { provider: (provider) => provider !== "gke" },
    fault: (logs) => (listAt(logs).includes("audit") ? undefined : "keeps no audit log"),
  }),

  examples: {
    violating: [
      {
        title: "other logs alone",
        objects: [],
        documents: [
          eksCluster({
            logging: {
              clusterLogging: [
                { types: ["api"], enabled: true },
                { types: ["audit"], enabled: false },
              ],
            },
          }),
        ],
        violations: ["CloudCluster/eks/shop cluster.logging.clusterLogging: keeps no audit log"],
      },
      {
        title: "a cluster that says nothing",
        objects: [],
        documents: [eksCluster({})],
        violations: [
          "CloudCluster/eks/shop cluster.logging.clusterLogging: keeps no audit log: EKS keeps no log of its control plane where none is turned on",
        ],
      },
      {
        title: "a plan without it",
        objects: [],
        documents: [plan("aws_eks_cluster", { name: "shop", enabled_cluster_log_types: ["api"] })],
        violations: [
          "CloudCluster/eks/shop aws_eks_cluster.shop.enabled_cluster_log_types: keeps no audit log",
        ],
      },
      {
        title: "an object of Cluster API",
        objects: [
          clusterApi("AWSManagedControlPlane", {
            eksClusterName: "shop",
            logging: { apiServer: true, audit: false },
          }),
        ],
        violations: ["CloudCluster/eks/shop spec.logging: keeps no audit log"],
      },
      {
        title: "a diagnostic setting without it",
        objects: [],
        documents: [
          aksCluster({
            id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/shop",
          }),
          answer("settings.json", [
            {
              id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/shop/providers/microsoft.insights/diagnosticSettings/logs",
              type: "Microsoft.Insights/diagnosticSettings",
              logs: [{ category: "cluster-autoscaler", enabled: true }],
            },
          ]),
        ],
        violations: ["CloudCluster/aks/s/g/shop [0].logs: keeps no audit log"],
      },
    ],
    compliant: [
      {
        title: "the log turned on",
        objects: [],
        documents: [
          eksCluster({ logging: { clusterLogging: [{ types: ["api", "audit"], enabled: true }] } }),
        ],
      },
      {
        title: "a plan that knows it after apply",
        objects: [],
        documents: [plan("aws_eks_cluster", { name: "shop" }, { enabled_cluster_log_types: true })],
      },
      {
        title: "AKS, whose diagnostic settings are not in the input",
        objects: [],
        documents: [aksCluster({})],
      },
    ],
  },
};
