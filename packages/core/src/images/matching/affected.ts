import { compareVersions, type VersionOrder, versionOrderOf } from "../versions/ecosystems.ts";
import type { Advisory, Affected, Range, RangeEvent } from "./advisory.ts";
import { keyOf } from "./lookups.ts";

/** Whether a version is affected, why, and the least version that is not. */
export interface Judgement {
  readonly affected: boolean;
  readonly reason: string;
  /** The fix that follows the version in its range; undefined where none is known. */
  readonly fixed?: string;
}

/** Judges a version by one entry of an advisory: OSV's evaluation (ossf/osv-schema, docs/schema.md, "Evaluation"). */
export function judge(entry: Affected, version: string): Judgement {
  if (version === "") {
    return {
      affected: true,
      reason: "the version is not known, so that it may be an affected one",
    };
  }
  const order = versionOrderOf(entry.ecosystem);
  const inRange = judgeRanges(entry.ranges, order, version);
  if (inRange?.affected === true) return inRange;
  if (isListed(entry.versions, order, version)) {
    const fixed = fixAfter(entry.ranges, order, version);
    const reason = `${version} is in the list of affected versions`;
    return { affected: true, reason, ...(fixed !== undefined && { fixed }) };
  }
  return inRange ?? { affected: false, reason: reasonOfNone(entry) };
}

function reasonOfNone(entry: Affected): string {
  if (entry.ranges.length > 0) return "its ranges speak of commits only";
  return entry.versions.length > 0
    ? "it is not in the list of affected versions"
    : "no version is named";
}

/** Where one version is written in several ways (`1.0` and `1.0.0`); packages of distributions are named as they are. */
const SPELT_VARIOUSLY: ReadonlySet<VersionOrder> = new Set([
  "semver",
  "pep440",
  "nuget",
  "packagist",
  "maven",
  "rubygems",
  "pub",
]);

function isListed(
  versions: readonly string[],
  order: VersionOrder | undefined,
  version: string,
): boolean {
  if (versions.includes(version)) return true;
  if (order === undefined || !SPELT_VARIOUSLY.has(order)) return false;
  return versions.some((listed) => compareVersions(order, listed, version) === 0);
}

/** Undefined where no range is one of versions. */
function judgeRanges(
  ranges: readonly Range[],
  ofEcosystem: VersionOrder | undefined,
  version: string,
): Judgement | undefined {
  let last: Judgement | undefined;
  for (const range of ranges) {
    if (range.type === "GIT") continue;
    last = judgeRange(range, orderOf(range, ofEcosystem), version);
    if (last.affected) return last;
  }
  return last;
}

/** Whether a version stands before a fix that an entry of an ecosystem names in a range of a type. */
export function isBeforeFix(
  { ecosystem, type }: { readonly ecosystem: string; readonly type: Range["type"] },
  version: string,
  fixed: string,
): boolean {
  const order = type === "SEMVER" ? "semver" : (versionOrderOf(ecosystem) ?? "generic");
  return compareVersions(order, version, fixed) < 0;
}

// Where the ecosystem has no order that we know, a plain one is better than to say nothing.
function orderOf(range: Range, ofEcosystem: VersionOrder | undefined): VersionOrder {
  return range.type === "SEMVER" ? "semver" : (ofEcosystem ?? "generic");
}

function judgeRange(range: Range, order: VersionOrder, version: string): Judgement {
  const events = sorted(range.events, order);
  let decisive: RangeEvent | undefined;
  for (const event of events) {
    if (isReached(event, order, version)) decisive = event;
  }
  if (decisive === undefined) {
    const [first] = events;
    const reason =
      first === undefined ? "its range is empty" : `${version} is before ${first.version}`;
    return { affected: false, reason };
  }
  if (decisive.kind !== "introduced") {
    const word = decisive.kind === "fixed" ? "fixed in" : "affected last in";
    return { affected: false, reason: `${word} ${decisive.version}` };
  }
  if (!isBeforeLimits(range, order, version)) {
    return { affected: false, reason: "beyond the limit of the range" };
  }
  return affectedSince(decisive, events, { order, version });
}

