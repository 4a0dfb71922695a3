import type { Cluster } from "../cluster/cluster.ts";
import { compareSeverity, type Finding, type Namesakes } from "../findings/finding.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Location, nameOfOrigin, renderingOf } from "../snapshot/origin.ts";
import { identityOf, showsSame } from "../snapshot/ownership.ts";
import { rememberingEach } from "../snapshot/remembering.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { PlacedFinding } from "./placed-finding.ts";

/** The world of an object: what was chosen and holds it, else the world's own name. */
function worldOf({ origin }: SnapshotObject, { world, parts }: Cluster): string {
  const place = renderingOf(origin)?.from ?? nameOfOrigin(origin);
  return parts.find((part) => place === part || place.startsWith(`${part}/`)) ?? world;
}

/** Tells which other objects of the same name, but different ones, the worlds hold. */
export function createNamesakes(
  clusters: readonly Cluster[],
): (target: SnapshotObject) => Namesakes | undefined {
  const found = new Map<SnapshotObject, Namesakes>();
  const objects = new Set(
    clusters.flatMap(({ snapshot, judges }) => snapshot.objects.filter(judges)),
  );
  for (const those of groupedBy(objects, identityOf).values()) {
    if (those.length < 2 || those[0]?.reference.name === "") continue;
    const distinct: SnapshotObject[] = [];
    for (const each of those) {
      if (!distinct.some((other) => showsSame(other, each))) distinct.push(each);
    }
    if (distinct.length < 2) continue;
    const named = namedApart(those);
    const all = [...named.values()];
    for (const [each, own] of named) found.set(each, { own, all });
  }
  return (target) => found.get(target);
}

/** Each object by its file, those of one file by their number in it. */
function namedApart(objects: readonly SnapshotObject[]): ReadonlyMap<SnapshotObject, string> {
  const named = new Map<SnapshotObject, string>();
  for (const [file, those] of groupedBy(objects, ({ origin }) => nameOfOrigin(origin))) {
    for (const [index, each] of those.entries()) {
      named.set(each, index === 0 ? file : `${file}#${index + 1}`);
    }
  }
  return named;
}

/** A finding of one world, or of several in which it is the very same. */
export interface FoundFinding extends PlacedFinding {
  /** The object that it names, by which its world is known; absent for what is wrong with an exception. */
  readonly shown?: SnapshotObject;
}

/** The findings of one world, object by object. */
export interface WorldFindings {
  readonly cluster: Cluster;
  readonly groups: () => Iterable<readonly FoundFinding[]>;
}

/** The findings of all worlds; what several of them show of the same object is one finding that names them. */
export function* joined(worlds: readonly WorldFindings[]): Generator<PlacedFinding> {
  const [only, ...others] = worlds;
  if (only && others.length === 0) {
    const worldOfFinding = worldNames(only.cluster);
    for (const found of only.groups()) {
      for (const placed of found) yield inWorlds(placed, worldOfFinding(placed));
    }
    return;
  }
  for (const { placed, worlds: names } of joinedOfAll(worlds)) yield inWorlds(placed, [...names]);
}

function joinedOfAll(worlds: readonly WorldFindings[]): readonly Joined[] {
  const byFingerprint = new Map<string, Joined[]>();
  const known = new Map<FoundFinding, Joined>();
  const add = (placed: FoundFinding, names: readonly string[]): void => {
    const all = known.get(placed) ?? joinedWith(placed, byFingerprint);
    known.set(placed, all);
    for (const name of names) all.worlds.add(name);
  };
  for (const { cluster, groups } of worlds) {
    const worldOfFinding = worldNames(cluster);
    for (const found of groups()) {
      for (const placed of found) add(placed, worldOfFinding(placed));
    }
    // Twenty worlds of a thousand objects are too much to be kept together.
    cluster.forget();
  }
  return [...byFingerprint.values()].flat();
}

/** One weakness of all worlds. */
interface Joined {
  placed: PlacedFinding;
  readonly worlds: Set<string>;
}

function joinedWith(placed: PlacedFinding, byFingerprint: Map<string, Joined[]>): Joined {
  const { fingerprint } = placed.finding;
  const known = byFingerprint.get(fingerprint) ?? [];
  byFingerprint.set(fingerprint, known);
  const same = known.find((other) => isSameWeakness(other.placed, placed));
  if (same) {
    same.placed = together(same.placed, placed);
    return same;
  }
  const anew = { placed, worlds: new Set<string>() };
  known.push(anew);
  return anew;
}

const NONE: readonly never[] = [];

/** The name of the world that a finding is of, looked up once an object; none where the input is one world. */
function worldNames(cluster: Cluster): (found: FoundFinding) => readonly string[] {
  const names = new Map<SnapshotObject, readonly string[]>();
  return ({ shown }) => {
    if (cluster.world === "" || !shown) return NONE;
    const known = names.get(shown) ?? [worldOf(shown, cluster)];
    names.set(shown, known);
    return known;
  };
}

function inWorlds(placed: PlacedFinding, worlds: readonly string[]): PlacedFinding {
  if (worlds.length === 0) return placed;
  return { finding: { ...placed.finding, worlds }, places: placed.places };
}

function isSameWeakness(a: PlacedFinding, b: PlacedFinding): boolean {
  const [first] = a.places;
  const [second] = b.places;
  if (!first || !second) return false;
  return (
    first.target === second.target ||
    (a.finding.message === b.finding.message && isSameObject(first.target, second.target))
  );
}

/** An object has dozens of findings, and each of them asks. */
function isSameObject(a: SnapshotObject, b: SnapshotObject): boolean {
  const known = knownSamenessOf(a);
  const same = known.get(b) ?? showsSame(a, b);
  known.set(b, same);
  return same;
}

const knownSamenessOf = rememberingEach(
  (_target: SnapshotObject): Map<SnapshotObject, boolean> => new Map(),
);

/** The worse of the two, with the places of both; it is accepted where both are. */
function together(a: PlacedFinding, b: PlacedFinding): PlacedFinding {
  const isFirst =
    a.finding.exception === undefined
      ? b.finding.exception !== undefined ||
        compareSeverity(a.finding.severity, b.finding.severity) >= 0
      : b.finding.exception !== undefined;
  const [shown, other] = isFirst ? [a, b] : [b, a];
  const targets = new Set(shown.places.map(({ target }) => target));
  return {
    finding: { ...shown.finding, alsoAt: furtherPlaces(shown.finding, other.finding) },
    places: [...shown.places, ...other.places.filter(({ target }) => !targets.has(target))],
  };
}

function furtherPlaces(shown: Finding, other: Finding): readonly Location[] {
  const known = new Set([shown.location, ...shown.alsoAt].map(placeKey));
  return [
    ...shown.alsoAt,
    ...[other.location, ...other.alsoAt].filter((location) => !known.has(placeKey(location))),
  ];
}

function placeKey({ file, line, column, renderedFrom = "" }: Location): string {
  return `${renderedFrom}\n${file}:${line}:${column}`;
}
