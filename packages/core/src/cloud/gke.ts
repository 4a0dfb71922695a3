import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt } from "../kubernetes/json-fields.ts";
import { type PlacedFact, placeBelow } from "../snapshot/facts.ts";
import { adminFacts } from "./admins.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import { firewallSources } from "./gcp-network.ts";
import { gkeInstances } from "./gke-instances.ts";
import { osLogin } from "./gke-projects.ts";
import { GKE_CLUSTER_RULES, GKE_POOL_RULES, readAuthorized, readComponents } from "./gke-rules.ts";
import type { Inventory } from "./inventory.ts";
import { gkePoolNetwork } from "./pool-networks.ts";
import { type CloudResource, find, textOf } from "./resource.ts";
import { factsBy } from "./rules.ts";

/** The clusters of GKE, their node pools and nodes. */
export function gkeFacts(inventory: Inventory): readonly CloudFacts[] {
  const clusters = inventory.of("gke-cluster").map(clusterOf);
  const pools = [...inventory.of("gke-node-pool"), ...clusters.flatMap(poolsWithin)];
  return [
    ...clusters.flatMap(({ facts }) => [facts, ...adminsOf(facts)]),
    ...pools.map((pool) => poolOf(pool, clusters, inventory)),
    ...gkeInstances(inventory),
  ];
}

interface GkeCluster {
  readonly resource: CloudResource;
  readonly facts: CloudFacts;
}

const LINK = /projects\/([^/]+)\/(?:locations|zones|regions)\/([^/]+)\/clusters\/([^/]+)/;

function nameOfLink(link: string): string | undefined {
  const [, project, location, name] = LINK.exec(link) ?? [];
  return name === undefined ? undefined : `gke/${project}/${location}/${name}`;
}

function clusterOf(resource: CloudResource): GkeCluster {
  const own =
    textOf(resource, "name", "clusterName") ||
    resource.name ||
    resource.terraform?.address ||
    "unnamed";
  const scope = [textOf(resource, "project"), textOf(resource, "location"), own];
  const name =
    nameOfLink(textOf(resource, "selfLink", "id")) ??
    ["gke", ...scope.filter((part) => part !== "")].join("/");
  const facts = factsBy(GKE_CLUSTER_RULES, resource);
  facts.set("endpointPublic", publicEndpoint(resource));
  facts.set("endpointRanges", rangesFact(resource));
  facts.set("logs", logsFact(resource));
  facts.set("networkPolicy", policyFact(resource));
  facts.set("insecureBindings", bindingsFact(resource));
  const wayIn = wayInFact(facts, resource);
  if (wayIn) facts.set("wayIn", wayIn);
  if (find(resource, "autopilot.enabled", "enable_autopilot", "enableAutopilot").value === true) {
    for (const name of ["shieldedNodes", "workloadIdentity"]) keepAutopilot(facts, name);
  }
  return {
    resource,
    facts: {
      ...{ kind: "CloudCluster", name, cluster: name, provider: "gke", at: resource.at, facts },
    },
  };
}

/** With legacy authorization every service account may do everything, whatever roles say. */
function adminsOf({ name: cluster, facts }: CloudFacts): readonly CloudFacts[] {
  const legacy = facts.get("legacyAbac");
  if (!legacy || !("value" in legacy) || legacy.value !== true) return [];
  return [
    adminFacts({
      ...{ provider: "gke", cluster, principalKind: "Group", principal: "system:serviceaccounts" },
      ...{ right: "cluster-admin", by: "legacy-abac", at: legacy.at },
      how: "legacy authorization of GKE gives service accounts rights beside RBAC",
    }),
  ];
}

/** Autopilot turns it on and takes no other value. */
function keepAutopilot(facts: Map<string, PlacedFact>, name: string): void {
  const fact = facts.get(name);
  if (fact) facts.set(name, { value: true, assumed: "Autopilot turns it on", at: fact.at });
}

const IP_ENDPOINTS = "controlPlaneEndpointsConfig.ipEndpointsConfig";

function publicEndpoint(resource: CloudResource): PlacedFact {
  for (const path of [`${IP_ENDPOINTS}.enabled`, `${IP_ENDPOINTS}.enablePublicEndpoint`]) {
    const { value, unknown, at } = find(resource, path);
    if (unknown) return { unknown: "it is known only after apply", at };
    if (value === false) return { value: false, at };
    if (value === true && path.endsWith("enablePublicEndpoint")) return { value: true, at };
  }
  const old = find(
    resource,
    "privateClusterConfig.enablePrivateEndpoint",
    "clusterNetwork.privateCluster.enablePrivateEndpoint",
  );
  if (old.unknown) return { unknown: "it is known only after apply", at: old.at };
  if (typeof old.value === "boolean") return { value: !old.value, at: old.at };
  return {
    value: true,
    assumed: "GKE makes the endpoint public where nothing else is said",
    at: old.at,
  };
}

