import { type AddressAtoms, rangeMembership } from "./address-atoms.ts";
import type { AddressRange } from "./addresses.ts";
import {
  addAll,
  type Bits,
  emptyBits,
  fullBits,
  isEmpty,
  keepOnly,
  removeAll,
  sameBits,
  setBit,
} from "./bits.ts";
import type { EndpointClass } from "./classes.ts";
import { type EndpointQuery, EVERY_ENDPOINT, selectsUnidentified } from "./endpoint-query.ts";
import type { Peer } from "./policy.ts";
import type { Select } from "./selection.ts";

/** `sure` are the peers that match, `possible` those that may. Do not change them. */
export interface PeerBits {
  readonly sure: Bits;
  readonly possible: Bits;
}

interface Cluster {
  readonly classes: readonly EndpointClass[];
  readonly addresses: AddressAtoms;
  /** Whether a range of addresses matches pods and nodes whose addresses lie in it. */
  readonly settings: { readonly ipBlocksMatchPods: boolean; readonly ipBlocksMatchNodes: boolean };
  readonly select: Select;
}

export function createPeers(cluster: Cluster): (peers: "any" | readonly Peer[]) => PeerBits {
  const size = cluster.classes.length + cluster.addresses.atoms.length;
  const everyone = fullBits(size);
  const external = emptyBits(size);
  for (let index = cluster.classes.length; index < size; index++) setBit(external, index);
  // What runs on a node of unknown labels may be on one that is selected.
  const unplaced = emptyBits(size);
  for (const [index, { kind, nodeKnown }] of cluster.classes.entries())
    if (kind === "host" && !nodeKnown) setBit(unplaced, index);
  const unidentified = cluster.select("unidentified", EVERY_ENDPOINT);
  const allIdentified = isEmpty(unidentified);
  const places = placesOf(cluster.classes, size);
  const add = (peer: Peer, sure: Bits, possible: Bits): void => {
    switch (peer.kind) {
      case "pods":
        addBoth(cluster.select("pod", peer.query), sure, possible);
        addUnidentified(peer.query, unidentified, sure, possible);
        return;
      case "nodes":
        addBoth(cluster.select("host", peer.query), sure, possible);
        addAll(possible, unplaced);
        return;
      case "addresses":
        addAddresses(peer, { ...cluster, places }, sure, possible);
        return;
      case "external":
        addBoth(external, sure, possible);
        return;
      case "unknown":
        addAll(possible, peer.among === "any" ? everyone : external);
        return;
      case "perhaps":
        addAll(possible, bitsOf([peer.peer]).possible);
        return;
      case "every": {
        const parts = peer.peers.map((each) => bitsOf([each]));
        addAll(
          sure,
          intersection(
            parts.map((part) => part.sure),
            everyone,
          ),
        );
        addAll(
          possible,
          intersection(
            parts.map((part) => part.possible),
            everyone,
          ),
        );
        return;
      }
      case "not": {
        const inner = bitsOf([peer.peer]);
        addAll(sure, complement(inner.possible, everyone));
        addAll(possible, complement(inner.sure, everyone));
      }
    }
  };
  const bitsOf = (peers: readonly Peer[]): PeerBits => {
    if (allIdentified && peers.every(({ kind }) => kind === "pods")) return podsAmong(peers);
    const sure = emptyBits(size);
    const possible = emptyBits(size);
    for (const peer of peers) add(peer, sure, possible);
    return { sure, possible: sameBits(sure, possible) ? sure : possible };
  };
  // What most policies say is known of every peer, so that it is one set.
  const podsAmong = (peers: readonly Peer[]): PeerBits => {
    const selected = peers.flatMap((peer) =>
      peer.kind === "pods" ? [cluster.select("pod", peer.query)] : [],
    );
    const [only] = selected;
    if (only && selected.length === 1) return { sure: only, possible: only };
    const bits = emptyBits(size);
    for (const each of selected) addAll(bits, each);
    return { sure: bits, possible: bits };
  };
  return (peers) => (peers === "any" ? { sure: everyone, possible: everyone } : bitsOf(peers));
}

function intersection(parts: readonly Bits[], everyone: Bits): Bits {
  const bits = everyone.slice();
  for (const part of parts) keepOnly(bits, part);
  return bits;
}

function complement(part: Bits, everyone: Bits): Bits {
  const bits = everyone.slice();
  removeAll(bits, part);
  return bits;
}

function addUnidentified(
  query: EndpointQuery,
  unidentified: Bits,
  sure: Bits,
  possible: Bits,
): void {
  const selected = selectsUnidentified(query);
  if (selected === "yes") addAll(sure, unidentified);
  if (selected !== "no") addAll(possible, unidentified);
}

function addBoth(bits: Bits, sure: Bits, possible: Bits): void {
  addAll(sure, bits);
  addAll(possible, bits);
}

function addAddresses(
  { ranges, pods }: Extract<Peer, { kind: "addresses" }>,
  { classes, addresses, settings, places }: Cluster & { readonly places: readonly Place[] },
  sure: Bits,
  possible: Bits,
): void {
  for (const atom of ranges.flatMap((range) => addresses.atomsOf(range) ?? [])) {
    setBit(sure, classes.length + atom);
    setBit(possible, classes.length + atom);
  }
  const matches = {
    pod: pods && settings.ipBlocksMatchPods,
    unidentified: pods && settings.ipBlocksMatchPods,
    host: settings.ipBlocksMatchNodes,
  };
  for (const { kind, among, members } of places) {
    const membership = matches[kind] ? rangeMembership(among, ranges) : "no";
    if (membership === "yes") addAll(sure, members);
    if (membership !== "no") addAll(possible, members);
  }
}

interface Place {
  readonly kind: EndpointClass["kind"];
  readonly among: readonly AddressRange[];
  readonly members: Bits;
}

// Few classes differ in where their addresses lie, as far as policies can tell.
function placesOf(classes: readonly EndpointClass[], size: number): readonly Place[] {
  const places = new Map<string, Place>();
  for (const [index, { kind, among }] of classes.entries()) {
    const ranges = among.map(({ family, first, last }) => `${family} ${first}-${last}`);
    const key = [kind, ...ranges].join();
    const place = places.get(key) ?? { kind, among, members: emptyBits(size) };
    places.set(key, place);
    setBit(place.members, index);
  }
  return [...places.values()];
}
