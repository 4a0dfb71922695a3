import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt } from "../kubernetes/json-fields.ts";
import { type PlacedFact, placeBelow } from "../snapshot/facts.ts";
import { adminFacts } from "./admins.ts";
import { AKS_CLUSTER_RULES, AKS_POOL_RULES, keepsAudit, readsKeyAccess } from "./aks-rules.ts";
import { portSources, securityGroupsOf } from "./azure-network.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import type { Inventory } from "./inventory.ts";
import { aksPoolNetwork } from "./pool-networks.ts";
import { type CloudResource, find, itemsOf, textOf, textsOf } from "./resource.ts";
import { factsBy } from "./rules.ts";

/** The clusters of AKS, their node pools and administrators. */
export function aksFacts(inventory: Inventory): readonly CloudFacts[] {
  const clusters = inventory.of("aks-cluster").map((resource) => clusterOf(resource, inventory));
  return [
    ...clusters.flatMap(({ facts, resource }) => [
      facts,
      ...defaultPools(resource).map((pool) => poolOf(pool, facts.name, inventory)),
      ...adminsOf(resource, facts),
    ]),
    ...inventory
      .of("aks-node-pool")
      .map((pool) => poolOf(pool, clusterOfPool(pool, clusters), inventory)),
    ...inventory.of("azure-scale-set").flatMap((set) => scaleSetOf(set, clusters)),
  ];
}

interface AksCluster {
  readonly resource: CloudResource;
  readonly facts: CloudFacts;
}

/** `/subscriptions/S/resourcegroups/G/providers/Microsoft.ContainerService/managedClusters/C`. */
const CLUSTER_ID =
  /^\/subscriptions\/([^/]+)\/resource[^/]*\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/([^/]+)/i;

function nameOfId(id: string): string | undefined {
  const [, subscription, group, name] = CLUSTER_ID.exec(id) ?? [];
  return name === undefined ? undefined : `aks/${subscription}/${group}/${name}`;
}

function clusterOf(resource: CloudResource, inventory: Inventory): AksCluster {
  const own = textOf(resource, "name") || resource.name || resource.terraform?.address || "unnamed";
  const name = nameOfId(textOf(resource, "id")) ?? `aks/${own}`;
  const facts = factsBy(AKS_CLUSTER_RULES, resource);
  for (const [name, fact] of logFacts(resource, inventory)) facts.set(name, fact);
  const wayIn = wayInFact(resource, facts);
  if (wayIn) facts.set("wayIn", wayIn);
  return {
    resource,
    facts: {
      ...{ kind: "CloudCluster", name, cluster: name, provider: "aks", at: resource.at, facts },
    },
  };
}

/** Logs of the control plane go where a diagnostic setting sends them. */
function logFacts(
  resource: CloudResource,
  inventory: Inventory,
): readonly (readonly [string, PlacedFact])[] {
  const settings = inventory
    .of("aks-diagnostic-setting")
    .filter((setting) => isAbout(setting, resource));
  const keeping = settings.find((setting) =>
    keepsAudit(find(setting, "logs").value ?? find(setting, "enabled_log", "log").value),
  );
  if (keeping) {
    const to = textOf(keeping, ...DESTINATIONS);
    return [
      ["logs", { value: ["audit"], at: keeping.at }],
      ...(to === ""
        ? []
        : [["logsTo", { value: to, at: find(keeping, ...DESTINATIONS).at }] as const]),
    ];
  }
  const [setting] = settings;
  return [
    [
      "logs",
      setting
        ? { value: [], at: find(setting, "logs", "enabled_log", "log").at }
        : {
            unknown: "the diagnostic settings of the cluster are not in the input",
            at: resource.at,
          },
    ],
  ];
}

const DESTINATIONS = [
  "workspaceId",
  "log_analytics_workspace_id",
  "storageAccountId",
  "eventHubAuthorizationRuleId",
];

function isAbout(setting: CloudResource, cluster: CloudResource): boolean {
  const target = textOf(setting, "target_resource_id") || textOf(setting, "id");
  const id = textOf(cluster, "id");
  if (id !== "" && target.toLowerCase().startsWith(id.toLowerCase())) return true;
  const configured = cluster.terraform?.configured;
  return (
    configured !== undefined &&
    setting.terraform?.refersTo(["target_resource_id"])?.includes(configured) === true
  );
}

/** Of a private cluster: the portal's command is a way in; other ways no description shows. */
function wayInFact(
  resource: CloudResource,
  facts: ReadonlyMap<string, PlacedFact>,
): PlacedFact | undefined {
  const open = facts.get("endpointPublic");
  if (!open || !("value" in open) || open.value !== false) return undefined;
  const { at, value } = find(
    resource,
    ...(resource.shape === "terraform"
      ? ["run_command_enabled"]
      : ["apiServerAccessProfile.disableRunCommand"]),
  );
  const isOff = resource.shape === "terraform" ? value === false : value === true;
  return isOff
    ? { unknown: "the networks that are joined with the cluster's are not in the input", at }
    : { value: true, at };
}

