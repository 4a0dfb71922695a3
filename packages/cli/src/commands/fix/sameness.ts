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

/** The fingerprints of what the findings of a scan stand for. */
export function impliedIn({ found }: Scanned): ReadonlySet<string> {
  return new Set(
    found.flatMap(({ finding: { standsFor = [] } }) =>
      standsFor.map(({ fingerprint }) => fingerprint),
    ),
  );
}

interface Signed {
  readonly finding: Finding;
  /** In which object; the same number in all snapshots of one run. What is wrong in the configuration is in none. */
  readonly object: number | undefined;
}

const LEVELS: readonly ((signed: Signed) => string)[] = [
  (signed) => `${signed.finding.fingerprint} ${placeOf(signed)}`,
  ({ finding: { fingerprint, message } }) => `${fingerprint} ${message}`,
  placeOf,
  ({ finding: { fingerprint } }) => fingerprint,
];

/** What a finding says, and in which field of which object. */
function placeOf({ finding: { check, container = "", path, message }, object }: Signed): string {
  return [object, check, container, path, message].join("\n");
}

function signed({ found, snapshot }: Scanned): Signed[] {
  const numbers = numbersOf(snapshot);
  return found.map(({ finding, places: [place] }) => ({
    finding,
    object: place && numbers.get(place.target),
  }));
}

/** The number of each object in the snapshot. */
export function numbersOf({ objects }: Snapshot): ReadonlyMap<Snapshot["objects"][number], number> {
  return new Map(objects.map((object, number) => [object, number]));
}
