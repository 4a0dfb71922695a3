import { CONTROLLER_LABELS } from "../kubernetes/controller-labels.ts";
import type { NamedRange } from "./address-atoms.ts";
import {
  type AskedValues,
  type Attribute,
  collectAttributes,
  collectValues,
  type EndpointQuery,
} from "./endpoint-query.ts";
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
  /** What is asked about the values of labels that controllers add, by attribute. */
  readonly controllerLabels: ReadonlyMap<Attribute, AskedValues>;
  readonly portNames: ReadonlySet<string>;
  readonly ports: readonly PortRange[];
  readonly ranges: readonly NamedRange[];
}

interface Collected extends Distinguished {
  readonly attributes: Set<Attribute>;
  readonly controllerLabels: Map<Attribute, AskedValues>;
  readonly queries: EndpointQuery[];
  readonly portNames: Set<string>;
  readonly ports: PortRange[];
  readonly ranges: NamedRange[];
}

export function distinguishedBy(policies: readonly CompiledPolicy[]): Distinguished {
  const found: Collected = {
    attributes: new Set(),
    controllerLabels: new Map(),
    queries: [],
    portNames: new Set(),
    ports: [],
    ranges: [],
  };
  for (const policy of policies) {
    collectQuery(policy.subject.query, found);
    for (const direction of DIRECTIONS)
      for (const rule of policy[direction]?.rules ?? []) {
        collectPorts(rule, found);
        collectPeers(rule, direction, found);
      }
  }
  collectControllerLabels(found);
  return found;
}

function collectQuery(query: EndpointQuery, { attributes, queries }: Collected): void {
  collectAttributes(query, attributes);
  queries.push(query);
}

// Hardly any policy reads them, so that most queries need no second look.
function collectControllerLabels({ attributes, controllerLabels, queries }: Collected): void {
  const read = [...attributes].filter(isControllerLabel);
  if (read.length === 0) return;
  const asked = new Map<Attribute, AskedValues>();
  for (const query of queries) collectValues(query, asked);
  for (const attribute of read)
    controllerLabels.set(
      attribute,
      asked.get(attribute) ?? { values: new Set(), tests: new Map() },
    );
}

function isControllerLabel(attribute: Attribute): boolean {
  return attribute.startsWith(LABEL) && CONTROLLER_LABELS.has(attribute.slice(LABEL.length));
}

const LABEL = "label:";

function collectPorts({ ports }: PolicyRule, found: Collected): void {
  for (const port of ports === "all" ? [] : ports) {
    if ("name" in port) found.portNames.add(port.name);
    else found.ports.push(port);
  }
}

function collectPeers({ peers }: PolicyRule, direction: Direction, found: Collected): void {
  for (const peer of peers === "any" ? [] : peersWithin(peers)) {
    if (peer.kind === "pods" || peer.kind === "nodes") collectQuery(peer.query, found);
    if (peer.kind === "addresses")
      for (const range of peer.ranges) found.ranges.push({ direction, range });
  }
}
