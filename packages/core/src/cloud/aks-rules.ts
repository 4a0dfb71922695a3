import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { textAt, valueAt } from "../kubernetes/json-fields.ts";
import {
  type FactRule,
  readBoolean,
  readNoneOf,
  readNot,
  readOneOf,
  readPresence,
  readText,
  readTexts,
} from "./rules.ts";

/*
 * What a description of an AKS cluster says and what holds where it says nothing: Azure/azure-rest-api-specs (containerservice),
 * MicrosoftDocs/azure-aks-docs, hashicorp/terraform-provider-azurerm and kubernetes-sigs/cluster-api-provider-azure.
 */

export const AKS_CLUSTER_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: {
      api: ["currentKubernetesVersion", "kubernetesVersion"],
      terraform: ["kubernetes_version"],
      "cluster-api": ["version"],
    },
    read: readText,
  },
  {
    name: "endpointPublic",
    paths: {
      api: ["apiServerAccessProfile.enablePrivateCluster"],
      terraform: ["private_cluster_enabled"],
      "cluster-api": ["apiServerAccessProfile.enablePrivateCluster"],
    },
    read: readNot,
    absent: { value: true, because: "AKS makes the endpoint public unless the cluster is private" },
  },
  {
    name: "endpointPrivate",
    paths: {
      api: ["apiServerAccessProfile.enablePrivateCluster"],
      terraform: ["private_cluster_enabled"],
      "cluster-api": ["apiServerAccessProfile.enablePrivateCluster"],
    },
    read: readBoolean,
    absent: { value: false, because: "AKS makes no private endpoint where nothing else is said" },
  },
  {
    name: "endpointRanges",
    paths: {
      api: ["apiServerAccessProfile.authorizedIPRanges"],
      terraform: [
        "api_server_access_profile.authorized_ip_ranges",
        "api_server_authorized_ip_ranges",
      ],
      "cluster-api": ["apiServerAccessProfile.authorizedIPRanges"],
    },
    read: (value) => {
      const ranges = readTexts(value);
      return ranges && (ranges.length === 0 ? ["0.0.0.0/0"] : ranges);
    },
    absent: {
      value: ["0.0.0.0/0"],
      because: "AKS lets every address in where no range is authorized",
    },
  },
  {
    name: "localAccounts",
    paths: {
      api: ["disableLocalAccounts"],
      terraform: ["local_account_disabled"],
      "cluster-api": ["disableLocalAccounts"],
    },
    read: readNot,
    absent: { value: true, because: "AKS keeps local accounts unless they are disabled" },
  },
  {
    name: "rbac",
    paths: {
      api: ["enableRBAC"],
      terraform: ["role_based_access_control_enabled"],
      "cluster-api": [],
    },
    read: readBoolean,
    absent: { value: true, because: "AKS turns RBAC on where nothing else is said" },
  },
  {
    name: "secretsKey",
    paths: {
      api: ["securityProfile.azureKeyVaultKms.enabled"],
      terraform: ["key_management_service"],
      "cluster-api": ["securityProfile.azureKeyVaultKms.enabled"],
    },
    read: (value) => (typeof value === "boolean" ? value : readPresence(value)),
    absent: { value: false, because: "Azure encrypts with a key of its own" },
    whenSet: true,
  },
  {
    name: "workloadIdentity",
    paths: {
      api: ["securityProfile.workloadIdentity.enabled"],
      terraform: ["workload_identity_enabled"],
      "cluster-api": ["securityProfile.workloadIdentity.enabled"],
    },
    read: readBoolean,
    absent: { value: false, because: "AKS has it off where nothing else is said" },
  },
  {
    name: "networkPolicy",
    paths: {
      api: ["networkProfile.networkPolicy"],
      terraform: ["network_profile.network_policy"],
      "cluster-api": ["networkPolicy"],
    },
    read: readOneOf("azure", "calico", "cilium"),
    absent: { value: false, because: "AKS enforces no policies where none is named" },
  },
  {
    name: "autoUpgrade",
    paths: {
      api: ["autoUpgradeProfile.upgradeChannel"],
      terraform: ["automatic_upgrade_channel", "automatic_channel_upgrade"],
      "cluster-api": ["autoUpgradeProfile.upgradeChannel"],
    },
    read: readNoneOf("none", ""),
    absent: { value: false, because: "AKS upgrades nothing by itself where no channel is set" },
  },
  {
    name: "nodeImageUpgrade",
    paths: {
      api: ["autoUpgradeProfile.nodeOSUpgradeChannel"],
      terraform: ["node_os_upgrade_channel", "node_os_channel_upgrade"],
      "cluster-api": [],
    },
    read: readNoneOf("none", "unmanaged"),
    absent: { value: true, because: "AKS renews node images where nothing else is said" },
  },
  {
    name: "maintenanceWindow",
    paths: {
      api: [],
      terraform: [
        "maintenance_window_auto_upgrade",
        "maintenance_window",
        "maintenance_window_node_os",
      ],
      "cluster-api": [],
    },
    read: readPresence,
    absent: { value: false, because: "no window is set" },
    whenSet: true,
  },
];

export const AKS_POOL_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: {
      api: ["currentOrchestratorVersion", "orchestratorVersion"],
      terraform: ["orchestrator_version"],
      "cluster-api": [],
    },
    read: readText,
  },
  {
    name: "public",
    paths: {
      api: ["enableNodePublicIP"],
      terraform: ["node_public_ip_enabled", "enable_node_public_ip"],
      "cluster-api": ["enableNodePublicIP"],
    },
    read: (value) => {
      const isPublic = readBoolean(value);
      return isPublic === true ? "each of its nodes has a public address" : isPublic;
    },
    absent: {
      value: false,
      because: "AKS gives nodes no public address where nothing else is said",
    },
  },
  {
    name: "secureBoot",
    paths: { api: ["securityProfile.enableSecureBoot"], terraform: [], "cluster-api": [] },
    read: readBoolean,
    absent: { value: false, because: "AKS has it off where nothing else is said" },
  },
  {
    name: "virtualTpm",
    paths: { api: ["securityProfile.enableVTPM"], terraform: [], "cluster-api": [] },
    read: readBoolean,
    absent: { value: false, because: "AKS has it off where nothing else is said" },
  },
];

/** Kinds of access by SSH that leave a key on the node (azure-aks-docs: LocalUser is the default). */
export const readsKeyAccess: (value: JsonValue) => boolean | undefined = readOneOf("LocalUser");

/** Whether a diagnostic setting keeps the audit log: by category, or by one of the groups that have it. */
export function keepsAudit(logs: JsonValue | undefined): boolean {
  if (!isJsonList(logs)) return false;
  return logs.some((log) => {
    const category = textAt(log, "category").toLowerCase();
    const group = (textAt(log, "categoryGroup") || textAt(log, "category_group")).toLowerCase();
    const isOn = valueAt(log, "enabled") !== false;
    return isOn && (category.startsWith("kube-audit") || group === "audit" || group === "alllogs");
  });
}
