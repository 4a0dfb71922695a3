import type { Cluster } from "../cluster/cluster.ts";
import { compareSeverity, type Finding, type Namesakes } from "../findings/finding.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Location, nameOfOrigin, renderingOf } from "../snapshot/origin.ts";
import { identityOf, showsSame } from "../snapshot/ownership.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { PlacedFinding } from "./placed-finding.ts";

/** The world of an object: what was chosen and holds it, else the world's own name. */
export function worldOf({ origin }: SnapshotObject, { world, parts }: Cluster): string {
  const place = renderingOf(origin)?.from ?? nameOfOrigin(origin);
  return parts.find((part) => place === part || place.startsWith(`${part}/`)) ?? world;
}

/** Tells which other objects of the same name, but different ones, the worlds hold. */
export function createNamesakes(
  clusters: readonly Cluster[],
): (target: SnapshotObject) => Namesakes | undefined {
  const found = new Map<SnapshotObject, Namesakes>();
  const objects = new Set(clusters.flatMap(({ snapshot }) => snapshot.objects));
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

/** The findings of all worlds; what several of them show of the same object is one finding that names them. */
export function* joined(
  worlds: readonly (() => Iterable<PlacedFinding>)[],
): Generator<PlacedFinding> {
  const [only, ...others] = worlds;
  if (only && others.length === 0) {
    yield* only();
    return;
  }
  const byFingerprint = new Map<string, PlacedFinding[]>();
  for (const findings of worlds) {
    for (const placed of findings()) {
      const known = byFingerprint.get(placed.finding.fingerprint) ?? [];
      const same = known.findIndex((other) => isSameWeakness(other, placed));
      const other = known[same];
      if (other) known[same] = together(other, placed);
      else known.push(placed);
      byFingerprint.set(placed.finding.fingerprint, known);
    }
  }
  for (const known of byFingerprint.values()) yield* known;
}

function isSameWeakness(a: PlacedFinding, b: PlacedFinding): boolean {
  const [first] = a.places;
  const [second] = b.places;
  if (!first || !second) return false;
  return (
    first.target === second.target ||
    (a.finding.message === b.finding.message && showsSame(first.target, second.target))
  );
}

/** The worse of the two, with the places and worlds of both; it is accepted where both are. */
function together(a: PlacedFinding, b: PlacedFinding): PlacedFinding {
  const isFirst =
    a.finding.exception === undefined
      ? b.finding.exception !== undefined ||
        compareSeverity(a.finding.severity, b.finding.severity) >= 0
      : b.finding.exception !== undefined;
  const [shown, other] = isFirst ? [a, b] : [b, a];
  const worlds = [...new Set([...(a.finding.worlds ?? []), ...(b.finding.worlds ?? [])])];
  if (a.finding.location === b.finding.location && a.places.length + b.places.length === 2) {
    return { finding: { ...shown.finding, worlds }, places: shown.places };
  }
  const targets = new Set(shown.places.map(({ target }) => target));
  return {
    finding: {
      ...shown.finding,
      alsoAt: furtherPlaces(shown.finding, other.finding),
      worlds,
    },
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
