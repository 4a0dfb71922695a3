import type { Advisory, Affected } from "./advisory.ts";
import { judge } from "./affected.ts";
import { issuesOf } from "./issues.ts";
import { keyOf } from "./lookups.ts";
import { ratingOf, worstScore } from "./severity.ts";
import type { AdvisoryEntry, AdvisorySource, Exploitation } from "./source.ts";

/** The entries of an advisory with the keys that they are filed under; none of one that was withdrawn. */
export function filedEntries(advisory: Advisory): readonly (readonly [string, AdvisoryEntry])[] {
  const { id, affected, withdrawn, source } = advisory;
  if (withdrawn !== "") return [];
  const issues = issuesOf(advisory);
  return affected.map(withoutCovered).map((entry) => {
    const score = worstScore([...entry.severities, ...advisory.severities]);
    const rating = ratingOf(advisory, entry);
    return [
      keyOf(entry.ecosystem, entry.name),
      { id, entry, issues, source, rating, ...(score !== undefined && { score }) },
    ];
  });
}

/** Without the versions of its list that its ranges cover: most lists are nothing but what ranges say, and long. */
function withoutCovered(entry: Affected): Affected {
  if (entry.versions.length === 0 || entry.ranges.every(({ type }) => type === "GIT")) return entry;
  const ofRanges = { ...entry, versions: [] };
  const versions = entry.versions.filter((version) => !judge(ofRanges, version).affected);
  return { ...entry, versions };
}

/** Advisories in memory; of two with one id the later counts, and one that was withdrawn is forgotten. */
export function advisoriesInMemory(
  advisories: Iterable<Advisory>,
  exploitations: ReadonlyMap<string, Exploitation> = new Map(),
): AdvisorySource {
  const byId = new Map<string, Advisory>();
  for (const advisory of advisories) byId.set(advisory.id, advisory);
  const byKey = new Map<string, AdvisoryEntry[]>();
  for (const advisory of byId.values()) {
    for (const [key, entry] of filedEntries(advisory)) {
      const entries = byKey.get(key);
      if (entries === undefined) byKey.set(key, [entry]);
      else entries.push(entry);
    }
  }
  return {
    entries: (key) => byKey.get(key) ?? [],
    advisory: (id) => byId.get(id),
    exploitation: (cve) => exploitations.get(cve),
  };
}
