import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import type { FactPlace, PlacedFact } from "../snapshot/facts.ts";
import type { Inventory, Linked } from "./inventory.ts";
import { type CloudResource, find, itemsOf, textOf, textsOf } from "./resource.ts";

/** Whether a subnet is public: its route table has an active route to everywhere by an internet gateway (docs.aws.amazon.com/vpc configure-subnets). */
export type SubnetKind =
  | { readonly kind: "public"; readonly because: string; readonly at: FactPlace }
  | { readonly kind: "private" }
  | { readonly kind: "unknown"; readonly because: string };

const SUBNET_IDS = ["SubnetId", "id"];
const TABLE_IDS = ["RouteTableId", "id"];

export function subnetKind(subnet: CloudResource, inventory: Inventory): SubnetKind {
  const name = nameOf(subnet);
  const tables = tablesOf(subnet, inventory);
  if (tables.length === 0) {
    return { kind: "unknown", because: `no route table of the input is that of subnet ${name}` };
  }
  for (const table of tables) {
    const route = routesOf(table, inventory).find(({ way }) => way === "internet");
    if (route) {
      const because = `route table ${nameOf(table)} of subnet ${name} has a route from everywhere to ${route.gateway}`;
      return { kind: "public", because, at: route.at };
    }
  }
  const open = tables
    .flatMap((table) => routesOf(table, inventory))
    .find(({ way }) => way === "unknown");
  return open
    ? { kind: "unknown", because: `where the default route of subnet ${name} leads is not known` }
    : { kind: "private" };
}

/** The route table that names a subnet, else the main one of its network. */
function tablesOf(subnet: CloudResource, inventory: Inventory): readonly CloudResource[] {
  const id = SUBNET_IDS.map((key) => textOf(subnet, key)).find((text) => text !== "") ?? "";
  const tables = inventory.of("aws-route-table");
  const own = tables.filter((table) =>
    listAt(table.value, "Associations").some(
      (each) => id !== "" && textAt(each, "SubnetId") === id,
    ),
  );
  if (own.length > 0) return own;
  const associated = inventory
    .of("aws-route-table-association")
    .filter((each) =>
      inventory
        .named({ from: each, path: "subnet_id" }, "aws-subnet", SUBNET_IDS)
        .found.includes(subnet),
    )
    .flatMap(
      (each) =>
        inventory.named({ from: each, path: "route_table_id" }, "aws-route-table", TABLE_IDS).found,
    );
  if (associated.length > 0) return associated;
  const vpc = textOf(subnet, "VpcId");
  return tables.filter(
    (table) =>
      vpc !== "" &&
      textOf(table, "VpcId") === vpc &&
      listAt(table.value, "Associations").some(
        (each) => find({ ...table, value: asItem(each) }, "Main").value === true,
      ),
  );
}

function asItem(value: unknown): CloudResource["value"] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as CloudResource["value"])
    : {};
}

interface Route {
  readonly way: "internet" | "elsewhere" | "unknown";
  readonly gateway: string;
  readonly at: FactPlace;
}

/** The routes from everywhere. */
function routesOf(table: CloudResource, inventory: Inventory): readonly Route[] {
  const inline = [...itemsOf(table, "Routes"), ...itemsOf(table, "route")]
    .filter(isDefaultRoute)
    .map((route) => routeOf(route, table));
  const separate = inventory
    .of("aws-route")
    .filter(
      (route) =>
        isDefaultRoute(route) &&
        inventory
          .named({ from: route, path: "route_table_id" }, "aws-route-table", TABLE_IDS)
          .found.includes(table),
    )
    .map((route) => routeOf(route, route));
  return [...inline, ...separate];
}

function isDefaultRoute(route: CloudResource): boolean {
  const destinations = [
    textOf(route, "DestinationCidrBlock", "cidr_block", "destination_cidr_block"),
    textOf(route, "DestinationIpv6CidrBlock", "ipv6_cidr_block", "destination_ipv6_cidr_block"),
  ];
  return (
    destinations.some((each) => each === "0.0.0.0/0" || each === "::/0") &&
    textOf(route, "State") !== "blackhole"
  );
}

/** A gateway's id, or in a plan what the configuration refers to. */
function routeOf(route: CloudResource, from: CloudResource): Route {
  const gateway = textOf(route, "GatewayId", "gateway_id");
  if (gateway.startsWith("igw-")) return { way: "internet", gateway, at: route.at };
  if (gateway !== "") return { way: "elsewhere", gateway, at: route.at };
  const isInline = from !== route;
  const references = from.terraform?.refersTo([isInline ? "route" : "gateway_id"]) ?? [];
  const internet = references.find((each) => /(?:^|\.)aws_internet_gateway\.[^.]+$/.test(each));
  if (internet !== undefined) return { way: "internet", gateway: internet, at: route.at };
  return {
    way: isUnknownGateway(route, from, references) ? "unknown" : "elsewhere",
    gateway,
    at: route.at,
  };
}

/** Of a plan, a gateway that the configuration takes from elsewhere. */
function isUnknownGateway(
  route: CloudResource,
  from: CloudResource,
  references: readonly string[],
): boolean {
  if (from.terraform?.from !== "plan") return false;
  const others = ["NatGatewayId", "TransitGatewayId", "nat_gateway_id", "transit_gateway_id"];
  const isNamed = others.some((key) => textOf(route, key) !== "");
  const isReferred = references.some((each) => /aws_(?:nat|ec2_transit|vpn)_/.test(each));
  return !isNamed && !isReferred && !otherSet(from);
}

