import { isJsonList } from "../kubernetes/json.ts";
import { textAt, textsAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import type { Inventory, Linked } from "./inventory.ts";
import { type CloudResource, find, textOf } from "./resource.ts";

/*
 * Which subnets and security groups the nodes of a pool are in, as ids or, where Terraform makes them, as addresses: what has to be a
 * pool's own for its nodes to be apart.
 */

/** What an argument names, as ids; what refers to something that the input describes is called as that is. */
function namedFact(
  from: CloudResource,
  path: string,
  linked: Linked,
  absent: PlacedFact,
): PlacedFact {
  const { value, unknown, at } = find(from, path);
  if (linked.empty && !unknown) return absent;
  const written =
    typeof value === "string" ? [value] : textsAt(value).filter((each) => each !== "");
  const isPartly = unknown || (isJsonList(value) && written.length < value.length);
  if (!isPartly) return { value: [...written].sort(), at };
  const referred = linked.found.map(nameOfResource);
  return referred.length === 0
    ? { unknown: "it is known only after apply", at }
    : { value: [...new Set([...written, ...referred])].sort(), at };
}

function nameOfResource(resource: CloudResource): string {
  return (
    textOf(resource, "SubnetId", "GroupId", "id") || (resource.terraform?.address ?? "unnamed")
  );
}

/** The same of several arguments; one that is unknown makes all of it so. */
function together(facts: readonly PlacedFact[], absent: PlacedFact): PlacedFact {
  const unknown = facts.find((fact) => "unknown" in fact);
  if (unknown) return unknown;
  const ids = facts.flatMap((fact) => ("value" in fact ? textsAt(fact.value) : []));
  const [first] = facts;
  return first && ids.length > 0 ? { value: [...new Set(ids)].sort(), at: first.at } : absent;
}

/** Of a node group of EKS: `template` is its launch template, where it names one. */
export function eksPoolNetwork(
  pool: CloudResource,
  template: { readonly isNamed: boolean; readonly resource: CloudResource | undefined },
  inventory: Inventory,
): ReadonlyMap<string, PlacedFact> {
  const path =
    pool.shape === "cluster-api"
      ? "subnetIDs"
      : pool.shape === "terraform"
        ? "subnet_ids"
        : "subnets";
  const subnets = inventory.named({ from: pool, path }, "aws-subnet", ["SubnetId", "id"]);
  return new Map([
    [
      "subnets",
      namedFact(pool, path, subnets, {
        unknown: "its subnets are not named",
        at: find(pool, path).at,
      }),
    ],
    ["securityGroups", eksGroups(pool, template, inventory)],
  ]);
}

const OF_CLUSTER = "the security group of the cluster";

function eksGroups(
  pool: CloudResource,
  { isNamed, resource }: Parameters<typeof eksPoolNetwork>[1],
  inventory: Inventory,
): PlacedFact {
  const shared: PlacedFact = {
    value: [OF_CLUSTER],
    assumed:
      "nodes are in the security group of the cluster where a launch template names no other",
    at: (resource ?? pool).at,
  };
  if (!isNamed) return shared;
  if (!resource) return { unknown: "the launch template is not in the input", at: pool.at };
  const paths =
    resource.shape === "terraform"
      ? ["vpc_security_group_ids", "network_interfaces.security_groups"]
      : ["LaunchTemplateData.SecurityGroupIds", "LaunchTemplateData.NetworkInterfaces.Groups"];
  const none: PlacedFact = { value: [], at: resource.at };
  return together(
    paths.map((path) =>
      namedFact(
        resource,
        path,
        inventory.named({ from: resource, path }, "aws-security-group", ["GroupId", "id"]),
        none,
      ),
    ),
    shared,
  );
}

/** Of a pool of AKS, whose security groups are those of its subnet. */
export function aksPoolNetwork(
  pool: CloudResource,
  groups: readonly CloudResource[],
  inventory: Inventory,
): ReadonlyMap<string, PlacedFact> {
  const path = pool.shape === "terraform" ? "vnet_subnet_id" : "vnetSubnetID";
  const { value, unknown, at } = find(pool, path);
  const made = (what: string): PlacedFact => ({
    value: [what],
    assumed: "AKS makes one for all pools that name none",
    at,
  });
  const isNone = value === undefined && !unknown;
  const ids = ["id", "subnet_id"];
  const linked = inventory.named({ from: pool, path }, "azure-subnet", ids);
  const names = [...new Set(groups.map(nameOfResource))].sort();
  const ofSubnet: PlacedFact =
    names.length > 0
      ? { value: names, at }
      : { unknown: "the security group of its subnet is not in the input", at };
  return new Map([
    ["subnets", namedFact(pool, path, linked, made("the subnet that AKS makes"))],
    ["securityGroups", isNone ? made("the security group that AKS makes") : ofSubnet],
  ]);
}

/** Of a pool of GKE, which rules of a firewall tell by its tags. */
export function gkePoolNetwork(
  pool: CloudResource,
  cluster: CloudResource | undefined,
): ReadonlyMap<string, PlacedFact> {
  const own = find(pool, "networkConfig.subnetwork");
  const ofCluster = cluster && find(cluster, "subnetwork", "networkConfig.subnetwork");
  const subnet = [own, ofCluster].find(
    (found) => typeof found?.value === "string" && found.value !== "",
  );
  const tags = find(pool, "config.tags", "node_config.tags");
  return new Map<string, PlacedFact>([
    [
      "subnets",
      subnet
        ? { value: [textAt(subnet.value)], at: subnet.at }
        : { unknown: "neither the pool nor the cluster names its subnet", at: own.at },
    ],
    [
      "securityGroups",
      tags.unknown
        ? { unknown: "it is known only after apply", at: tags.at }
        : { value: [...textsAt(tags.value)].sort(), at: tags.at },
    ],
  ]);
}
