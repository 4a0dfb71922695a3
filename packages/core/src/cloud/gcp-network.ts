import type { FactPlace, PlacedFact } from "../snapshot/facts.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, itemsOf, textOf, textsOf } from "./resource.ts";

/*
 * Firewall rules of VPC: the lowest number decides, of equal ones the one that denies; without a source a rule is for every address,
 * without a target for every machine, and what no rule allows is denied (cloud.google.com/firewall/docs/firewalls).
 */

/** From where a port of a pool's nodes is reached. */
export function firewallSources(
  pool: CloudResource,
  cluster: CloudResource | undefined,
  port: number,
  inventory: Inventory,
): PlacedFact {
  const rules = inventory.of("gcp-firewall");
  if (rules.length === 0) {
    return { unknown: "the firewall rules of the network are not in the input", at: pool.at };
  }
  const tags = new Set(textsOf(pool, "config.tags", "node_config.tags"));
  const network = lastOf(cluster ? textOf(cluster, "networkConfig.network", "network") : "");
  const concerned = rules
    .filter((rule) => isOf(rule, network, tags) && concerns(rule, port))
    .sort((a, b) => numberOf(a) - numberOf(b) || Number(isAllowing(a)) - Number(isAllowing(b)));
  const from: string[] = [];
  let at: FactPlace | undefined;
  for (const rule of concerned) {
    const sources = sourcesOf(rule);
    if (isAllowing(rule)) {
      from.push(...sources);
      at ??= rule.at;
    } else if (sources.includes("0.0.0.0/0")) break;
  }
  return { value: [...new Set(from)], at: at ?? pool.at };
}

function isOf(rule: CloudResource, network: string, tags: ReadonlySet<string>): boolean {
  const own = lastOf(textOf(rule, "network"));
  const isSame = own === "" || network === "" || own === network;
  const targets = textsOf(rule, "targetTags");
  return (
    isSame &&
    textOf(rule, "direction").toUpperCase() !== "EGRESS" &&
    find(rule, "disabled").value !== true &&
    textsOf(rule, "targetServiceAccounts").length === 0 &&
    (targets.length === 0 || targets.some((tag) => tags.has(tag)))
  );
}

function lastOf(link: string): string {
  return link.slice(link.lastIndexOf("/") + 1);
}

function isAllowing(rule: CloudResource): boolean {
  return protocolsOf(rule, "allowed", "allow").length > 0;
}

function protocolsOf(rule: CloudResource, ...paths: readonly string[]): readonly CloudResource[] {
  return paths.flatMap((path) => itemsOf(rule, path));
}

function concerns(rule: CloudResource, port: number): boolean {
  return protocolsOf(rule, "allowed", "allow", "denied", "deny").some((each) => {
    const protocol = textOf(each, "IPProtocol", "protocol").toLowerCase();
    if (protocol === "all") return true;
    const ports = textsOf(each, "ports");
    return (
      protocol === "tcp" && (ports.length === 0 || ports.some((range) => includesPort(range, port)))
    );
  });
}

function includesPort(range: string, port: number): boolean {
  const [from = "", to = from] = range.split("-");
  return Number(from) <= port && port <= Number(to);
}

function sourcesOf(rule: CloudResource): readonly string[] {
  const ranges = textsOf(rule, "sourceRanges");
  const tags = [...textsOf(rule, "sourceTags"), ...textsOf(rule, "sourceServiceAccounts")];
  return ranges.length + tags.length === 0 ? ["0.0.0.0/0"] : [...ranges, ...tags];
}

function numberOf(rule: CloudResource): number {
  const { value } = find(rule, "priority");
  return typeof value === "number" ? value : 1000;
}
