import type { Finding } from "@watertight/core/findings";
import type { PlacedFinding } from "@watertight/core/scan";
import type { Snapshot } from "@watertight/core/snapshot";
import type { Scanned } from "./model.ts";

/** Which findings of two scans of the same objects are the same; those without a counterpart are in neither map. */
export interface Sameness {
  readonly after: ReadonlyMap<Finding, Finding>;
  readonly before: ReadonlyMap<Finding, Finding>;
}

/**
 * Pairs the findings of a scan with those of a scan after changes, each with one at most. The surest signs come first, for a change
 * may move what one sign alone goes by: an item of a list that goes takes the numbers from those behind it, the first of two
 * findings in a place leaves its fingerprint to the second, and an item without a key is recognised by its content.
 */
export function samenessOf(before: Scanned, after: Scanned): Sameness {
  const pairs = { after: new Map<Finding, Finding>(), before: new Map<Finding, Finding>() };
  const [olds, news] = [signed(before), signed(after)];
  for (const level of LEVELS) {
    const waiting = new Map<string, Finding[]>();
    for (const old of olds) {
      const { finding } = old;
      if (pairs.after.has(finding)) continue;
      const key = level(old);
      const alike = waiting.get(key);
      if (alike) alike.push(finding);
      else waiting.set(key, [finding]);
    }
    for (const fresh of news) {
      const { finding } = fresh;
      if (pairs.before.has(finding)) continue;
      const old = waiting.get(level(fresh))?.shift();
      if (!old) continue;
      pairs.after.set(old, finding);
      pairs.before.set(finding, old);
    }
  }
  return pairs;
}

/** Tells which findings of a scan of the same objects are below others in this one, in what those stand for. */
export function impliedIn({ found, snapshot }: Scanned): (other: Snapshot) => IsImplied {
  const implied = new Set(
    signed({ found, snapshot }).flatMap(({ finding: { standsFor = [], object }, number }) =>
      standsFor.map(({ fingerprint }) => identityOf({ finding: { fingerprint, object }, number })),
    ),
  );
  return (other) => {
    const numbers = numbersOf(other);
    return (placed) => implied.has(identityOf(sign(placed, numbers)));
  };
}

type IsImplied = (placed: PlacedFinding) => boolean;

/**
 * Tells whether this scan says what a finding says of each of its objects. Equal objects of several worlds share a finding; when a
 * change tells them apart, each has one of its own.
 */
export function spokenOfIn({ found, snapshot }: Scanned): (other: Snapshot) => IsImplied {
  const before = numbersOf(snapshot);
  const spoken = new Set(found.flatMap((placed) => placesOf(placed, before)));
  return (other) => {
    const numbers = numbersOf(other);
    return (placed) => placesOf(placed, numbers).every((place) => spoken.has(place));
  };
}

function placesOf(
  { finding, places }: PlacedFinding,
  numbers: ReturnType<typeof numbersOf>,
): string[] {
  return places.map(({ target }) => placeOf({ finding, number: numbers.get(target) }));
}

interface Signed {
  readonly finding: Finding;
  /** Of the object; the same in all snapshots of one run. What is wrong in the configuration is in none. */
  readonly number: number | undefined;
}

const LEVELS: readonly ((signed: Signed) => string)[] = [
  (signed) => `${identityOf(signed)} ${placeOf(signed)}`,
  (signed) => `${identityOf(signed)} ${signed.number} ${signed.finding.message}`,
  placeOf,
  identityOf,
];

/** Objects without a name share their fingerprints. */
function identityOf({ finding: { fingerprint, object }, number }: Identified): string {
  return object.name === "" ? `${fingerprint} ${number}` : fingerprint;
}

interface Identified {
  readonly finding: Pick<Finding, "fingerprint" | "object">;
  readonly number: number | undefined;
}

/** What a finding says, and in which field of which object. */
function placeOf({ finding: { check, container = "", path, message }, number }: Signed): string {
  return [number, check, container, path, message].join("\n");
}

function signed({ found, snapshot }: Scanned): Signed[] {
  const numbers = numbersOf(snapshot);
  return found.map((placed) => sign(placed, numbers));
}

function sign(
  { finding, places: [place] }: PlacedFinding,
  numbers: ReturnType<typeof numbersOf>,
): Signed {
  return { finding, number: place && numbers.get(place.target) };
}

/** The number of each object in the snapshot. */
export function numbersOf({ objects }: Snapshot): ReadonlyMap<Snapshot["objects"][number], number> {
  return new Map(objects.map((object, number) => [object, number]));
}
