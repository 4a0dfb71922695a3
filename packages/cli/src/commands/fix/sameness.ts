import type { Finding, PlacedFinding, Snapshot } from "@watertight/core";
import type { Scanned } from "./judge.ts";

/** Tells whether a finding is one of those that it was made of. */
export type IsAmong = (placed: PlacedFinding) => boolean;

/**
 * Findings of one snapshot to be recognised in another of the same objects: by their fingerprint, what they stand for included,
 * or, where a fix changes by what an object is recognised (its API group), by object, place and words.
 */
export function among({ found, snapshot }: Scanned): (other: Snapshot) => IsAmong {
  const fingerprints = new Set(
    found.flatMap(({ finding: { fingerprint, standsFor = [] } }) => [
      fingerprint,
      ...standsFor.map((implied) => implied.fingerprint),
    ]),
  );
  const placeOf = placesOf(snapshot);
  const places = new Set(found.flatMap((placed) => placeOf(placed) ?? []));
  return (other) => {
    const otherPlaceOf = placesOf(other);
    return (placed) => {
      const place = otherPlaceOf(placed);
      return (
        fingerprints.has(placed.finding.fingerprint) || (place !== undefined && places.has(place))
      );
    };
  };
}

/** Objects have the same number in all snapshots of one run. */
function placesOf(snapshot: Snapshot): (placed: PlacedFinding) => string | undefined {
  const numbers = new Map(snapshot.objects.map((object, number) => [object, number]));
  return ({ finding, places }) => {
    const number = places[0] && numbers.get(places[0].target);
    return number === undefined ? undefined : keyOf(finding, number);
  };
}

function keyOf({ check, container, path, message }: Finding, object: number): string {
  return JSON.stringify([object, check, container ?? null, path, message]);
}