const NETWORKS = [
  `${IP_ENDPOINTS}.authorizedNetworksConfig`,
  "masterAuthorizedNetworksConfig",
  "master_authorized_networks_config",
];

function rangesFact(resource: CloudResource): PlacedFact {
  const { value, unknown, at } = find(resource, ...NETWORKS);
  if (unknown) return { unknown: "it is known only after apply", at };
  const isBlock = resource.shape !== "api";
  const config = isJsonList(value) ? value[0] : value;
  const ranges = readAuthorized(config, isBlock);
  return ranges
    ? { value: ranges, at }
    : {
        value: ["0.0.0.0/0"],
        assumed: "GKE lets every address in where no network is authorized",
        at,
      };
}

function logsFact(resource: CloudResource): PlacedFact {
  const service = find(resource, "loggingService");
  if (service.value === "none") return { value: [], at: service.at };
  const { value, unknown, at } = find(resource, "loggingConfig");
  if (unknown) return { unknown: "it is known only after apply", at };
  const config = isJsonList(value) ? value[0] : value;
  return config === undefined || config === null
    ? { unknown: "the document does not say it", at }
    : { value: readComponents(config), at };
}

function policyFact(resource: CloudResource): PlacedFact {
  const ways: readonly (readonly [path: string, value: JsonValue])[] = [
    ["networkPolicy.enabled", true],
    ["networkConfig.datapathProvider", "ADVANCED_DATAPATH"],
    ["datapath_provider", "ADVANCED_DATAPATH"],
    ["clusterNetwork.useIPAliases.datapathProvider", "ADVANCED_DATAPATH"],
    ["autopilot.enabled", true],
    ["enable_autopilot", true],
    ["enableAutopilot", true],
  ];
  const found = ways.map(([path, value]) => ({ ...find(resource, path), wanted: value }));
  const on = found.find(({ value, wanted }) => value === wanted);
  if (on) return { value: true, at: on.at };
  const unknown = found.find((each) => each.unknown);
  if (unknown) return { unknown: "it is known only after apply", at: unknown.at };
  const { at } = find(resource, "networkPolicy.enabled");
  return resource.shape === "cluster-api"
    ? { unknown: "Cluster API has no field for it", at: resource.at }
    : { value: false, assumed: "GKE enforces no policies unless that is turned on", at };
}

/** Whether bindings to everybody are taken: of users without a credential, or of all who have an account of Google. */
function bindingsFact(resource: CloudResource): PlacedFact {
  const found = ["Unauthenticated", "Authenticated"].map((which) =>
    find(resource, `rbacBindingConfig.enableInsecureBindingSystem${which}`),
  );
  const [first] = found;
  const at = first?.at ?? resource.at;
  const open = found.find(({ value }) => value === true);
  if (open) return { value: true, at: open.at };
  const unknown = found.find((each) => each.unknown);
  if (unknown) return { unknown: "it is known only after apply", at: unknown.at };
  return found.every(({ value }) => value === false)
    ? { value: false, at }
    : { unknown: "the document does not say it", at };
}

/** Where networks are authorized and none is named, nobody outside the cluster's own network comes in. */
function wayInFact(
  facts: ReadonlyMap<string, PlacedFact>,
  resource: CloudResource,
): PlacedFact | undefined {
  const open = facts.get("endpointPublic");
  const ranges = facts.get("endpointRanges");
  if (!open || !("value" in open) || open.value !== false) return undefined;
  const dns = find(resource, "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic");
  if (dns.value === true) return { value: true, at: dns.at };
  if (!ranges || "unknown" in ranges) return ranges;
  const list = listAt(ranges.value).map(String);
  if (list.length === 0) return { value: false, at: ranges.at };
  // A range that somebody names is a network of people's; every address stands for those that are joined, whichever they are.
  return list.some((range) => !EVERYWHERE.has(range))
    ? { value: true, at: ranges.at }
    : {
        unknown: "the networks that are joined with the cluster's are not in the input",
        at: open.at,
      };
}

const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0"]);