/** Terraform and the API have pools within the cluster. */
function defaultPools(resource: CloudResource): readonly CloudResource[] {
  if (resource.shape !== "terraform") return [];
  const { value, at, unknown } = find(resource, "default_node_pool");
  const [pool] = listAt(value);
  if (pool === undefined || unknown) return [];
  const unknownPool = find({ ...resource, value: asObject(resource.unknown) }, "default_node_pool");
  const [unknownItem] = listAt(unknownPool.value);
  return [
    {
      ...{ type: "aks-node-pool", shape: "terraform", value: objectAt(pool), parent: resource },
      at: placeBelow(at, [0]),
      ...(unknownItem === undefined ? {} : { unknown: unknownItem }),
    },
  ];
}

function asObject(value: JsonValue | undefined): CloudResource["value"] {
  return objectAt({ value: value ?? null }, "value");
}

function clusterOfPool(pool: CloudResource, clusters: readonly AksCluster[]): string {
  const parent = clusters.find(({ resource }) => resource === pool.parent);
  if (parent) return parent.facts.name;
  const named = nameOfId(textOf(pool, "id", "kubernetes_cluster_id"));
  const configured = pool.terraform?.refersTo(["kubernetes_cluster_id"]) ?? [];
  const referred = clusters.find(({ resource }) =>
    configured.includes(resource.terraform?.configured ?? ""),
  );
  return referred?.facts.name ?? named ?? "aks/unknown";
}

function poolOf(pool: CloudResource, cluster: string, inventory: Inventory): CloudFacts {
  const facts = factsBy(AKS_POOL_RULES, pool);
  facts.set("sshKey", keyFact(pool));
  facts.set("sshFrom", portSources(pool, 22, inventory));
  facts.set("kubeletFrom", portSources(pool, 10250, inventory));
  const groups = securityGroupsOf(pool, inventory);
  for (const [name, fact] of aksPoolNetwork(pool, groups, inventory)) facts.set(name, fact);
  const name = textOf(pool, "name") || pool.name || pool.terraform?.address || "unnamed";
  return {
    ...{ kind: "CloudNodePool", name: `${cluster}/${name}`, cluster, provider: "aks", facts },
    at: pool.at,
  };
}

/** A key is on the node where people sign in with a local user, as they do where nothing else is said. */
function keyFact(pool: CloudResource): PlacedFact {
  if (pool.shape !== "api") {
    return { unknown: "the kind of access by SSH has no field here", at: pool.at };
  }
  const { value, at } = find(pool, "securityProfile.sshAccess");
  if (value === undefined) {
    return {
      value: true,
      assumed: "AKS makes a local user with a key where nothing else is said",
      at,
    };
  }
  return { value: readsKeyAccess(value) === true, at };
}

/** Members of a group of Entra ID that AKS binds to cluster-admin, and the local account. */
function adminsOf(
  resource: CloudResource,
  { name: cluster, facts }: CloudFacts,
): readonly CloudFacts[] {
  const path =
    resource.shape === "terraform"
      ? "azure_active_directory_role_based_access_control.admin_group_object_ids"
      : "aadProfile.adminGroupObjectIDs";
  const { at } = find(resource, path);
  const groups = textsOf(resource, path).map((group, index) =>
    adminFacts({
      ...{ provider: "aks", cluster, principalKind: "Group", principal: group },
      ...{ right: "cluster-admin", by: "admin-group", at: placeBelow(at, [index]) },
      how: "an admin group of Microsoft Entra ID, which AKS binds to cluster-admin",
    }),
  );
  const local = facts.get("localAccounts");
  if (!local || !("value" in local) || local.value !== true) return groups;
  return [
    ...groups,
    adminFacts({
      ...{ provider: "aks", cluster, principalKind: "User", principal: "masterclient" },
      ...{ right: "cluster-admin", by: "local-account", at: local.at },
      how: "the local account of az aks get-credentials --admin is in system:masters",
    }),
  ];
}

/** The machines of a pool, as `az vmss show` has them: addresses and keys. */
function scaleSetOf(set: CloudResource, clusters: readonly AksCluster[]): readonly CloudFacts[] {
  const pool = find(set, "tags.aks-managed-poolName").value;
  if (typeof pool !== "string") return [];
  const [only] = clusters;
  const cluster = clusters.length === 1 && only ? only.facts.name : "aks/unknown";
  const profile = { ...set, value: objectAt(find(set, "virtualMachineProfile").value ?? null) };
  const configurations = itemsOf(
    { ...profile, at: find(set, "virtualMachineProfile").at },
    "networkProfile.networkInterfaceConfigurations.ipConfigurations",
    "networkProfile.networkInterfaceConfigurations.properties.ipConfigurations",
  );
  const open = configurations.find(
    (each) => find(each, "publicIPAddressConfiguration").value !== undefined,
  );
  const keys = find(set, "virtualMachineProfile.osProfile.linuxConfiguration.ssh.publicKeys");
  return [
    {
      ...{
        kind: "CloudNode",
        name: `${cluster}/${pool}/scale-set`,
        cluster,
        provider: "aks" as const,
      },
      at: set.at,
      facts: new Map<string, PlacedFact>([
        [
          "public",
          open
            ? { value: "each of its machines has a public address", at: open.at }
            : { value: false, at: set.at },
        ],
        ["sshKey", { value: isJsonList(keys.value) && keys.value.length > 0, at: keys.at }],
      ]),
    },
  ];
}
