import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { objectAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { type FactRule, readBoolean, readPresence, readText, readTexts } from "./rules.ts";

/*
 * What a description of an EKS cluster says, and what holds where it says nothing: docs.aws.amazon.com/eks (API reference), the
 * providers of Terraform and Cluster API, and eksctl's schema.
 */

/** The logs that EKS has, with audit first. */
const EKS_LOGS = ["audit", "authenticator", "api", "controllerManager", "scheduler"] as const;

export const EKS_CLUSTER_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: { api: ["version"], "cluster-api": ["version"], eksctl: ["metadata.version"] },
    read: readText,
  },
  {
    name: "endpointPublic",
    paths: {
      api: ["resourcesVpcConfig.endpointPublicAccess"],
      terraform: ["vpc_config.endpoint_public_access"],
      "cluster-api": ["endpointAccess.public"],
      eksctl: ["vpc.clusterEndpoints.publicAccess"],
    },
    read: readBoolean,
    absent: { value: true, because: "EKS opens the endpoint where nothing else is said" },
  },
  {
    name: "endpointPrivate",
    paths: {
      api: ["resourcesVpcConfig.endpointPrivateAccess"],
      terraform: ["vpc_config.endpoint_private_access"],
      "cluster-api": ["endpointAccess.private"],
      eksctl: ["vpc.clusterEndpoints.privateAccess"],
    },
    read: readBoolean,
    absent: { value: false, because: "EKS makes no private endpoint where nothing else is said" },
  },
  {
    name: "endpointRanges",
    paths: {
      api: ["resourcesVpcConfig.publicAccessCidrs"],
      terraform: ["vpc_config.public_access_cidrs"],
      "cluster-api": ["endpointAccess.publicCIDRs"],
      eksctl: ["vpc.publicAccessCIDRs"],
    },
    read: readTexts,
    absent: { value: ["0.0.0.0/0"], because: "EKS lets every address in where no range is given" },
    computed: true,
  },
  {
    name: "logs",
    paths: {
      api: ["logging.clusterLogging"],
      terraform: ["enabled_cluster_log_types"],
      "cluster-api": ["logging"],
      eksctl: ["cloudWatch.clusterLogging.enableTypes"],
    },
    read: readLogs,
    absent: { value: [], because: "EKS keeps no log of its control plane where none is turned on" },
  },
  {
    name: "authenticationMode",
    paths: {
      api: ["accessConfig.authenticationMode"],
      "cluster-api": ["accessConfig.authenticationMode"],
      eksctl: ["accessConfig.authenticationMode"],
    },
    read: (value) => readText(value)?.toUpperCase(),
    absent: {
      value: "CONFIG_MAP",
      because: "EKS reads the ConfigMap aws-auth where no mode is set",
    },
    absentIn: {
      eksctl: { value: "API_AND_CONFIG_MAP", because: "eksctl sets it where no mode is given" },
    },
    computed: true,
  },
  {
    name: "creatorAdminGranted",
    paths: {
      api: ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
      "cluster-api": ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
      eksctl: ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
    },
    read: readBoolean,
    absent: {
      value: true,
      because: "EKS makes the creator an administrator where nothing else is said",
    },
    // No answer of EKS returns it.
    absentIn: { api: null },
  },
  {
    name: "secretsKey",
    paths: {
      api: ["encryptionConfig"],
      terraform: ["encryption_config"],
      "cluster-api": ["encryptionConfig"],
      eksctl: ["secretsEncryption.keyARN"],
    },
    read: readPresence,
    absent: { value: false, because: "AWS encrypts with a key of its own" },
    whenSet: true,
  },
  {
    name: "supportType",
    paths: {
      api: ["upgradePolicy.supportType"],
      "cluster-api": ["upgradePolicy"],
      eksctl: ["upgradePolicy.supportType"],
    },
    read: (value) => readText(value)?.toUpperCase(),
    absent: {
      value: "EXTENDED",
      because: "EKS keeps versions beyond their end where nothing else is said",
    },
    computed: true,
  },
];

/** `[{types, enabled}]` of the API, a list of types, or Cluster API's mapping of them. */
function readLogs(value: JsonValue): readonly string[] | undefined {
  if (!isJsonList(value)) {
    return EKS_LOGS.filter((type) => valueAt(value, type === "api" ? "apiServer" : type) === true);
  }
  const types = value.flatMap((item) => {
    if (typeof item === "string") return [item];
    return valueAt(item, "enabled") === true ? textsAt(item, "types") : [];
  });
  return types.some((type) => type === "*" || type === "all")
    ? EKS_LOGS
    : [...new Set(types)].sort();
}

export const EKS_POOL_RULES: readonly FactRule[] = [
  {
    name: "version",
    paths: { api: ["version"], "cluster-api": [], eksctl: [] },
    read: readText,
  },
  {
    name: "autoRepair",
    paths: {
      api: ["nodeRepairConfig.enabled"],
      "cluster-api": ["nodeRepairConfig.enabled"],
      eksctl: ["nodeRepairConfig.enabled"],
    },
    read: readBoolean,
    absent: { value: false, because: "EKS repairs no nodes where nothing else is said" },
  },
];

/** Metadata options of a launch template, in whichever shape it is. */
export const METADATA_RULES: readonly FactRule[] = [
  {
    name: "imdsTokens",
    paths: {
      api: ["LaunchTemplateData.MetadataOptions.HttpTokens", "MetadataOptions.HttpTokens"],
      terraform: ["metadata_options.http_tokens"],
    },
    read: readText,
    absentIn: {
      terraform: { value: "optional", because: "tokens are optional where nothing else is said" },
    },
  },
  {
    name: "imdsHopLimit",
    paths: {
      api: [
        "LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit",
        "MetadataOptions.HttpPutResponseHopLimit",
      ],
      terraform: ["metadata_options.http_put_response_hop_limit"],
    },
    read: (value) => (typeof value === "number" ? value : undefined),
    absentIn: { terraform: { value: 1, because: "the limit is 1 where nothing else is said" } },
  },
];

/** Whether the add-on vpc-cni enforces policies, by its configuration, which is text of JSON or YAML. */
export function enforcesPolicies(configuration: string): boolean {
  return /["']?enableNetworkPolicy["']?\s*:\s*["']?true\b/i.test(configuration);
}

/** The name, region and account of an ARN of EKS; empty where it is none. */
export function partsOfArn(arn: string): { readonly region: string; readonly account: string } {
  const [, region = "", account = ""] = /^arn:[^:]+:eks:([^:]*):([^:]*):/.exec(arn) ?? [];
  return { region, account };
}

/** The principal that an event of CloudTrail names: of a session its role. */
export function principalOf(event: JsonValue): string {
  const identity = objectAt(event, "userIdentity");
  return textAt(identity, "sessionContext", "sessionIssuer", "arn") || textAt(identity, "arn");
}
