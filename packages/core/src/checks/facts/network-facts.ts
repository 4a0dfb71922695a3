import type { Violation } from "../../findings/finding.ts";
import { createNetworkAnalysis } from "../../network/analysis.ts";
import { hasBit } from "../../network/bits.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import type { EndpointQuery } from "../../network/endpoint-query.ts";
import { policyRemarksOf } from "../../network/lint/lint.ts";
import type { NetworkRemarkRule } from "../../network/lint/remark.ts";
import type { NetworkAnalysis } from "../../network/model.ts";
import type { Direction } from "../../network/policy.ts";
import { joinedRanges, type PortRange } from "../../network/ports.ts";
import type { Reachability } from "../../network/reachability.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { groupedBy, perSnapshot } from "./per-snapshot.ts";

/** The network of a snapshot, with a pod in it of which nothing is known. */
export const networkOf: (snapshot: Snapshot) => NetworkAnalysis = perSnapshot((snapshot) =>
  createNetworkAnalysis(snapshot, { anyPod: true }),
);

/** The Services of a snapshot by name, of whatever namespace. */
export const servicesByName: (
  snapshot: Snapshot,
) => ReadonlyMap<string, readonly SnapshotObject[]> = perSnapshot((snapshot) =>
  groupedBy(snapshot.ofKind("", "Service"), ({ reference }) => reference.name),
);

/** What the linter of network policies says of an object under one rule, as violations. */
export function* remarksAsViolations(
  { reference }: SnapshotObject,
  snapshot: Snapshot,
  rule: NetworkRemarkRule,
): Generator<Violation> {
  for (const remark of remarksByObject(snapshot).get(reference) ?? [])
    if (remark.rule === rule) yield { path: remark.path, message: remark.message };
}

const remarksByObject = perSnapshot((snapshot) =>
  groupedBy(policyRemarksOf(networkOf(snapshot)), ({ object }) => object),
);

const endpointsByObject = perSnapshot((snapshot) =>
  groupedBy(networkOf(snapshot).endpoints, ({ object }) => object),
);

/** What policies make of a pod in one direction. */
export interface PodOpenness {
  readonly endpoint: NetworkEndpoint;
  /** Policies about the pod in this direction. */
  readonly policies: number;
  /** Policies about the pod in any direction. */
  readonly policiesInAll: number;
  /** Whether every peer surely passes on every port. */
  readonly isOpen: boolean;
  /** Whether surely no peer passes on any port: policies allow nothing at all. */
  readonly isShut: boolean;
  /** Whether one of the policies in this direction chooses the pod by its labels, and not all pods of a namespace. */
  readonly isChosenByLabels: boolean;
  /** The ports on which a pod surely passes of which nothing is known: any pod of any namespace. */
  readonly portsOfAnyPod: readonly PortRange[];
}

/** The same for every pod that an object describes and that policies can hold. */
export function* opennessOf(
  { reference }: SnapshotObject,
  snapshot: Snapshot,
  direction: Direction,
): Generator<PodOpenness> {
  const [possibility] = networkOf(snapshot).possibilities;
  if (!possibility) return;
  const { reachability } = possibility;
  for (const endpoint of endpointsByObject(snapshot).get(reference) ?? []) {
    if (endpoint.kind === "node" || endpoint.hostNetwork) continue;
    const [index] = reachability.universe.classesOf.get(endpoint) ?? [];
    if (index === undefined) continue;
    yield { endpoint, ...opennessOfClass(index, reachability, direction) };
  }
}

type ClassOpenness = Omit<PodOpenness, "endpoint">;

const opennessKnown = new WeakMap<Reachability, Map<string, ClassOpenness>>();

/** Once a class of pods: several checks ask about all pods of all classes. */
function opennessOfClass(
  index: number,
  reachability: Reachability,
  direction: Direction,
): ClassOpenness {
  const known = opennessKnown.get(reachability) ?? new Map<string, ClassOpenness>();
  opennessKnown.set(reachability, known);
  const key = `${direction} ${index}`;
  const openness = known.get(key) ?? judgedOpenness(index, reachability, direction);
  known.set(key, openness);
  return openness;
}

function judgedOpenness(
  index: number,
  { universe, policiesOf, oneSide }: Reachability,
  direction: Direction,
): ClassOpenness {
  const { portSets } = universe;
  const held = policiesOf(direction, index);
  const policies = held.length;
  const others = policiesOf(direction === "ingress" ? "egress" : "ingress", index).length;
  const anyPod = universe.classes.findIndex(({ kind }) => kind === "unidentified");
  const passing = portSets.bitsOf(
    anyPod < 0 ? portSets.none : oneSide(direction, index, anyPod).sure,
  );
  let isOpen = true;
  for (let peer = 0; peer < universe.size && isOpen; peer++)
    isOpen = oneSide(direction, index, peer).sure === portSets.all;
  const portsOfAnyPod = joinedRanges(
    portSets.atoms.atoms.filter((_, atom) => hasBit(passing, atom)),
  );
  let isShut = policies > 0 && !isOpen;
  for (let peer = 0; peer < universe.size && isShut; peer++)
    isShut = oneSide(direction, index, peer).possible === portSets.none;
  const isChosenByLabels = held.some(({ subject }) => readsLabels(subject.query));
  return {
    policies,
    policiesInAll: policies + others,
    isOpen,
    isShut,
    isChosenByLabels,
    portsOfAnyPod,
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

/** `TCP 80, TCP 8080-8090`; `every port`. */
export function portsText(ranges: readonly PortRange[]): string {
  if (ranges.length === 3 && ranges.every(({ from, to }) => from === 1 && to === 65_535))
    return "every port";
  return ranges
    .map(({ protocol, from, to }) => `${protocol} ${from === to ? from : `${from}-${to}`}`)
    .join(", ");
}
