import type { NamedRange } from "./address-atoms.ts";
import { type Attribute, collectAttributes } from "./endpoint-query.ts";
import {
  type CompiledPolicy,
  DIRECTIONS,
  type Direction,
  type PolicyRule,
  peersWithin,
} from "./policy.ts";
import type { PortRange } from "./ports.ts";

/** Everything by which policies can tell endpoints, addresses and ports apart. */
export interface Distinguished {
  readonly attributes: ReadonlySet<Attribute>;
  readonly portNames: ReadonlySet<string>;
  readonly ports: readonly PortRange[];
  readonly ranges: readonly NamedRange[];
}

interface Collected extends Distinguished {
  readonly attributes: Set<Attribute>;
  readonly portNames: Set<string>;
  readonly ports: PortRange[];
  readonly ranges: NamedRange[];
}

export function distinguishedBy(policies: readonly CompiledPolicy[]): Distinguished {
  const found: Collected = {
    attributes: new Set(),
    portNames: new Set(),
    ports: [],
    ranges: [],
  };
  for (const policy of policies) {
    collectAttributes(policy.subject.query, found.attributes);
    for (const direction of DIRECTIONS)
      for (const rule of policy[direction]?.rules ?? []) {
        collectPorts(rule, found);
        collectPeers(rule, direction, found);
      }
  }
  return found;
}

function collectPorts({ ports }: PolicyRule, found: Collected): void {
  for (const port of ports === "all" ? [] : ports) {
    if ("name" in port) found.portNames.add(port.name);
    else found.ports.push(port);
  }
}

function collectPeers({ peers }: PolicyRule, direction: Direction, found: Collected): void {
  for (const peer of peers === "any" ? [] : peersWithin(peers)) {
    if (peer.kind === "pods" || peer.kind === "nodes")
      collectAttributes(peer.query, found.attributes);
    if (peer.kind === "addresses")
      for (const range of peer.ranges) found.ranges.push({ direction, range });
  }
}
