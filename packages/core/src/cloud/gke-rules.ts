import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { scalarText } from "./resource.ts";
import {
  type FactRule,
  readBoolean,
  readNoneOf,
  readOneOf,
  readPresence,
  readText,
} from "./rules.ts";

/*
 * What a description of a GKE cluster says and what holds where it says nothing: google/container/v1/cluster_service.proto,
 * cloud.google.com/kubernetes-engine/docs, hashicorp/terraform-provider-google and kubernetes-sigs/cluster-api-provider-gcp. The API
 * leaves out what is false.
 */

const OFF = "it is off where nothing else is said";

export const GKE_CLUSTER_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: {
      api: ["currentMasterVersion"],
      terraform: ["min_master_version"],
      "cluster-api": ["version", "controlPlaneVersion"],
    },
    read: readText,
  },
  {
    name: "legacyAbac",
    paths: { api: ["legacyAbac.enabled"], terraform: ["enable_legacy_abac"], "cluster-api": [] },
    read: readBoolean,
    absent: { value: false, because: OFF },
  },
  {
    name: "basicAuth",
    paths: { api: ["masterAuth.username"], "cluster-api": [] },
    read: readPresence,
    absent: { value: false, because: "GKE gives no password where no user is named" },
  },
  {
    name: "clientCertificate",
    paths: {
      api: [
        "masterAuth.clientCertificate",
        "masterAuth.clientCertificateConfig.issueClientCertificate",
      ],
      terraform: ["master_auth.client_certificate_config.issue_client_certificate"],
      "cluster-api": [],
    },
    read: (value) => (typeof value === "boolean" ? value : readPresence(value)),
    absent: { value: false, because: "GKE issues none where nothing else is said" },
  },
  {
    name: "secretsKey",
    paths: { api: ["databaseEncryption.state"], "cluster-api": [] },
    read: readOneOf("ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"),
    absent: { value: false, because: "Google encrypts with a key of its own" },
  },
  {
    name: "workloadIdentity",
    paths: {
      api: ["workloadIdentityConfig.workloadPool"],
      "cluster-api": [
        "clusterSecurity.workloadIdentityConfig.workloadPool",
        "clusterSecurity.workloadIdentityConfig",
      ],
    },
    read: readPresence,
    absent: { value: false, because: "no pool of identities is named" },
    whenSet: true,
  },
  {
    name: "releaseChannel",
    paths: { api: ["releaseChannel.channel"], "cluster-api": ["releaseChannel"] },
    read: readNoneOf("UNSPECIFIED", ""),
    absent: { value: false, because: "the cluster is in no channel where none is named" },
    absentIn: {
      terraform: { value: true, because: "GKE puts a new cluster into the regular channel" },
    },
  },
  {
    name: "maintenanceWindow",
    paths: {
      api: ["maintenancePolicy.window"],
      terraform: ["maintenance_policy"],
      "cluster-api": [],
    },
    read: readWindow,
    absent: { value: false, because: "no window is set" },
  },
  {
    name: "shieldedNodes",
    paths: {
      api: ["shieldedNodes.enabled"],
      terraform: ["enable_shielded_nodes"],
      "cluster-api": [],
    },
    read: readBoolean,
    absent: { value: false, because: OFF },
    absentIn: { terraform: { value: true, because: "the provider turns it on" } },
  },
  {
    name: "securityPosture",
    paths: { api: ["securityPostureConfig.mode"], "cluster-api": [] },
    read: readNoneOf("DISABLED", "MODE_UNSPECIFIED"),
    absent: { value: false, because: OFF },
    computed: true,
  },
];

function readWindow(value: JsonValue): boolean {
  const windows = ["dailyMaintenanceWindow", "recurringWindow", "recurringMaintenanceWindow"];
  const one = Array.isArray(value) ? (value as readonly JsonValue[])[0] : value;
  if (!isJsonObject(one)) return false;
  return [...windows, "daily_maintenance_window", "recurring_window"].some((key) =>
    readPresence(one[key] ?? ""),
  );
}