function otherSet({ terraform }: CloudResource): boolean {
  const others = ["nat_gateway_id", "transit_gateway_id", "network_interface_id"];
  return others.some((key) => terraform?.sets([key]) === true);
}

function nameOf(resource: CloudResource): string {
  const id = textOf(resource, "SubnetId", "RouteTableId", "GroupId", "id");
  return id || resource.terraform?.address || textOf(resource, "arn") || "without a name";
}

/** Who reaches a port of TCP through security groups, which only allow. */
interface Sources {
  /** Ranges, prefix lists and other groups; those of itself are left out. */
  readonly from: readonly string[];
  /** The rule that lets the widest in. */
  readonly at: FactPlace | undefined;
}

function sourcesOf(groups: readonly CloudResource[], port: number, inventory: Inventory): Sources {
  const rules = groups
    .flatMap((group) => rulesOf(group, inventory))
    .filter(({ rule }) => allows(rule, port));
  const from = [...new Set(rules.flatMap(({ rule, group }) => sourcesIn(rule, group)))];
  const open = rules.find(({ rule, group }) => sourcesIn(rule, group).some(isEverywhere));
  return { from, at: (open ?? rules[0])?.rule.at };
}

/** What security groups come to for a port; `missing` says what is unknown where not all of them are in the input. */
export interface Reach {
  readonly groups: readonly CloudResource[];
  readonly complete: boolean;
  readonly missing: string;
  readonly port: number;
  /** Where it is said that these are the groups. */
  readonly at: FactPlace;
}

/** Who reaches a port: all of the internet by one rule that is known, else only where every rule is. */
export function reachFact(
  { groups, complete, missing, port, at }: Reach,
  inventory: Inventory,
): PlacedFact {
  const { from, at: rule } = sourcesOf(groups, port, inventory);
  if (from.some(isEverywhere)) return { value: from, at: rule ?? at };
  if (!complete) return { unknown: missing, at };
  return groups.some((group) => hasUnknownRules(group, port, inventory))
    ? { unknown: "rules of its security groups are known only after apply", at }
    : { value: from, at: from.length > 0 && rule ? rule : at };
}

const RANGES = ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"];

/** Of a plan: rules that are set, but not yet to what. */
function hasUnknownRules(group: CloudResource, port: number, inventory: Inventory): boolean {
  const inline = objectAt(group.unknown)["ingress"];
  if (inline !== undefined && isPartlyUnknown(inline)) {
    if (group.terraform?.sets(["ingress"]) !== false) return true;
  }
  return rulesOf(group, inventory).some(
    ({ rule }) =>
      find(rule, "FromPort").unknown ||
      (allows(rule, port) && RANGES.some((key) => find(rule, key).unknown)),
  );
}

function isPartlyUnknown(value: JsonValue): boolean {
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === true) return true;
    if (isJsonList(next)) waiting.push(...next);
    else if (isJsonObject(next)) waiting.push(...Object.values(next));
  }
  return false;
}

/** Whether a source is all of the internet. */
function isEverywhere(source: string): boolean {
  return source === "0.0.0.0/0" || source === "::/0";
}

interface Rule {
  readonly rule: CloudResource;
  readonly group: CloudResource;
}

const GROUP_IDS = ["GroupId", "id"];

function rulesOf(group: CloudResource, inventory: Inventory): readonly Rule[] {
  const own = [...itemsOf(group, "IpPermissions"), ...itemsOf(group, "ingress")];
  const separate = inventory
    .of("aws-security-group-rule")
    .filter(
      (rule) =>
        textOf(rule, "type") !== "egress" &&
        inventory
          .named({ from: rule, path: "security_group_id" }, "aws-security-group", GROUP_IDS)
          .found.includes(group),
    );
  return [...own, ...separate].map((rule) => ({ rule, group }));
}

function allows(rule: CloudResource, port: number): boolean {
  const protocol = textOf(rule, "IpProtocol", "protocol");
  if (protocol === "-1" || protocol === "all") return true;
  if (protocol !== "tcp" && protocol !== "6") return false;
  const { value: from } = find(rule, "FromPort");
  const { value: to } = find(rule, "ToPort");
  return typeof from === "number" && typeof to === "number" && from <= port && port <= to;
}

function sourcesIn(rule: CloudResource, group: CloudResource): readonly string[] {
  const own = textOf(group, "GroupId", "id");
  const texts = (key: string, inside: string): readonly string[] =>
    listAt(rule.value, key).map((each) => textAt(each, inside));
  const all = [
    ...texts("IpRanges", "CidrIp"),
    ...texts("Ipv6Ranges", "CidrIpv6"),
    ...texts("PrefixListIds", "PrefixListId"),
    ...texts("UserIdGroupPairs", "GroupId"),
    ...textsOf(rule, "cidr_blocks"),
    ...textsOf(rule, "ipv6_cidr_blocks"),
    ...textsOf(rule, "prefix_list_ids"),
    ...textsOf(rule, "security_groups"),
    textOf(rule, "cidr_ipv4"),
    textOf(rule, "cidr_ipv6"),
    textOf(rule, "prefix_list_id"),
    textOf(rule, "source_security_group_id", "referenced_security_group_id"),
  ];
  return all.filter((each) => each !== "" && each !== own);
}

/** The security groups that an argument names. */
export function groupsNamed(from: CloudResource, path: string, inventory: Inventory): Linked {
  return inventory.named({ from, path }, "aws-security-group", GROUP_IDS);
}

/** The subnets that an argument names. */
export function subnetsNamed(from: CloudResource, path: string, inventory: Inventory): Linked {
  return inventory.named({ from, path }, "aws-subnet", SUBNET_IDS);
}
