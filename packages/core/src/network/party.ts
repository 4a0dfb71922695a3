import { overlaps } from "./addresses.ts";
import { addAll, type Bits, emptyBits, hasBit, keepOnly, removeAll } from "./bits.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { PairPorts } from "./evaluate.ts";
import type { Party, Possibility } from "./model.ts";
import type { Reachability } from "./reachability.ts";

/** Ports of one pair as bits of the atoms, which are the same in every possibility. */
export interface PartyPorts {
  readonly yes: Bits;
  readonly unknown: Bits;
}

/** The peers of a universe that a party is, or may be among. */
export function peersOfParty({ reachability }: Possibility, party: Party): readonly number[] {
  const { universe } = reachability;
  if (party.kind === "endpoint") return universe.classesOf.get(party.endpoint) ?? [];
  return universe.addresses.atoms.flatMap((atom, index) =>
    overlaps(atom, party.range) ? [universe.classes.length + index] : [],
  );
}

/** What passes from one party to another; a range of addresses passes where any of them does. */
export function portsBetween(
  possibilities: readonly Possibility[],
  source: Party,
  destination: Party,
): PartyPorts {
  let yes: Bits | undefined;
  let possible: Bits | undefined;
  for (const possibility of possibilities) {
    const ports = portsIn(possibility, source, destination);
    yes ??= ports.sure;
    possible ??= ports.possible.slice();
    keepOnly(yes, ports.sure);
    addAll(possible, ports.possible);
  }
  const sure = yes ?? emptyBits(0);
  const unknown = possible ?? emptyBits(0);
  removeAll(unknown, sure);
  return { yes: sure, unknown };
}

/** The peers that a party is in each of the ways in which it may be. */
export function alternativesOf(
  possibility: Possibility,
  party: Party,
): readonly (readonly number[])[] {
  const known =
    party.kind === "endpoint"
      ? possibility.reachability.universe.alternativesOf.get(party.endpoint)
      : undefined;
  return known?.classes ?? [peersOfParty(possibility, party)];
}

/** The same in one possibility: what surely and what possibly passes. */
export function portsIn(
  possibility: Possibility,
  source: Party,
  destination: Party,
): { readonly sure: Bits; readonly possible: Bits } {
  const { atoms } = possibility.reachability.universe.portSets;
  const exemption = exemptionOf(possibility, source, destination);
  const sure = atoms.all.slice();
  const possible = emptyBits(atoms.atoms.length);
  for (const from of alternativesOf(possibility, source))
    for (const to of alternativesOf(possibility, destination)) {
      const ports = portsAmong(possibility, from, to, exemption);
      keepOnly(sure, ports.sure);
      addAll(possible, ports.possible);
    }
  return exemption === "own-pod"
    ? { sure: atoms.all.slice(), possible: atoms.all }
    : { sure, possible };
}

// Of several peers on a side those that come furthest.
function portsAmong(
  { reachability }: Possibility,
  sources: readonly number[],
  destinations: readonly number[],
  exemption: Exemption,
): { readonly sure: Bits; readonly possible: Bits } {
  const { universe, apart, between, oneSide } = reachability;
  const { portSets } = universe;
  const sure = emptyBits(portSets.atoms.atoms.length);
  const possible = emptyBits(portSets.atoms.atoms.length);
  for (const from of sources)
    for (const to of destinations) {
      if (apart(from, to)) continue;
      const ports = between(from, to);
      const sent =
        exemption === "no"
          ? ports
          : openToNode(oneSide("egress", from, to), from, to, reachability);
      addAll(sure, portSets.bitsOf(exemption === "own-node" ? sent.sure : ports.sure));
      addAll(possible, portSets.bitsOf(sent.possible));
    }
  return { sure, possible };
}

// What a node sends to a pod on it, but for what a rule denies where the network plugin heeds that.
function openToNode(
  sent: PairPorts,
  from: number,
  to: number,
  reachability: Reachability,
): PairPorts {
  const { portSets } = reachability.universe;
  const denied = deniedToNode(reachability, from, to);
  return {
    sure: portSets.minus(sent.sure, denied.possible),
    possible: portSets.minus(sent.possible, denied.sure),
  };
}

/** The ports that rules of a pod deny its own node. */
export function deniedToNode(
  { universe, tiersOf }: Reachability,
  from: number,
  to: number,
): PairPorts {
  const { portSets, settings } = universe;
  let sure = portSets.none;
  let possible = portSets.none;
  if (settings.ownNode === "always") return { sure, possible };
  for (const { rules } of tiersOf("ingress", to))
    for (const { action, ports, ...peers } of rules) {
      if (action !== "deny") continue;
      if (hasBit(peers.sure, from)) sure = portSets.or(sure, ports);
      if (hasBit(peers.possible, from)) possible = portSets.or(possible, ports);
    }
  return { sure, possible };
}

/** Whether policies do not count: none inside a pod, none for ingress from the pod's own node. */
export type Exemption = "own-pod" | "own-node" | "maybe-own-node" | "no";

export function exemptionOf(
  { hostNetworkPods }: Possibility,
  source: Party,
  destination: Party,
): Exemption {
  if (source.kind !== "endpoint" || destination.kind !== "endpoint") return "no";
  if (isSamePod(source.endpoint, destination.endpoint)) return "own-pod";
  const isNode = usesNodeNetwork(source.endpoint, hostNetworkPods);
  if (!isNode || usesNodeNetwork(destination.endpoint, hostNetworkPods)) return "no";
  return onSameNode(source.endpoint, destination.endpoint);
}

/** A pod cannot be kept from itself. */
function isSamePod(source: NetworkEndpoint, destination: NetworkEndpoint): boolean {
  return source === destination && source.kind !== "template";
}

/** Whether its traffic is that of its node, as far as policies are concerned. */
export function usesNodeNetwork(
  { kind, hostNetwork }: NetworkEndpoint,
  hostNetworkPods: "pod" | "node",
): boolean {
  return kind === "node" || (hostNetwork && hostNetworkPods === "node");
}

// "Traffic is allowed … if the traffic source is the pod's local node", k8s.io/api/networking/v1/types.go.
function onSameNode(a: NetworkEndpoint, b: NetworkEndpoint): Exemption {
  if (a.nodeName === undefined || b.nodeName === undefined) return "maybe-own-node";
  return a.nodeName === b.nodeName ? "own-node" : "no";
}
