import type { NamedLabels } from "../kubernetes/pod-labels.ts";
import { type AddressAtoms, createAddressAtoms, type NamedRange } from "./address-atoms.ts";
import type { AddressRange } from "./addresses.ts";
import { type Bits, fullBits } from "./bits.ts";
import { type LabelFilter, seesNamespaceLabel, seesPodLabel } from "./cilium-labels.ts";
import { type KnownTraits, type Partition, partitionEndpoints } from "./classes.ts";
import { type Distinguished, distinguishedBy } from "./distinguished.ts";
import { type NamedPortsOf, type NetworkEndpoint, namedPortsOf } from "./endpoint.ts";
import type { AskedValues, Attribute } from "./endpoint-query.ts";
import { createPeers, type PeerBits } from "./peers.ts";
import type { CompiledPolicy, Peer } from "./policy.ts";
import { createPortSets, type PortSets } from "./port-sets.ts";
import { createPortAtoms } from "./ports.ts";
import { createSelection, type Select } from "./selection.ts";

/** How a network plugin takes endpoints, where plugins differ. */
export interface UniverseSettings {
  /** Whether selectors of pods see pods on the host's network. */
  readonly hostNetworkPods: "pod" | "node";
  /** Whether a range of addresses matches pods whose addresses lie in it. */
  readonly ipBlocksMatchPods: boolean;
  /** The same for nodes and what shares their network. */
  readonly ipBlocksMatchNodes: boolean;
  /** Where pods of unknown address lie; empty: anywhere in IPv4. */
  readonly podRanges: readonly AddressRange[];
  readonly namedPorts: NamedPortsOf;
  /** Whether a rule that denies holds for what comes from a pod's own node. */
  readonly ownNode: "always" | "unless-denied";
  readonly labelFilter?: LabelFilter;
  /** Where the same endpoints are taken in several ways. */
  readonly knownTraits?: KnownTraits;
}

/** Who can be a peer: the classes of endpoints, then the atoms of addresses. A set of peers is bits of these. */
export interface Universe extends Partition {
  readonly settings: UniverseSettings;
  readonly addresses: AddressAtoms;
  readonly portSets: PortSets;
  /** Number of peers. */
  readonly size: number;
  readonly everyone: Bits;
  /** Labels that policies read and that the network plugin leaves out. */
  readonly hidden: ReadonlySet<Attribute>;
  readonly select: Select;
  readonly peersOf: (peers: "any" | readonly Peer[]) => PeerBits;
  /** Whether what these policies tell apart is apart here, so that they need no other universe. */
  readonly tellsApart: (policies: readonly CompiledPolicy[]) => boolean;
}

export function createUniverse(
  endpoints: readonly NetworkEndpoint[],
  policies: readonly CompiledPolicy[],
  settings: UniverseSettings,
): Universe {
  const read = distinguishedBy(policies);
  const addresses = createAddressAtoms(read.ranges);
  const hidden = hiddenBy(settings.labelFilter, read.attributes);
  const partition = partitionEndpoints(endpoints, {
    attributes: [...read.attributes],
    varying: namedLabelsOf(read, settings.labelFilter),
    portNames: read.portNames,
    addresses,
    byAddress: read.ranges.length > 0,
    hostNetworkPods: settings.hostNetworkPods,
    podRanges: settings.podRanges,
    namedPorts: settings.namedPorts,
    hidden,
    known: settings.knownTraits,
  });
  const { classes } = partition;
  // Of all endpoints, so that the atoms do not depend on how pods on the host's network are taken.
  const named = endpoints.flatMap((endpoint) =>
    namedPortsOf(endpoint, settings.namedPorts)
      .filter(({ name }) => read.portNames.has(name))
      .map(({ protocol, port }) => ({ protocol, from: port, to: port })),
  );
  const portSets = createPortSets(createPortAtoms([...read.ports, ...named]));
  const size = classes.length + addresses.atoms.length;
  const select = createSelection(classes, size);
  return {
    ...partition,
    settings,
    addresses,
    portSets,
    size,
    everyone: fullBits(size),
    hidden,
    select,
    peersOf: createPeers({ classes, addresses, settings, select }),
    tellsApart: (others) => isCovered(distinguishedBy(others), read, { addresses, portSets }),
  };
}

// Of those that policies see.
function namedLabelsOf(
  { controllerLabels }: Distinguished,
  filter: LabelFilter | undefined,
): NamedLabels {
  const named = [...controllerLabels].map(
    ([attribute, asked]) => [attribute.slice("label:".length), asked] as const,
  );
  return new Map(named.filter(([key]) => !filter || seesPodLabel(filter, key)));
}

/** The labels that policies read and the network plugin leaves out. */
function hiddenBy(
  filter: LabelFilter | undefined,
  attributes: ReadonlySet<Attribute>,
): ReadonlySet<Attribute> {
  if (!filter) return new Set();
  return new Set(
    [...attributes].filter((attribute) => {
      const key = attribute.slice(attribute.indexOf(":") + 1);
      if (attribute.startsWith("label:")) return !seesPodLabel(filter, key);
      return attribute.startsWith("namespaceLabel:") && !seesNamespaceLabel(filter, key);
    }),
  );
}

function isCovered(
  wanted: Distinguished,
  read: Distinguished,
  { addresses, portSets }: Pick<Universe, "addresses" | "portSets">,
): boolean {
  const isCut = ({ direction, range }: NamedRange): boolean => {
    const atoms = addresses.atomsOf(range) ?? [];
    const [first] = atoms;
    const next = (atoms.at(-1) ?? 0) + 1;
    return (
      first !== undefined && addresses.isCut(direction, first) && addresses.isCut(direction, next)
    );
  };
  return (
    [...wanted.attributes].every((attribute) => read.attributes.has(attribute)) &&
    [...wanted.controllerLabels].every(([attribute, asked]) =>
      isAsked(asked, read.controllerLabels.get(attribute)),
    ) &&
    [...wanted.portNames].every((name) => read.portNames.has(name)) &&
    portSets.atoms.bitsOf(wanted.ports) !== undefined &&
    // Without any range the families are not apart, which a range of all addresses of one needs.
    (wanted.ranges.length === 0 || read.ranges.length > 0) &&
    wanted.ranges.every(isCut)
  );
}

function isAsked({ values, tests }: AskedValues, known: AskedValues | undefined): boolean {
  return (
    known !== undefined &&
    [...values].every((value) => known.values.has(value)) &&
    [...tests.keys()].every((key) => known.tests.has(key))
  );
}
