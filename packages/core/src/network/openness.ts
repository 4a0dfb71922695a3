import { hasBit, keepOnly } from "./bits.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { EndpointQuery } from "./endpoint-query.ts";
import type { PairPorts } from "./evaluate.ts";
import type { NetworkAnalysis } from "./model.ts";
import type { Direction } from "./policy.ts";
import { joinedRanges, type PortRange } from "./ports.ts";
import type { Reachability } from "./reachability.ts";

/** What the policies that hold for an endpoint make of it in one direction, whatever those of its peers say. */
export interface Openness {
  /** Policies about the endpoint, and surely all its pods, in this direction. */
  readonly policies: number;
  /** The same in any direction. */
  readonly policiesInAll: number;
  /** Whether there are policies about the endpoint at all, be it that they select some of its pods, or may. */
  readonly hasPoliciesOfSome: boolean;
  /** Whether every peer surely passes on every port. */
  readonly isOpen: boolean;
  /** Whether surely no peer passes on any port: policies allow nothing at all. */
  readonly isShut: boolean;
  /** Whether one of the policies in this direction chooses the endpoint by its labels, and not all pods of a namespace. */
  readonly isChosenByLabels: boolean;
  /** The ports on which a pod surely passes of which nothing is known: any pod of any namespace. */
  readonly portsOfAnyPod: readonly PortRange[];
}

/** Tells the openness of endpoints of a network, each class of them once; undefined for an endpoint that is not of it. */
export function createOpenness({
  possibilities,
  hasIpv6,
}: Pick<NetworkAnalysis, "possibilities" | "hasIpv6">): (
  endpoint: NetworkEndpoint,
  direction: Direction,
) => Openness | undefined {
  const known = new Map<string, Openness | undefined>();
  const [first] = possibilities;

  function judged(endpoint: NetworkEndpoint, direction: Direction): Openness | undefined {
    // It holds what is so in every way in which the cluster may be, and for both families of addresses.
    const [part, ...others] = possibilities.flatMap(({ reachability }) =>
      (reachability.universe.classesOf.get(endpoint) ?? []).map((index) =>
        opennessOfClass(index, reachability, direction, hasIpv6),
      ),
    );
    if (!part) return undefined;
    const isUncertain = first?.reachability.universe.alternativesOf.has(endpoint) === true;
    const parts = [part, ...others];
    const passing = part.passing.slice();
    for (const other of others) keepOnly(passing, other.passing);
    // Where labels differ from pod to pod, those that every pod has.
    const counted = isUncertain ? parts : [part];
    const { isChosenByLabels, ports } = part;
    return {
      policies: Math.min(...counted.map(({ policies }) => policies)),
      policiesInAll: Math.min(...counted.map(({ policiesInAll }) => policiesInAll)),
      hasPoliciesOfSome: parts.some(({ policiesInAll }) => policiesInAll > 0),
      isOpen: parts.every(({ isOpen }) => isOpen),
      isShut: parts.every(({ isShut }) => isShut),
      isChosenByLabels,
      portsOfAnyPod: joinedRanges(ports.filter((_, atom) => hasBit(passing, atom))),
    };
  }

  return (endpoint, direction) => {
    // Endpoints of one class may be of two in another possibility: on the host's network, or in another namespace.
    const classes = possibilities.map(
      ({ reachability }) => reachability.universe.classesOf.get(endpoint)?.join() ?? "",
    );
    const key = `${direction} ${endpoint.hostNetwork} ${classes.join(" ")}`;
    const openness = known.has(key) ? known.get(key) : judged(endpoint, direction);
    known.set(key, openness);
    return openness;
  };
}

interface ClassOpenness extends Omit<Openness, "portsOfAnyPod" | "hasPoliciesOfSome"> {
  /** The atoms of ports on which any pod passes. */
  readonly passing: Uint32Array;
  readonly ports: readonly PortRange[];
}

function opennessOfClass(
  index: number,
  { universe, policiesOf, oneSide, apart }: Reachability,
  direction: Direction,
  hasIpv6: boolean,
): ClassOpenness {
  const { portSets, classes, addresses } = universe;
  const held = policiesOf(direction, index);
  const policies = held.length;
  const others = policiesOf(direction === "ingress" ? "egress" : "ingress", index).length;
  // What has no network in common with it, or no address in the cluster, is no peer.
  const isThere = (peer: number): boolean =>
    (hasIpv6 || addresses.atoms[peer - classes.length]?.family !== 6) && !apart(index, peer);
  const anyPod = classes.findIndex(({ kind }) => kind === "unidentified");
  const everyPeer = (passes: (ports: PairPorts) => boolean): boolean => {
    for (let peer = 0; peer < universe.size; peer++)
      if (isThere(peer) && !passes(oneSide(direction, index, peer))) return false;
    return true;
  };
  // Whom no policy holds in this direction is open to everybody.
  const isOpen = policies === 0 || everyPeer(({ sure }) => sure === portSets.all);
  const isShut = !isOpen && everyPeer(({ possible }) => possible === portSets.none);
  return {
    policies,
    policiesInAll: policies + others,
    isOpen,
    isShut,
    isChosenByLabels: held.some(({ subject }) => readsLabels(subject.query)),
    passing: portSets.bitsOf(anyPod < 0 ? portSets.none : oneSide(direction, index, anyPod).sure),
    ports: portSets.atoms.atoms,
  };
}

function readsLabels(query: EndpointQuery): boolean {
  switch (query.is) {
    case "all":
      return false;
    case "not":
      return readsLabels(query.query);
    case "and":
    case "or":
      return query.queries.some(readsLabels);
    case "in":
    case "present":
    case "test":
      return query.attribute.startsWith("label:");
  }
}
