import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, gkeCluster, plan } from "../writing/cloud-examples.ts";

/** No window for upgrades. */
export const cloudMaintenanceWindowMissing: ObjectCheck = {
  on: "object",
  id: "cloud-maintenance-window-missing",
  title: "No window for upgrades",
  topic: "cloud",
  severity: "info",
  description:
    "Automatic upgrades come at any time, also when nobody watches: what breaks breaks unseen, and the usual answer is to turn upgrades off.",
  remediation:
    "Set a window: `maintenancePolicy.window` on GKE (`maintenance_policy` in Terraform), `maintenance_window_auto_upgrade` of a cluster of AKS in Terraform.",
  references: [],

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "maintenanceWindow",
    fault: (isSet) => (isSet === false ? "upgrades come at any time" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "GKE without one",
        objects: [],
        documents: [gkeCluster({ maintenancePolicy: { resourceVersion: "e3b0c442" } })],
        violations: [
          "CloudCluster/gke/shop/europe-west1/shop maintenancePolicy.window: upgrades come at any time: no window is set",
        ],
      },
      {
        title: "a plan",
        objects: [],
        documents: [plan("azurerm_kubernetes_cluster", { name: "shop" })],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.maintenance_window_auto_upgrade: upgrades come at any time: no window is set",
        ],
      },
    ],
    compliant: [
      {
        title: "one",
        objects: [],
        documents: [
          gkeCluster({
            maintenancePolicy: { window: { dailyMaintenanceWindow: { startTime: "03:00" } } },
          }),
        ],
      },
      {
        title: "AKS, whose windows are objects of their own",
        objects: [],
        documents: [aksCluster({})],
      },
    ],
  },
};
