import { type Bits, emptyBits, isEmpty, keepOnly, setBit } from "./bits.ts";
import type { EndpointClass } from "./classes.ts";
import type { CompiledPolicy, Direction, PolicyRule } from "./policy.ts";
import type { NamedPort, PortMatch, PortRange } from "./ports.ts";
import type { Universe } from "./universe.ts";

/** A rule as sets of a universe. */
export interface ResolvedRule {
  readonly action: PolicyRule["action"];
  /** Peers that match. */
  readonly sure: Bits;
  /** Peers that may match: a superset of `sure`, and the same set where all is known. */
  readonly possible: Bits;
  /** Id of the set of ports. */
  readonly ports: number;
  readonly rule: PolicyRule;
}

/** Rules of a policy for one direction, as they are for the classes that have these named ports. */
export type ResolveRules = (
  policy: CompiledPolicy,
  direction: Direction,
  subject: EndpointClass,
) => readonly ResolvedRule[];

/**
 * Named ports are those of the destination: of the subject for ingress, of the peer for egress, so that an egress rule
 * becomes one for each kind of peer that has the name. What the rules of a policy come to is computed once.
 */
export function createResolution(
  universe: Universe,
  numberOf: (policy: CompiledPolicy) => number,
): ResolveRules {
  const variants = portVariantsOf(universe);
  const resolved = new Map<string, readonly ResolvedRule[]>();
  const named = new Map<number, boolean>();
  return (policy, direction, subject) => {
    const number = numberOf(policy);
    const rules = policy[direction]?.rules ?? [];
    const depends =
      named.get(number) ?? (policy.ingress?.rules ?? []).some(({ ports }) => hasNames(ports));
    named.set(number, depends);
    const ownPorts = direction === "ingress" && depends ? subject.portsKey : "";
    const key = `${direction} ${number} ${ownPorts}`;
    const known = resolved.get(key);
    if (known) return known;
    const fresh = rules.flatMap((rule) =>
      direction === "ingress"
        ? resolveIngress(rule, subject, universe)
        : resolveEgress(rule, variants, universe),
    );
    resolved.set(key, fresh);
    return fresh;
  };
}

function hasNames(ports: PortMatch): boolean {
  return ports !== "all" && ports.some((port) => "name" in port);
}

function resolveIngress(
  rule: PolicyRule,
  subject: EndpointClass,
  universe: Universe,
): ResolvedRule[] {
  const ranges = [...numbersOf(rule.ports), ...named(namedPortsOf(rule.ports), subject)];
  const ports = portsOf(rule.ports === "all" ? "all" : ranges, universe);
  return ports === universe.portSets.none
    ? []
    : [{ action: rule.action, ...universe.peersOf(rule.peers), ports, rule }];
}

function resolveEgress(
  rule: PolicyRule,
  variants: readonly PortVariant[],
  universe: Universe,
): ResolvedRule[] {
  const peers = universe.peersOf(rule.peers);
  const common = portsOf(rule.ports === "all" ? "all" : numbersOf(rule.ports), universe);
  const rules: ResolvedRule[] = [];
  if (common !== universe.portSets.none)
    rules.push({ action: rule.action, ...peers, ports: common, rule });
  const names = namedPortsOf(rule.ports);
  for (const { example, members } of names.length > 0 ? variants : []) {
    const ports = portsOf(named(names, example), universe);
    if (ports === universe.portSets.none) continue;
    const sure = peers.sure.slice();
    const possible = peers.possible.slice();
    keepOnly(sure, members);
    keepOnly(possible, members);
    if (!isEmpty(possible)) rules.push({ action: rule.action, sure, possible, ports, rule });
  }
  return rules;
}

/** Classes with the same named ports. */
interface PortVariant {
  readonly example: EndpointClass;
  readonly members: Bits;
}

function portVariantsOf({ classes, size }: Universe): readonly PortVariant[] {
  const variants = new Map<string, PortVariant>();
  for (const [index, each] of classes.entries()) {
    if (each.ports.length === 0) continue;
    const variant = variants.get(each.portsKey) ?? { example: each, members: emptyBits(size) };
    variants.set(each.portsKey, variant);
    setBit(variant.members, index);
  }
  return [...variants.values()];
}

function named(names: readonly NamedPort[], { ports }: EndpointClass): PortRange[] {
  return ports
    .filter((port) =>
      names.some(
        ({ name, protocol, except = [] }) =>
          name === port.name &&
          (protocol === undefined || protocol === port.protocol) &&
          !except.some(({ from, to }) => from <= port.port && port.port <= to),
      ),
    )
    .map(({ protocol, port }) => ({ protocol, from: port, to: port }));
}

function numbersOf(ports: PortMatch): PortRange[] {
  return ports === "all" ? [] : ports.flatMap((port) => ("name" in port ? [] : [port]));
}

function namedPortsOf(ports: PortMatch): NamedPort[] {
  return ports === "all" ? [] : ports.flatMap((port) => ("name" in port ? [port] : []));
}

function portsOf(ports: "all" | readonly PortRange[], { portSets }: Universe): number {
  if (ports === "all") return portSets.all;
  // Every range was cut for, so that it always consists of whole atoms.
  return portSets.idOf(portSets.atoms.bitsOf(ports) ?? portSets.atoms.all);
}
