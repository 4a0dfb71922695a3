import type { AddressRange } from "./addresses.ts";
import { addAll, type Bits, emptyBits } from "./bits.ts";
import { addressesEnd, workloadEnd } from "./connection-ends.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { ConnectionEnd, NetworkAnalysis, Party, Possibility } from "./model.ts";
import { exemptionOf, portsIn, usesNodeNetwork } from "./party.ts";
import type { Direction } from "./policy.ts";

/** One end of connections with what stands behind it. */
export type LineEnd =
  | {
      readonly kind: "workload";
      readonly end: ConnectionEnd;
      readonly members: readonly NetworkEndpoint[];
    }
  /** `atom` is the first of the atoms of addresses in it, which are alike. */
  | { readonly kind: "external"; readonly end: ConnectionEnd; readonly atom: number };

/** Pods and pod templates under the name of their workload; nodes are none. */
export function workloadEndsOf(endpoints: readonly NetworkEndpoint[]): readonly LineEnd[] {
  const byName = new Map<string, { readonly end: ConnectionEnd; members: NetworkEndpoint[] }>();
  for (const endpoint of endpoints) {
    if (endpoint.kind === "node" || endpoint.kind === "unidentified") continue;
    const end = workloadEnd(endpoint.workload);
    const known = byName.get(end.name);
    if (known) known.members.push(endpoint);
    else byName.set(end.name, { end, members: [endpoint] });
  }
  return [...byName.values()].map(({ end, members }) => ({ kind: "workload", end, members }));
}

/** The addresses outside, cut only where rules of the direction cut them. */
export function externalEndsOf(
  direction: Direction,
  { possibilities: [first], hasIpv6 }: NetworkAnalysis,
): readonly LineEnd[] {
  const ends: { range: AddressRange; readonly atom: number }[] = [];
  const addresses = first?.reachability.universe.addresses;
  for (const [atom, range] of addresses?.atoms.entries() ?? []) {
    if (range.family === 6 && !hasIpv6) continue;
    const last = ends.at(-1);
    if (last && addresses?.isCut(direction, atom) === false)
      last.range = { ...last.range, last: range.last };
    else ends.push({ range, atom });
  }
  return ends.map(({ range, atom }) => ({ kind: "external", end: addressesEnd(range), atom }));
}

/** Ports that surely and that possibly pass, as bits of the atoms. Do not change them. */
export interface LinePorts {
  readonly sure: Bits;
  readonly possible: Bits;
}

/** Reads what passes from a source, for one destination after the other: where any member of one reaches any of the other. */
export type ReadLine = (source: LineEnd) => (destination: LineEnd) => LinePorts;

export function lineReader(possibility: Possibility): ReadLine {
  const { reachability } = possibility;
  const { portSets, size } = reachability.universe;
  const sure = new Int32Array(size);
  const possible = new Int32Array(size);
  const peersOf = createPeersOf(possibility);
  const { alternativesOf } = reachability.universe;
  const hasAlternatives = (end: LineEnd): boolean =>
    alternativesOf.size > 0 &&
    end.kind === "workload" &&
    end.members.some((member) => alternativesOf.has(member));
  const readRow = reachability.rowReader();
  return (source) => {
    sure.fill(portSets.none);
    possible.fill(portSets.none);
    for (const row of peersOf(source)) {
      const read = readRow(row);
      for (let peer = 0; peer < size; peer++) {
        sure[peer] = portSets.or(sure[peer] ?? 0, read.sure[peer] ?? 0);
        possible[peer] = portSets.or(possible[peer] ?? 0, read.possible[peer] ?? 0);
      }
    }
    const hosts = hostsIn(source, possibility);
    return (destination) => {
      let sureId = portSets.none;
      let possibleId = portSets.none;
      for (const peer of peersOf(destination)) {
        sureId = portSets.or(sureId, sure[peer] ?? 0);
        possibleId = portSets.or(possibleId, possible[peer] ?? 0);
      }
      const varies = hasAlternatives(source) || hasAlternatives(destination);
      const ports = {
        sure: varies ? surelyBetween(source, destination, possibility) : portSets.bitsOf(sureId),
        possible: portSets.bitsOf(possibleId),
      };
      return hosts.length > 0 ? withOwnNode(ports, hosts, destination, possibility) : ports;
    };
  };
}

function createPeersOf({ reachability }: Possibility): (end: LineEnd) => readonly number[] {
  const { classes, classesOf } = reachability.universe;
  const known = new Map<LineEnd, readonly number[]>();
  return (end) => {
    const peers =
      known.get(end) ??
      (end.kind === "external"
        ? [classes.length + end.atom]
        : [...new Set(end.members.flatMap((member) => classesOf.get(member) ?? []))]);
    known.set(end, peers);
    return peers;
  };
}

// What passes only if the labels of a pod come out in one way does not surely pass.
function surelyBetween(source: LineEnd, destination: LineEnd, possibility: Possibility): Bits {
  const { atoms } = possibility.reachability.universe.portSets;
  const sure = emptyBits(atoms.atoms.length);
  for (const from of partiesOf(source, possibility))
    for (const to of partiesOf(destination, possibility))
      addAll(sure, portsIn(possibility, from, to).sure);
  return sure;
}

function partiesOf(end: LineEnd, { reachability: { universe } }: Possibility): Iterable<Party> {
  if (end.kind === "external") {
    const range = universe.addresses.atoms[end.atom];
    return range ? [{ kind: "addresses", range }] : [];
  }
  const parties = new Map<string, Party>();
  for (const [index, endpoint] of end.members.entries()) {
    const ways = universe.alternativesOf.get(endpoint)?.classes.join(" or ");
    // On which node it runs counts for those on its network.
    const place = endpoint.hostNetwork ? ` ${index}` : "";
    const key = `${ways ?? String(universe.classesOf.get(endpoint))}${place}`;
    parties.set(key, { kind: "endpoint", endpoint });
  }
  return parties.values();
}

function hostsIn(end: LineEnd, { hostNetworkPods }: Possibility): readonly NetworkEndpoint[] {
  if (end.kind === "external") return [];
  return end.members.filter((member) => usesNodeNetwork(member, hostNetworkPods));
}

// What a node sends to the pods on it is not held by their policies for ingress.
function withOwnNode(
  ports: LinePorts,
  hosts: readonly NetworkEndpoint[],
  destination: LineEnd,
  possibility: Possibility,
): LinePorts {
  const members = destination.kind === "external" ? [] : destination.members;
  const sure = ports.sure.slice();
  const possible = ports.possible.slice();
  for (const host of hosts)
    for (const member of members) {
      const from: Party = { kind: "endpoint", endpoint: host };
      const to: Party = { kind: "endpoint", endpoint: member };
      if (exemptionOf(possibility, from, to) === "no") continue;
      const own = portsIn(possibility, from, to);
      addAll(sure, own.sure);
      addAll(possible, own.possible);
    }
  return { sure, possible };
}
