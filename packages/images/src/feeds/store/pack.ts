import type { AdvisoryEntry, Affected, RangeEvent } from "@watertight/core/images";

/*
 * Nine of ten entries say: all versions up to a fix. Those are a short list instead of an object, which made a store half as large
 * and matching three times as fast.
 */

/** What most entries come to: id, ecosystem, name, fix ("" = none), type of range, ids of its one issue, source, rating, score. */
type Short = readonly [
  id: string,
  ecosystem: string,
  name: string,
  fixed: string,
  type: "SEMVER" | "ECOSYSTEM",
  ids: readonly string[],
  source: string,
  rating: AdvisoryEntry["rating"],
  score?: number,
];

/** An entry as a store keeps it. */
export type Packed = Short | (Omit<AdvisoryEntry, "entry"> & { readonly entry: Partial<Affected> });

/** The JSON of an entry. */
export function packed(one: AdvisoryEntry): string {
  const short = shortOf(one);
  if (short !== undefined) return JSON.stringify(short);
  // What is scored needs its vectors no more.
  const entry = { ...one.entry, severities: [] };
  return JSON.stringify({ ...one, entry }, (_key, value: unknown) =>
    value === "" || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );
}

function shortOf({ id, entry, issues, source, rating, score }: AdvisoryEntry): Short | undefined {
  const { ecosystem, name, ranges, versions, arch, status } = entry;
  const [range] = ranges;
  const [issue] = issues;
  const isPlain = versions.length + arch.length + status.length === 0;
  if (!isPlain || range === undefined || ranges.length !== 1 || range.type === "GIT")
    return undefined;
  if (issue === undefined || issues.length !== 1 || issue.bundle !== undefined) return undefined;
  const fixed = fixOf(range.events);
  if (fixed === undefined) return undefined;
  const short: Short = [id, ecosystem, name, fixed, range.type, issue.ids, source, rating];
  return score === undefined
    ? short
    : [id, ecosystem, name, fixed, range.type, issue.ids, source, rating, score];
}

/** The fix of a range from the beginning; "" where there is none, undefined for another kind of range. */
function fixOf(events: readonly RangeEvent[]): string | undefined {
  const [begin, end, ...more] = events;
  if (begin?.kind !== "introduced" || begin.version !== "0" || more.length > 0) return undefined;
  if (end === undefined) return "";
  return end.kind === "fixed" ? end.version : undefined;
}

const USUAL: Affected = {
  ecosystem: "",
  name: "",
  arch: "",
  ranges: [],
  versions: [],
  rating: "",
  severities: [],
  status: "",
};
const BEGIN: RangeEvent = { kind: "introduced", version: "0" };

/** The entry of what was packed. */
export function unpacked(one: Packed): AdvisoryEntry {
  if ("entry" in one) return { ...one, entry: { ...USUAL, ...one.entry } };
  const [id, ecosystem, name, fixed, type, ids, source, rating, score] = one;
  const events: RangeEvent[] = fixed === "" ? [BEGIN] : [BEGIN, { kind: "fixed", version: fixed }];
  const entry = {
    ecosystem,
    name,
    arch: "",
    ranges: [{ type, events }],
    versions: [],
    rating: "",
    severities: [],
    status: "",
  };
  const found = { id, entry, issues: [{ ids }], source, rating };
  return score === undefined ? found : { ...found, score };
}
