import type { Package } from "../model.ts";
import { versionOrderOf } from "../versions/ecosystems.ts";
import type { Affected, Range, RangeEvent } from "./advisory.ts";
import { type Judgement, judge } from "./affected.ts";
import type { Lookup } from "./lookups.ts";
import type { AdvisoryEntry, AdvisorySource, Suspects } from "./source.ts";

/** What one entry of an advisory says of a package. */
export interface Hit extends AdvisoryEntry {
  readonly lookup: Lookup;
  readonly judgement: Judgement;
}

/** What advisories say against a package, without what their vendor has fixed in it or answered for it elsewhere. */
export function hitsOf(
  item: Package,
  lookups: readonly Lookup[],
  source: AdvisorySource,
): readonly Hit[] {
  const hits = new Map<string, Hit>();
  const harmless: (() => readonly Harmless[])[] = [];
  for (const lookup of lookups) {
    const { entries, others } = suspectsOf(source, lookup);
    const judged: AdvisoryEntry[] = [];
    for (const one of entries) {
      if (hits.has(one.id) || !concerns(one.entry, item, lookup)) continue;
      const judgement = judge(comparable(one.entry, lookup.version), lookup.version);
      if (judgement.affected) hits.set(one.id, { ...one, lookup, judgement });
      else judged.push(one);
    }
    if (!lookup.ofSystem) continue;
    harmless.push(() =>
      [...judged, ...others()]
        .filter(({ id, entry }) => !hits.has(id) && concerns(entry, item, lookup))
        .map((one) => [one, lookup]),
    );
  }
  const affected = [...hits.values()];
  const mayBeAnswered = affected.some(({ entry, lookup }) => lookup.ofSystem && !hasFix(entry));
  if (!mayBeAnswered && !lookups.some(({ overlay }) => overlay)) return affected;
  const answered = answeredIn(
    affected,
    harmless.flatMap((of) => of()),
  );
  return affected.filter((hit) => !isAnswered(hit, answered));
}

/** An entry that does not affect the package, and where it was looked up. */
type Harmless = readonly [AdvisoryEntry, Lookup];

function suspectsOf(source: AdvisorySource, { key, version }: Lookup): Suspects {
  // A version that is not known may be any.
  if (source.suspects === undefined || version === "")
    return { entries: source.entries(key), others: () => [] };
  return source.suspects(key, version);
}

/** Whether an entry speaks of this package: of its architecture, and of its module's stream or of none. */
function concerns(entry: Affected, item: Package, lookup: Lookup): boolean {
  const isOfOtherArch =
    entry.arch !== "" && item.arch !== "" && item.arch !== "noarch" && entry.arch !== item.arch;
  return !isOfOtherArch && !isOfOtherModularity(entry, lookup.version);
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
  return isOfStaging(entry) && /^v?0\./.test(version)
    ? { ...entry, ranges: entry.ranges.map(shifted) }
    : entry;
}

/** Whether an entry speaks of a staging module of Kubernetes, whose versions cannot be taken as they are written. */
function isOfStaging({ ecosystem, name }: Affected): boolean {
  return ecosystem === "Go" && /^k8s\.io\/(?!kubernetes$)/.test(name);
}

/**
 * The fix of an entry that says no more than one: all versions before it are affected, "" standing for no fix at all. Undefined for an
 * entry that says more, or whose versions cannot be taken as they are written.
 */
export function onlyFixOf(entry: Affected): string | undefined {
  const { ranges, versions, arch, status } = entry;
  const [range] = ranges;
  const saysMore = versions.length + arch.length + status.length > 0 || isOfStaging(entry);
  if (saysMore || range === undefined || ranges.length !== 1) return undefined;
  return range.type === "GIT" ? undefined : fixFromTheBeginning(range.events);
}

function fixFromTheBeginning([begin, end, ...more]: readonly RangeEvent[]): string | undefined {
  if (begin?.kind !== "introduced" || begin.version !== "0" || more.length > 0) return undefined;
  if (end === undefined) return "";
  return end.kind === "fixed" && end.version !== "" ? end.version : undefined;
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

function answeredIn(affected: readonly Hit[], harmless: readonly Harmless[]): Answered {
  const fixed = harmless.filter(([{ entry }]) => hasFix(entry)).map(([one]) => one);
  const overlaid = [
    ...affected.filter(({ lookup }) => lookup.overlay),
    ...harmless.filter(([, lookup]) => lookup.overlay).map(([one]) => one),
  ];
  return { fixed: idsOf(fixed), overlaid: idsOf(overlaid) };
}

function idsOf(all: readonly AdvisoryEntry[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ issues }) => issues.flatMap(({ ids }) => ids)));
}

function hasFix(entry: Affected): boolean {
  return entry.ranges.some(({ events }) => events.some(({ kind }) => kind === "fixed"));
}

function isAnswered({ issues, entry, lookup }: Hit, { fixed, overlaid }: Answered): boolean {
  if (!lookup.ofSystem) return false;
  const isOlder = !hasFix(entry) && issues.every(({ ids }) => ids.some((id) => fixed.has(id)));
  const isOverlaid =
    !lookup.overlay && issues.every(({ ids }) => ids.some((id) => overlaid.has(id)));
  return isOlder || isOverlaid;
}
