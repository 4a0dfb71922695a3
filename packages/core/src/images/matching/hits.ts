import type { Package } from "../model.ts";
import { versionOrderOf } from "../versions/ecosystems.ts";
import type { Advisory, Affected, Range } from "./advisory.ts";
import { judge } from "./affected.ts";
import { issuesOf } from "./issues.ts";
import type { Lookup } from "./lookups.ts";
import type { AdvisoryEntry, AdvisorySource } from "./source.ts";

/** What one advisory says of one package. */
export interface Hit {
  readonly advisory: Advisory;
  readonly entry: Affected;
  readonly lookup: Lookup;
  readonly affected: boolean;
  readonly reason: string;
  readonly fixed?: string;
}

/** What advisories say against a package, without what their vendor has fixed in it or answered for it elsewhere. */
export function hitsOf(
  item: Package,
  lookups: readonly Lookup[],
  source: AdvisorySource,
): readonly Hit[] {
  const hits = new Map<string, Hit>();
  for (const lookup of lookups) {
    for (const { id, entry } of source.entries(lookup.key)) {
      if (hits.get(id)?.affected === true || !concerns(entry, item, lookup)) continue;
      const hit = hitOf({ id, entry }, lookup, source);
      if (hit !== undefined) hits.set(id, hit);
    }
  }
  const all = [...hits.values()];
  const answered = answeredIn(all);
  return all.filter((hit) => hit.affected && !isAnswered(hit, answered));
}

/** Whether an entry speaks of this package: of its architecture, and of its module's stream or of none. */
function concerns(entry: Affected, item: Package, lookup: Lookup): boolean {
  const isOfOtherArch =
    entry.arch !== "" && item.arch !== "" && item.arch !== "noarch" && entry.arch !== item.arch;
  return !isOfOtherArch && !isOfOtherModularity(entry, lookup.version);
}

// What is not affected is asked for only where that can matter: reading an advisory from a file has its price.
function hitOf(
  { id, entry }: AdvisoryEntry,
  lookup: Lookup,
  source: AdvisorySource,
): Hit | undefined {
  const judgement = judge(comparable(entry, lookup.version), lookup.version);
  if (!judgement.affected && !lookup.ofSystem) return undefined;
  const advisory = source.advisory(id);
  if (advisory === undefined || advisory.withdrawn !== "") return undefined;
  return { advisory, entry, lookup, ...judgement };
}

/** A package of a module's stream and one of none share nothing but their name (`4.el8` and `1.module+el8.1.0+6100`). */
function isOfOtherModularity(entry: Affected, version: string): boolean {
  if (versionOrderOf(entry.ecosystem) !== "rpm") return false;
  const fixes = entry.ranges.flatMap(({ events }) => events.filter(({ kind }) => kind === "fixed"));
  return fixes.length > 0 && fixes.some((fix) => isModular(fix.version)) !== isModular(version);
}

function isModular(version: string): boolean {
  return /[._]module[_+]/.test(version);
}

/**
 * Kubernetes' staging modules are v0.N where Kubernetes is v1.N; advisories wrote 1.N for them
 * (github/advisory-database#2745), which would make every version an affected one.
 */
function comparable(entry: Affected, version: string): Affected {
  const isStaging =
    entry.ecosystem === "Go" &&
    /^k8s\.io\/(?!kubernetes$)/.test(entry.name) &&
    /^v?0\./.test(version);
  return isStaging ? { ...entry, ranges: entry.ranges.map(shifted) } : entry;
}

function shifted(range: Range): Range {
  const events = range.events.map((event) => ({
    ...event,
    version: event.version.replace(/^(v?)1\.(?=\d)/, "$10."),
  }));
  return { ...range, events };
}

interface Answered {
  /** Fixed by one advisory of a distribution, so that its record of the open vulnerability is older news. */
  readonly fixed: ReadonlySet<string>;
  /** What who rebuilt the package says about it, in whatever way. */
  readonly overlaid: ReadonlySet<string>;
}

function answeredIn(hits: readonly Hit[]): Answered {
  const ofSystem = hits.filter(({ lookup }) => lookup.ofSystem);
  const fixed = ofSystem.filter((hit) => !hit.affected && hasFix(hit.entry));
  const overlaid = ofSystem.filter(({ lookup }) => lookup.overlay);
  return { fixed: idsOf(fixed), overlaid: idsOf(overlaid) };
}

function idsOf(hits: readonly Hit[]): ReadonlySet<string> {
  return new Set(hits.flatMap(({ advisory }) => issuesOf(advisory).flatMap(({ ids }) => ids)));
}

function hasFix(entry: Affected): boolean {
  return entry.ranges.some(({ events }) => events.some(({ kind }) => kind === "fixed"));
}

function isAnswered({ advisory, entry, lookup }: Hit, { fixed, overlaid }: Answered): boolean {
  if (!lookup.ofSystem) return false;
  const issues = issuesOf(advisory);
  const isOlder = !hasFix(entry) && issues.every(({ ids }) => ids.some((id) => fixed.has(id)));
  const isOverlaid =
    !lookup.overlay && issues.every(({ ids }) => ids.some((id) => overlaid.has(id)));
  return isOlder || isOverlaid;
}
