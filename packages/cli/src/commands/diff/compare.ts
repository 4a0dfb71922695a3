import type { Finding, Severity } from "@watertight/core/findings";
import type { ObjectReference } from "@watertight/core/kubernetes";
import type { Location } from "@watertight/core/snapshot";

/** A finding as far as two reports can be compared. */
export interface Compared {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: Severity;
  readonly object: ObjectReference;
  readonly path: string;
  readonly message: string;
  readonly location: Location;
  /** The file below the input that is compared, which tells different objects of one name apart. */
  readonly place: string;
  /** The places of all objects of this name on its side, where they are different ones. */
  readonly namesakes: readonly string[];
}

export interface Difference {
  readonly new: readonly Compared[];
  readonly gone: readonly Compared[];
  readonly unchanged: readonly Compared[];
}

/**
 * Recognises findings by their fingerprints; one that occurs twice has to be there twice. Of different objects of one name
 * those of one place belong together, and one may have moved whose old place holds none any more.
 */
export function compareFindings(
  before: readonly Compared[],
  after: readonly Compared[],
): Difference {
  const left = new Map<string, Set<Compared>>();
  for (const finding of before) {
    left.set(finding.fingerprint, (left.get(finding.fingerprint) ?? new Set()).add(finding));
  }
  const unchanged = new Set<Compared>();
  const pair = (belongs: (known: Compared, finding: Compared) => boolean): void => {
    for (const finding of after) {
      if (unchanged.has(finding)) continue;
      const candidates = left.get(finding.fingerprint) ?? new Set<Compared>();
      const known = [...candidates].find((each) => belongs(each, finding));
      if (!known) continue;
      candidates.delete(known);
      unchanged.add(finding);
    }
  };
  pair((known, finding) => known.place === finding.place);
  pair((known, finding) => !finding.namesakes.includes(known.place));
  const remaining = new Set([...left.values()].flatMap((candidates) => [...candidates]));
  return {
    new: after.filter((finding) => !unchanged.has(finding)),
    gone: before.filter((finding) => remaining.has(finding)),
    unchanged: after.filter((finding) => unchanged.has(finding)),
  };
}

/** What is compared of a finding in what was read from a path. */
export function reportedOf(finding: Finding, root: string): Compared {
  const { fingerprint, check, severity, object, path, message, location, namesakes } = finding;
  const below = (place: string): string => {
    const folder = root.replace(/\/*$/, "/");
    return place.startsWith(folder) ? place.slice(folder.length) : place;
  };
  return {
    ...{ fingerprint, check, severity, object, path, message, location },
    place: below(namesakes?.own ?? location.file),
    namesakes: (namesakes?.all ?? []).map(below),
  };
}

/** How many findings there are of each. */
export function sumOf({ new: news, gone, unchanged }: Difference): string {
  return `${news.length} new, ${gone.length} gone, ${unchanged.length} unchanged`;
}
