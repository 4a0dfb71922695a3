import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import { type FactDocument, type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { CloudResource, ResourceType } from "./resource.ts";
import { isTerraform } from "./shapes.ts";
import { terraformResources } from "./terraform.ts";

/** What a document describes; empty where it has no shape that is known. */
export function recognise(document: FactDocument): readonly CloudResource[] {
  const { value } = document;
  const at: FactPlace = { document, path: [], name: "" };
  if (isJsonList(value)) return items(value, at);
  if (!isJsonObject(value)) return [];
  if (isTerraform(value)) return terraformResources(document);
  if (value["kind"] === "ClusterDescribe") return describedResources(value, at);
  const amazon = amazonResources(value, at);
  if (amazon.length > 0) return amazon;
  const listed = ["value", "clusters", "nodePools", "items"].find((key) => isJsonList(value[key]));
  if (listed !== undefined && typeOfItem(value) === undefined) {
    return items(listAt(value, listed), placeBelow(at, [listed]));
  }
  return items([value], at, true);
}

/**
 * What the scanner of Kubescape keeps of a cloud's answer (kubescape/regolibrary): EKS with capitals, AKS as its API has it, GKE with
 * underscores, and numbers for words, which are not known here.
 */
function describedResources(value: JsonObject, at: FactPlace): readonly CloudResource[] {
  const data = objectAt(value, "data");
  const place = placeBelow(at, ["data"]);
  const { Cluster: cluster } = data;
  if (isJsonObject(cluster)) {
    const inside = placeBelow(place, ["Cluster"]);
    return [{ type: "eks-cluster", shape: "api", at: inside, value: uncapitalized(cluster) }];
  }
  const isAzure = isJsonObject(data["properties"]);
  const type = isAzure ? "aks-cluster" : "gke-cluster";
  if (!isAzure && textAt(data, "current_master_version") === "" && !("node_pools" in data)) {
    const found = typeOfItem(data);
    return found ? withPools({ type: found, shape: "api", at: place, value: data }) : [];
  }
  const whole: CloudResource = { type, shape: "api", at: place, value: data };
  return isAzure ? withPools(whole) : [whole, ...poolsIn(whole, "node_pools", "gke-node-pool")];
}

/** Items of lists are read by their keys as EKS has them; on the way there keys may be spelled in any way. */
function uncapitalized(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, respelled(member, false)]),
  );
}

function respelled(value: JsonValue, inList: boolean): JsonValue {
  if (isJsonList(value)) return value.map((item) => respelled(item, true));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      inList ? `${key.slice(0, 1).toLowerCase()}${key.slice(1)}` : key,
      respelled(member, inList),
    ]),
  );
}

function items(
  list: readonly JsonValue[],
  at: FactPlace,
  isAlone = false,
): readonly CloudResource[] {
  return list.flatMap((item, index) => {
    if (!isJsonObject(item)) return [];
    const type = typeOfItem(item);
    const place = isAlone ? at : placeBelow(at, [index]);
    return type ? withPools({ type, shape: "api", at: place, value: item }) : [];
  });
}

/** The node pools that the description of a cluster holds are resources of their own. */
function withPools(cluster: CloudResource): readonly CloudResource[] {
  if (cluster.type === "gke-cluster") {
    return [cluster, ...poolsIn(cluster, "nodePools", "gke-node-pool")];
  }
  return cluster.type === "aks-cluster"
    ? [cluster, ...poolsIn(cluster, "agentPoolProfiles", "aks-node-pool")]
    : [cluster];
}

function poolsIn(parent: CloudResource, key: string, type: ResourceType): readonly CloudResource[] {
  const below = isJsonList(parent.value[key]) ? [key] : ["properties", key];
  return listAt(parent.value, ...below).flatMap((pool, index) =>
    isJsonObject(pool)
      ? [
          {
            ...{ type, shape: "api" as const, value: pool, parent },
            at: placeBelow(parent.at, [...below, index]),
          },
        ]
      : [],
  );
}

/** Answers of the AWS CLI: the key says what is in them. */
function amazonResources(value: JsonObject, at: FactPlace): readonly CloudResource[] {
  const single = SINGLE.flatMap(([key, type, mark]): readonly CloudResource[] => {
    const member = value[key];
    return isJsonObject(member) && mark in member
      ? [{ type, shape: "api", at: placeBelow(at, [key]), value: member }]
      : [];
  });
  const listed = LISTED.flatMap(([key, type, mark]) =>
    listAt(value, key).flatMap((item, index): readonly CloudResource[] =>
      isJsonObject(item) && mark in item
        ? [{ type, shape: "api", at: placeBelow(at, [key, index]), value: item }]
        : [],
    ),
  );
  return [
    ...single,
    ...listed,
    ...accessEntries(value, at),
    ...instances(value, at),
    ...wholeAnswers(value, at),
  ];
}

const SINGLE: readonly (readonly [key: string, type: ResourceType, mark: string])[] = [
  ["cluster", "eks-cluster", "resourcesVpcConfig"],
  ["nodegroup", "eks-node-group", "nodegroupName"],
  ["accessEntry", "eks-access-entry", "principalArn"],
  ["addon", "eks-addon", "addonName"],
  ["association", "eks-pod-identity", "associationArn"],
];

