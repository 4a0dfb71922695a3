import { isJsonList } from "../kubernetes/json.ts";
import type { FactPlace, PlacedFact } from "../snapshot/facts.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, itemsOf, textOf, textsOf } from "./resource.ts";

/*
 * Network security groups: of the rules that concern a packet the one of the lowest number decides, and without one the internet is
 * denied (learn.microsoft.com/azure/virtual-network/network-security-groups-overview).
 */

const SUBNET_PATHS = ["vnetSubnetID", "vnet_subnet_id"];

/** From where a port of a pool's nodes is reached by the rules of their subnet. */
export function portSources(pool: CloudResource, port: number, inventory: Inventory): PlacedFact {
  const { value, unknown, at } = find(pool, ...SUBNET_PATHS);
  if (value === undefined && !unknown) {
    return { value: [], assumed: "the network that AKS makes lets nothing in from outside", at };
  }
  const groups = securityGroupsOf(pool, inventory);
  if (groups.length === 0) {
    return { unknown: "the security group of its subnet is not in the input", at };
  }
  const open = groups.map((group) => opened(group, port, inventory));
  const widest = open.find(({ from }) => from.length > 0);
  return widest?.at ? { value: widest.from, at: widest.at } : { value: [], at };
}

/** The security groups of the subnet of a pool's nodes. */
export function securityGroupsOf(
  pool: CloudResource,
  inventory: Inventory,
): readonly CloudResource[] {
  const path = pool.shape === "terraform" ? "vnet_subnet_id" : "vnetSubnetID";
  const { found } = inventory.named({ from: pool, path }, "azure-subnet", ["id", "subnet_id"]);
  return [...found, ...associationsOf(found, inventory)].flatMap((subnet) =>
    groupsOf(subnet, inventory),
  );
}

/** Terraform joins subnets with groups by a resource between, which in a plan only refers to the subnet. */
function associationsOf(
  subnets: readonly CloudResource[],
  inventory: Inventory,
): readonly CloudResource[] {
  return inventory
    .of("azure-subnet")
    .filter(
      (each) =>
        !subnets.includes(each) &&
        inventory
          .named({ from: each, path: "subnet_id" }, "azure-subnet", ["id"])
          .found.some((subnet) => subnets.includes(subnet)),
    );
}

function groupsOf(subnet: CloudResource, inventory: Inventory): readonly CloudResource[] {
  return ["networkSecurityGroup.id", "network_security_group_id"].flatMap(
    (path) => inventory.named({ from: subnet, path }, "azure-security-group", ["id"]).found,
  );
}

interface Opened {
  readonly from: readonly string[];
  readonly at: FactPlace | undefined;
}

function opened(group: CloudResource, port: number, inventory: Inventory): Opened {
  const rules = rulesOf(group, inventory)
    .filter((rule) => concerns(rule, port))
    .sort((a, b) => numberOf(a) - numberOf(b));
  const from: string[] = [];
  let at: FactPlace | undefined;
  for (const rule of rules) {
    const sources = sourcesOf(rule);
    if (textOf(rule, "access").toLowerCase() === "allow") {
      from.push(...sources);
      at ??= rule.at;
    } else if (sources.some(isWorld)) break;
  }
  return { from: [...new Set(from.map((each) => (isWorld(each) ? "0.0.0.0/0" : each)))], at };
}

/** `*`, the whole range and the tag are all of the internet. */
function isWorld(source: string): boolean {
  return ["*", "0.0.0.0/0", "internet", "any", "::/0"].includes(source.toLowerCase());
}

function rulesOf(group: CloudResource, inventory: Inventory): readonly CloudResource[] {
  const name = textOf(group, "name");
  const separate = inventory.of("azure-security-rule").filter((rule) => {
    const own = textOf(rule, "network_security_group_name");
    const configured = rule.terraform?.refersTo(["network_security_group_name"]) ?? [];
    return own === "" ? configured.includes(group.terraform?.configured ?? "") : own === name;
  });
  return [...itemsOf(group, "securityRules", "security_rule"), ...separate];
}

function concerns(rule: CloudResource, port: number): boolean {
  const protocol = textOf(rule, "protocol").toLowerCase();
  return (
    textOf(rule, "direction").toLowerCase() === "inbound" &&
    ["*", "tcp", "any"].includes(protocol) &&
    [textOf(rule, "destinationPortRange"), ...textsOf(rule, "destinationPortRanges")].some(
      (range) => includesPort(range, port),
    )
  );
}

function includesPort(range: string, port: number): boolean {
  if (range === "*") return true;
  const [from = "", to = from] = range.split("-");
  return from !== "" && Number(from) <= port && port <= Number(to);
}

function sourcesOf(rule: CloudResource): readonly string[] {
  const { value } = find(rule, "sourceAddressPrefixes");
  const many = isJsonList(value) ? value.map(String) : [];
  return [textOf(rule, "sourceAddressPrefix"), ...many].filter((each) => each !== "");
}

function numberOf(rule: CloudResource): number {
  const { value } = find(rule, "priority");
  return typeof value === "number" ? value : Number.MAX_SAFE_INTEGER;
}
