import { rememberingEach } from "../snapshot/remembering.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { POLICY_OBJECT_KINDS } from "./compile/index.ts";
import type { NetworkEndpoint } from "./endpoint.ts";
import type { Reachability } from "./reachability.ts";

/**
 * The snapshot as it would be if what names no namespace were in each of those that its pods and policies name; empty where
 * every pod and policy names one, or none does: then they are together, wherever that is.
 */
export function placementsOf(snapshot: Snapshot): readonly Snapshot[] {
  const judged = snapshot.viewed(placedView).filter(isPodOrPolicy);
  const unplaced = new Set(judged.filter(({ reference }) => reference.namespace === undefined));
  if (unplaced.size === 0) return [];
  const namespaces = new Set(judged.flatMap(({ reference }) => reference.namespace ?? []));
  return Array.from(namespaces, (namespace) =>
    snapshot.only(
      snapshot.objects.map((entry) => (unplaced.has(entry) ? placedIn(entry, namespace) : entry)),
    ),
  );
}

function placedView(entry: SnapshotObject): unknown {
  return [isPodOrPolicy(entry), entry.reference.namespace ?? null];
}

/** The same for every snapshot that shows the object. */
function placedIn(entry: SnapshotObject, namespace: string): SnapshotObject {
  const places = knownPlacesOf(entry);
  const known = places.get(namespace);
  // Of a followed cluster an entry's object may be another one by now.
  if (known?.object === entry.object) return known;
  const placed = { ...entry, reference: { ...entry.reference, namespace } };
  places.set(namespace, placed);
  return placed;
}

const knownPlacesOf = rememberingEach(
  (_entry: SnapshotObject): Map<string, SnapshotObject> => new Map(),
);

const CLUSTER_SCOPED = /^(?:Admin|BaselineAdmin|Cluster|Global|CiliumClusterwide)/;

function isPodOrPolicy({ object, podTemplates }: SnapshotObject): boolean {
  if (podTemplates.length > 0) return true;
  const { apiVersion, kind } = object;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
  return POLICIES.has(`${group}/${kind}`) && !CLUSTER_SCOPED.test(kind);
}

const POLICIES: ReadonlySet<string> = new Set(POLICY_OBJECT_KINDS);

/** What was computed of endpoints elsewhere, asked by the endpoints as they are; undefined where they are not the same ones. */
export function askedBy(
  endpoints: readonly NetworkEndpoint[],
  elsewhere: readonly NetworkEndpoint[],
  reachability: Reachability,
): Reachability | undefined {
  const { universe } = reachability;
  if (endpoints.length !== elsewhere.length) return undefined;
  const classesOf = new Map(universe.classesOf);
  const alternativesOf = new Map(universe.alternativesOf);
  for (const [index, endpoint] of endpoints.entries()) {
    const other = elsewhere[index];
    const classes = other && universe.classesOf.get(other);
    if (other?.workload.name !== endpoint.workload.name || classes === undefined) return undefined;
    classesOf.set(endpoint, classes);
    const alternatives = universe.alternativesOf.get(other);
    if (alternatives) alternativesOf.set(endpoint, alternatives);
  }
  return { ...reachability, universe: { ...universe, classesOf, alternativesOf } };
}