/** Facts of a pool whose settings are in `config`, `node_config` of Terraform. */
export const GKE_POOL_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: { api: ["version"], "cluster-api": ["kubernetesVersion"] },
    read: readText,
  },
  {
    name: "autoUpgrade",
    paths: { api: ["management.autoUpgrade"], "cluster-api": ["management.autoUpgrade"] },
    read: readBoolean,
    absent: { value: false, because: OFF },
    absentIn: {
      terraform: { value: true, because: "the provider turns it on" },
      "cluster-api": { value: true, because: "GKE turns it on" },
    },
    computed: true,
  },
  {
    name: "autoRepair",
    paths: { api: ["management.autoRepair"], "cluster-api": ["management.autoRepair"] },
    read: readBoolean,
    absent: { value: false, because: OFF },
    absentIn: {
      terraform: { value: true, because: "the provider turns it on" },
      "cluster-api": { value: true, because: "GKE turns it on" },
    },
    computed: true,
  },
  {
    name: "secureBoot",
    paths: {
      api: ["config.shieldedInstanceConfig.enableSecureBoot"],
      terraform: ["node_config.shielded_instance_config.enable_secure_boot"],
      "cluster-api": ["nodeSecurity.enableSecureBoot"],
    },
    read: readBoolean,
    absent: { value: false, because: OFF },
  },
  {
    name: "integrityMonitoring",
    paths: {
      api: ["config.shieldedInstanceConfig.enableIntegrityMonitoring"],
      terraform: ["node_config.shielded_instance_config.enable_integrity_monitoring"],
      "cluster-api": ["nodeSecurity.enableIntegrityMonitoring"],
    },
    read: readBoolean,
    absent: { value: false, because: OFF },
    absentIn: {
      terraform: { value: true, because: "the provider turns it on" },
      "cluster-api": null,
    },
  },
  {
    name: "workloadMetadata",
    paths: {
      api: ["config.workloadMetadataConfig.mode"],
      terraform: ["node_config.workload_metadata_config.mode"],
      "cluster-api": [],
    },
    read: readOneOf("GKE_METADATA"),
    absent: {
      value: false,
      because: "nothing hides the metadata of the node where no mode is set",
    },
  },
  {
    name: "legacyMetadata",
    paths: {
      api: ["config.metadata.disable-legacy-endpoints"],
      terraform: ["node_config.metadata.disable-legacy-endpoints"],
      "cluster-api": [],
    },
    read: (value) => scalarText(value).toLowerCase() !== "true",
    absent: { value: true, because: "GKE leaves them on where nothing else is said" },
    absentIn: {
      terraform: { value: false, because: "the provider turns the old endpoints off" },
    },
  },
];

/** The components whose logs are kept. */
export function readComponents(value: JsonValue | undefined): readonly string[] {
  return [
    ...textsAt(value, "componentConfig", "enableComponents"),
    ...textsAt(value, "enable_components"),
  ];
}

/** The ranges of a configuration of authorized networks; undefined where it lets everybody in. */
export function readAuthorized(
  value: JsonValue | undefined,
  isBlock: boolean,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const isOn = isBlock || valueAt(value, "enabled") === true;
  if (!isOn) return undefined;
  const blocks = [...listAt(value, "cidrBlocks"), ...listAt(value, "cidr_blocks")];
  const ranges = blocks.map((block) => textAt(block, "cidrBlock") || textAt(block, "cidr_block"));
  const google =
    valueAt(value, "gcpPublicCidrsAccessEnabled") === true ||
    valueAt(value, "gcp_public_cidrs_access_enabled") === true;
  return [
    ...ranges.filter((range) => range !== ""),
    ...(google ? ["every address of Google Cloud"] : []),
  ];
}
