import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";

/*
 * Small enough for every reader to load: whether a document that is no object of Kubernetes is one that the cloud engine reads. What it
 * is in full is decided by `recognise.ts`; both are compared in a test.
 */

/** Keys of which one, with the other keys beside it, shows an answer of a cloud's command or API. */
const MARKS: readonly (readonly string[])[] = [
  ["cluster", "resourcesVpcConfig"],
  ["nodegroup", "nodegroupName"],
  ["accessEntry", "principalArn"],
  ["addon", "addonName"],
  ["association", "associationArn"],
];

const LISTS: readonly (readonly string[])[] = [
  ["accessEntries"],
  ["associations", "associationArn"],
  ["Subnets", "SubnetId"],
  ["RouteTables", "RouteTableId"],
  ["SecurityGroups", "GroupId"],
  ["Reservations", "Instances"],
  ["LaunchTemplateVersions", "LaunchTemplateData"],
  ["AttachedPolicies", "PolicyArn"],
  ["OpenIDConnectProviderList", "Arn"],
  ["InstanceInformationList", "InstanceId"],
  ["Events", "CloudTrailEvent"],
  ["Records", "eventSource"],
  ["value", "id"],
  ["clusters", "currentMasterVersion"],
  ["nodePools", "selfLink"],
  ["items", "selfLink"],
];

/** Whether a document has the shape of an answer of aws, az or gcloud, of their APIs, or of a plan or state of Terraform. */
export function looksLikeCloud(value: JsonValue): boolean {
  if (isJsonList(value)) {
    return value.length > 0 && value.every((item) => isJsonObject(item) && isCloudItem(item));
  }
  if (!isJsonObject(value)) return false;
  return isTerraform(value) || isWrapped(value) || isList(value) || isCloudItem(value);
}

/** Whether a document is a plan or state, as `terraform show -json` prints it or as it is kept. */
export function isTerraform(value: JsonObject): boolean {
  const isShown = typeof value["format_version"] === "string";
  if (isShown && ["planned_values", "values", "resource_changes"].some((key) => key in value)) {
    return true;
  }
  return (
    value["version"] === 4 && typeof value["lineage"] === "string" && isJsonList(value["resources"])
  );
}

function isWrapped(value: JsonObject): boolean {
  return MARKS.some(([key = "", inside = ""]) => {
    const member = value[key];
    return isJsonObject(member) && inside in member;
  });
}

function isList(value: JsonObject): boolean {
  return LISTS.some(([key = "", inside]) => {
    const list = value[key];
    if (!isJsonList(list)) return false;
    if (inside === undefined) return list.every((item) => typeof item === "string");
    return list.length > 0 && list.every((item) => isJsonObject(item) && inside in item);
  });
}

/** One thing as az and gcloud print it. */
export function isCloudItem(value: JsonObject): boolean {
  return (
    isAzureItem(value) ||
    isGoogleItem(value) ||
    "associatedAccessPolicies" in value ||
    value["eventSource"] === "eks.amazonaws.com"
  );
}

const AZURE_TYPES: ReadonlySet<string> = new Set([
  "microsoft.containerservice/managedclusters",
  "microsoft.containerservice/managedclusters/agentpools",
  "microsoft.network/virtualnetworks/subnets",
  "microsoft.network/networksecuritygroups",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.insights/diagnosticsettings",
]);

function isAzureItem({ type, id }: JsonObject): boolean {
  if (typeof type === "string" && AZURE_TYPES.has(type.toLowerCase())) return true;
  return (
    typeof id === "string" &&
    /^\/subscriptions\/.*\/(?:virtualNetworks\/[^/]+\/subnets|networkSecurityGroups|agentPools|managedClusters|virtualMachineScaleSets|diagnosticSettings)\/[^/]+$/i.test(
      id,
    )
  );
}

const GOOGLE_KINDS: ReadonlySet<string> = new Set([
  "compute#subnetwork",
  "compute#firewall",
  "compute#instance",
  "compute#project",
]);

function isGoogleItem({
  kind,
  selfLink,
  currentMasterVersion,
  config,
  version,
}: JsonObject): boolean {
  if (typeof kind === "string" && GOOGLE_KINDS.has(kind)) return true;
  if (typeof currentMasterVersion === "string" && typeof selfLink === "string") return true;
  return (
    typeof selfLink === "string" &&
    selfLink.includes("/nodePools/") &&
    (isJsonObject(config) || typeof version === "string")
  );
}