/** Terraform has pools in the cluster, and of the default pool only its settings. */
function poolsWithin({ resource }: GkeCluster): readonly CloudResource[] {
  if (resource.shape !== "terraform") return [];
  const { value, at } = find(resource, "node_pool");
  const listed = listAt(value);
  const unknown = objectAt({ value: resource.unknown ?? null }, "value")["node_pool"];
  const pools = listed.map((pool, index): CloudResource => {
    const after = isJsonList(unknown) ? unknown[index] : undefined;
    return {
      ...{ type: "gke-node-pool", shape: "terraform", value: objectAt(pool), parent: resource },
      at: placeBelow(at, [index]),
      ...(after === undefined ? {} : { unknown: after }),
    };
  });
  const own = find(resource, "node_config");
  const isUsed =
    isJsonList(own.value) &&
    own.value.length > 0 &&
    find(resource, "remove_default_node_pool").value !== true;
  return pools.length > 0 || !isUsed
    ? pools
    : [{ ...resource, type: "gke-node-pool", parent: resource, name: DEFAULT_POOL }];
}

function poolOf(
  pool: CloudResource,
  clusters: readonly GkeCluster[],
  inventory: Inventory,
): CloudFacts {
  const parent = parentOf(pool, clusters);
  const cluster = parent?.facts.name ?? namedCluster(pool);
  const facts = factsBy(GKE_POOL_RULES, pool);
  facts.set("public", publicNodes(pool, parent?.resource));
  facts.set("sshKey", keyFact(pool));
  facts.set("sessionAccess", osLogin(pool, inventory));
  facts.set("sshFrom", firewallSources(pool, parent?.resource, 22, inventory));
  facts.set("kubeletFrom", firewallSources(pool, parent?.resource, 10250, inventory));
  for (const [name, fact] of gkePoolNetwork(pool, parent?.resource)) facts.set(name, fact);
  return {
    ...{
      kind: "CloudNodePool",
      name: `${cluster}/${poolName(pool)}`,
      cluster,
      provider: "gke",
      facts,
    },
    at: pool.at,
  };
}

/** The cluster of a pool that the input does not describe. */
function namedCluster(pool: CloudResource): string {
  const link = nameOfLink(textOf(pool, "selfLink", "id", "cluster"));
  return link ?? `gke/${textOf(pool, "cluster") || "unknown"}`;
}

function poolName(pool: CloudResource): string {
  if (pool.name === DEFAULT_POOL) return DEFAULT_POOL;
  return textOf(pool, "name", "nodePoolName") || pool.name || pool.terraform?.address || "unnamed";
}

/** What GKE calls the pool that a cluster is made with. */
const DEFAULT_POOL = "default-pool";

function parentOf(pool: CloudResource, clusters: readonly GkeCluster[]): GkeCluster | undefined {
  const link = nameOfLink(textOf(pool, "selfLink", "id", "cluster"));
  const named = textOf(pool, "cluster");
  const configured = pool.terraform?.refersTo(["cluster"]) ?? [];
  return clusters.find(
    ({ resource, facts }) =>
      resource === pool.parent ||
      (link !== undefined && facts.name === link) ||
      (named !== "" && textOf(resource, "name") === named) ||
      configured.includes(resource.terraform?.configured ?? ""),
  );
}

/** The pool's own setting, else the cluster's default, else that of a private cluster. */
function publicNodes(pool: CloudResource, cluster: CloudResource | undefined): PlacedFact {
  const places: readonly (readonly [CloudResource | undefined, string])[] = [
    [pool, "networkConfig.enablePrivateNodes"],
    [cluster, "networkConfig.defaultEnablePrivateNodes"],
    [cluster, "default_enable_private_nodes"],
    [cluster, "privateClusterConfig.enablePrivateNodes"],
    [cluster, "clusterNetwork.privateCluster.enablePrivateNodes"],
  ];
  for (const [resource, path] of places) {
    if (!resource) continue;
    const { value, unknown, at } = find(resource, path);
    if (unknown) return { unknown: "it is known only after apply", at };
    if (typeof value === "boolean") {
      return { value: value ? false : "its nodes are not private, and have public addresses", at };
    }
  }
  const { at } = find(pool, "networkConfig.enablePrivateNodes");
  return cluster
    ? {
        value: "its nodes have public addresses",
        assumed: "GKE gives nodes public addresses unless they are private",
        at,
      }
    : { unknown: "the cluster of the pool is not in the input", at };
}

function keyFact(pool: CloudResource): PlacedFact {
  if (pool.shape === "cluster-api")
    return { unknown: "Cluster API has no field for it", at: pool.at };
  const config = pool.shape === "terraform" ? "node_config" : "config";
  const keys = find(pool, `${config}.metadata.ssh-keys`, `${config}.metadata.sshKeys`);
  return { value: typeof keys.value === "string" && keys.value !== "", at: keys.at };
}
