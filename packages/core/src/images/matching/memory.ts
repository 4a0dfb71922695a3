import type { Advisory } from "./advisory.ts";
import { keyOf } from "./lookups.ts";
import type { AdvisoryEntry, AdvisorySource, Exploitation } from "./source.ts";

/** Advisories in memory; of two with one id the later counts, and one that was withdrawn is forgotten. */
export function advisoriesInMemory(
  advisories: Iterable<Advisory>,
  exploitations: ReadonlyMap<string, Exploitation> = new Map(),
): AdvisorySource {
  const byId = new Map<string, Advisory>();
  for (const advisory of advisories) byId.set(advisory.id, advisory);
  const byKey = new Map<string, AdvisoryEntry[]>();
  for (const { id, affected, withdrawn } of byId.values()) {
    for (const entry of withdrawn === "" ? affected : []) {
      const key = keyOf(entry.ecosystem, entry.name);
      const entries = byKey.get(key);
      if (entries === undefined) byKey.set(key, [{ id, entry }]);
      else entries.push({ id, entry });
    }
  }
  return {
    entries: (key) => byKey.get(key) ?? [],
    advisory: (id) => byId.get(id),
    exploitation: (cve) => exploitations.get(cve),
  };
}
