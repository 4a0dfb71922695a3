import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_CLUSTERS } from "../facts/cloud-facts.ts";
import { aksCluster, plan } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** RBAC turned off on AKS. */
export const cloudRbacOff: ObjectCheck = {
  on: "object",
  id: "cloud-rbac-off",
  title: "RBAC turned off on AKS",
  topic: "cloud",
  severity: "critical",
  description:
    "The cluster was created without RBAC: whoever has any token of it, that of a pod too, may do everything.",
  remediation:
    "It cannot be turned on later: create a new cluster with `enableRBAC: true` (`role_based_access_control_enabled` in Terraform) and move there.",
  references: referencesTo({ "nsa-1.2": ["Authentication and authorization"] }),

  ...askingFact({
    kinds: CLOUD_CLUSTERS,
    fact: "rbac",
    fault: (isOn) => (isOn === false ? "everybody may do everything" : undefined),
  }),

  examples: {
    violating: [
      {
        title: "RBAC off",
        objects: [],
        documents: [aksCluster({ enableRbac: false })],
        violations: ["CloudCluster/aks/shop enableRbac: everybody may do everything"],
      },
      {
        title: "a plan",
        objects: [],
        documents: [
          plan("azurerm_kubernetes_cluster", {
            name: "shop",
            role_based_access_control_enabled: false,
          }),
        ],
        violations: [
          "CloudCluster/aks/shop azurerm_kubernetes_cluster.shop.role_based_access_control_enabled: everybody may do everything",
        ],
      },
    ],
    compliant: [
      { title: "RBAC on", objects: [], documents: [aksCluster({ enableRbac: true })] },
      { title: "a cluster that says nothing", objects: [], documents: [aksCluster({})] },
    ],
  },
};