const LISTED: readonly (readonly [key: string, type: ResourceType, mark: string])[] = [
  ["associations", "eks-pod-identity", "associationArn"],
  ["Subnets", "aws-subnet", "SubnetId"],
  ["RouteTables", "aws-route-table", "RouteTableId"],
  ["SecurityGroups", "aws-security-group", "GroupId"],
  ["LaunchTemplateVersions", "aws-launch-template", "LaunchTemplateData"],
  ["OpenIDConnectProviderList", "iam-oidc-provider", "Arn"],
  ["InstanceInformationList", "ssm-instance", "InstanceId"],
];

/** `list-access-entries` gives names alone. */
function accessEntries(value: JsonObject, at: FactPlace): readonly CloudResource[] {
  return listAt(value, "accessEntries").flatMap((arn, index): readonly CloudResource[] =>
    typeof arn === "string"
      ? [
          {
            ...{ type: "eks-access-entry", shape: "api", value: { principalArn: arn } },
            at: placeBelow(at, ["accessEntries", index]),
          },
        ]
      : [],
  );
}

function instances(value: JsonObject, at: FactPlace): readonly CloudResource[] {
  return listAt(value, "Reservations").flatMap((reservation, outer) =>
    listAt(reservation, "Instances").flatMap((instance, inner): readonly CloudResource[] =>
      isJsonObject(instance)
        ? [
            {
              ...{ type: "aws-instance", shape: "api", value: instance },
              at: placeBelow(at, ["Reservations", outer, "Instances", inner]),
            },
          ]
        : [],
    ),
  );
}

/** Answers that are about one thing as a whole, and events of CloudTrail. */
function wholeAnswers(value: JsonObject, at: FactPlace): readonly CloudResource[] {
  if ("associatedAccessPolicies" in value && "principalArn" in value) {
    return [{ type: "eks-access-policy", shape: "api", at, value }];
  }
  if (isJsonList(value["AttachedPolicies"])) {
    return [{ type: "iam-attached-policies", shape: "api", at, value }];
  }
  const records = isJsonList(value["Records"]) ? listAt(value, "Records") : undefined;
  const events = (records ?? listAt(value, "Events")).flatMap((event, index) =>
    createEvent(objectAt(event), placeBelow(at, [records ? "Records" : "Events", index])),
  );
  return [...events, ...createEvent(value, at)];
}

function createEvent(event: JsonObject, at: FactPlace): readonly CloudResource[] {
  if (textAt(event, "eventName") === "CreateCluster") {
    return textAt(event, "eventSource") === "eks.amazonaws.com"
      ? [{ type: "eks-create-event", shape: "api", at, value: event }]
      : [];
  }
  if (textAt(event, "EventName") !== "CreateCluster") return [];
  // `lookup-events` gives the record as text, which has no places of its own.
  const record = parsed(textAt(event, "CloudTrailEvent"));
  return record
    ? createEvent(record, at).map((each) => ({
        ...each,
        at: { ...at, path: [...at.path, "CloudTrailEvent"] },
      }))
    : [];
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What an object of az or gcloud is, by its type, kind or the end of its link. */
function typeOfItem(item: JsonObject): ResourceType | undefined {
  const name = `${textAt(item, "type")} ${textAt(item, "kind")}`.toLowerCase();
  const named = NAMED.find(([text]) => name.includes(text));
  if (named) return named[1];
  const link = textAt(item, "selfLink") || textAt(item, "id");
  return LINKED.find(([pattern]) => pattern.test(link))?.[1];
}

const NAMED: readonly (readonly [text: string, type: ResourceType])[] = [
  ["microsoft.containerservice/managedclusters/agentpools", "aks-node-pool"],
  ["microsoft.containerservice/managedclusters", "aks-cluster"],
  ["microsoft.network/virtualnetworks/subnets", "azure-subnet"],
  ["microsoft.network/networksecuritygroups", "azure-security-group"],
  ["microsoft.compute/virtualmachinescalesets", "azure-scale-set"],
  ["microsoft.insights/diagnosticsettings", "aks-diagnostic-setting"],
  ["compute#subnetwork", "gcp-subnet"],
  ["compute#firewall", "gcp-firewall"],
  ["compute#instance", "gcp-instance"],
  ["compute#project", "gcp-project"],
];

const LINKED: readonly (readonly [pattern: RegExp, type: ResourceType])[] = [
  [/\/nodePools\/[^/]+$/, "gke-node-pool"],
  [/\/(?:locations|zones|regions)\/[^/]+\/clusters\/[^/]+$/, "gke-cluster"],
  [/\/agentPools\/[^/]+$/i, "aks-node-pool"],
  [/\/managedClusters\/[^/]+$/i, "aks-cluster"],
  [/\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i, "azure-subnet"],
  [/\/networkSecurityGroups\/[^/]+$/i, "azure-security-group"],
  [/\/virtualMachineScaleSets\/[^/]+$/i, "azure-scale-set"],
  [/\/diagnosticSettings\/[^/]+$/i, "aks-diagnostic-setting"],
];