function affectedSince(
  since: RangeEvent,
  events: readonly RangeEvent[],
  { order, version }: { readonly order: VersionOrder; readonly version: string },
): Judgement {
  const end = events.slice(events.indexOf(since)).find(({ kind }) => kind !== "introduced");
  const begin = since.version === "0" ? "" : `since ${since.version}`;
  const until =
    end === undefined
      ? "no fix is known"
      : `${end.kind === "fixed" ? "fixed in" : "affected until"} ${end.version}`;
  return {
    affected: true,
    reason: [begin, until].filter((part) => part !== "").join(", "),
    ...(end?.kind === "fixed" &&
      compareVersions(order, end.version, version) > 0 && { fixed: end.version }),
  };
}

function isReached(event: RangeEvent, order: VersionOrder, version: string): boolean {
  if (event.kind === "introduced" && event.version === "0") return true;
  const difference = compareVersions(order, version, event.version);
  return event.kind === "last_affected" ? difference > 0 : difference >= 0;
}

function isBeforeLimits({ events }: Range, order: VersionOrder, version: string): boolean {
  const limits = events.filter(({ kind }) => kind === "limit");
  return (
    limits.length === 0 ||
    limits.some(
      (limit) => limit.version === "*" || compareVersions(order, version, limit.version) < 0,
    )
  );
}

/** By version, `0` first; at one version what ends a range is before what begins one. */
function sorted(events: readonly RangeEvent[], order: VersionOrder): readonly RangeEvent[] {
  const bounds = events.filter(({ kind }) => kind !== "limit");
  if (bounds.length <= 2 && bounds[0]?.kind === "introduced" && bounds[0].version === "0")
    return bounds;
  return bounds.sort((a, b) => compareEvents(a, b, order));
}

function compareEvents(a: RangeEvent, b: RangeEvent, order: VersionOrder): number {
  const [first, second] = [isBeginning(a), isBeginning(b)];
  if (first || second) return Number(second) - Number(first);
  return (
    compareVersions(order, a.version, b.version) ||
    Number(a.kind === "introduced") - Number(b.kind === "introduced")
  );
}

function isBeginning({ kind, version }: RangeEvent): boolean {
  return kind === "introduced" && version === "0";
}

/** The least fix above a version that a list names. */
function fixAfter(
  ranges: readonly Range[],
  ofEcosystem: VersionOrder | undefined,
  version: string,
): string | undefined {
  let least: string | undefined;
  for (const range of ranges.filter(({ type }) => type !== "GIT")) {
    const order = orderOf(range, ofEcosystem);
    for (const event of range.events) {
      const isFix = event.kind === "fixed" && compareVersions(order, event.version, version) > 0;
      if (isFix && (least === undefined || compareVersions(order, event.version, least) < 0)) {
        least = event.version;
      }
    }
  }
  return least;
}

/** A package as OSV names it. */
export interface NamedPackage {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** Whether an advisory affects a package: by the first of its entries for that package that says yes. */
export function judgeAdvisory(
  advisory: Advisory,
  { ecosystem, name, version }: NamedPackage,
): Judgement {
  if (advisory.withdrawn !== "") {
    return { affected: false, reason: `the record was withdrawn on ${advisory.withdrawn}` };
  }
  const entries = advisory.affected.filter((entry) => isOf(entry, ecosystem, name));
  if (entries.length === 0) {
    return { affected: false, reason: `the record does not name ${name} of ${ecosystem}` };
  }
  const judgements = entries.map((entry) => judge(entry, version));
  const [first = { affected: false, reason: "no version is named" }] = judgements;
  return judgements.find(({ affected }) => affected) ?? first;
}

/** A question that names no release asks of every one: `Debian` of `Debian:12`. */
function isOf(entry: Affected, ecosystem: string, name: string): boolean {
  if (keyOf(entry.ecosystem, entry.name) === keyOf(ecosystem, name)) return true;
  const base = entry.ecosystem.replace(/:.*$/, "");
  return !ecosystem.includes(":") && keyOf(base, entry.name) === keyOf(ecosystem, name);
}
