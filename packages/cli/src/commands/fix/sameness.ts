import type { Finding, Snapshot } from "@watertight/core";
import type { Scanned } from "./judge.ts";

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
    for (const { finding, signs } of olds) {
      if (pairs.after.has(finding)) continue;
      const key = level(signs);
      const alike = waiting.get(key);
      if (alike) alike.push(finding);
      else waiting.set(key, [finding]);
    }
    for (const { finding, signs } of news) {
      if (pairs.before.has(finding)) continue;
      const old = waiting.get(level(signs))?.shift();
      if (!old) continue;
      pairs.after.set(old, finding);
      pairs.before.set(finding, old);
    }
  }
  return pairs;
}

/** The fingerprints of what the findings of a scan stand for. */
export function impliedIn({ found }: Scanned): ReadonlySet<string> {
  return new Set(
    found.flatMap(({ finding: { standsFor = [] } }) =>
      standsFor.map(({ fingerprint }) => fingerprint),
    ),
  );
}

interface Signs {
  readonly fingerprint: string;
  /** What it says, and in which field of which object. */
  readonly place: string;
  readonly message: string;
}

const LEVELS: readonly ((signs: Signs) => string)[] = [
  ({ fingerprint, place }) => `${fingerprint} ${place}`,
  ({ fingerprint, message }) => `${fingerprint} ${message}`,
  ({ place }) => place,
  ({ fingerprint }) => fingerprint,
];

function signed({ found, snapshot }: Scanned): { finding: Finding; signs: Signs }[] {
  const numbers = numbersOf(snapshot);
  return found.map(({ finding, places }) => {
    const { check, container = null, path, message, fingerprint } = finding;
    // Objects have the same number in all snapshots of one run; what is wrong in the configuration is in none.
    const object = places[0] ? (numbers.get(places[0].target) ?? null) : null;
    const place = JSON.stringify([object, check, container, path, message]);
    return { finding, signs: { fingerprint, place, message } };
  });
}

/** The number of each object in the snapshot. */
export function numbersOf({ objects }: Snapshot): ReadonlyMap<Snapshot["objects"][number], number> {
  return new Map(objects.map((object, number) => [object, number]));
}
