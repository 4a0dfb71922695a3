import { haystackOf, type Row } from "./rows.ts";

/** By what a person narrows the list. */
export const FACETS = [
  "severity",
  "namespace",
  "owner",
  "check",
  "fix",
  "change",
  "standing",
] as const;
export type Facet = (typeof FACETS)[number];

/** What is chosen: of each facet any of these values, all where none is; every word of the text. */
export interface Filters {
  readonly values: Readonly<Record<Facet, ReadonlySet<string>>>;
  readonly text: string;
}

const VALUE_OF: Readonly<Record<Facet, (row: Row) => string>> = {
  severity: ({ finding }) => finding.severity,
  namespace: ({ namespace }) => namespace,
  owner: ({ owner }) => owner,
  change: ({ change }) => change,
  check: ({ finding }) => finding.check,
  fix: ({ fix }) => fix,
  standing: ({ standing }) => standing,
};

/** Nobody is asked for what was set aside unless he asks for it. */
const UNASKED: ReadonlySet<string> = new Set(["open"]);

/** Commas and percent signs of values are escaped, so that a comma separates. */
export function filtersOf(chosen: ReadonlyMap<string, string>): Filters {
  const values = (facet: Facet): ReadonlySet<string> => {
    const text = chosen.get(facet);
    return new Set(text === undefined ? [] : text.split(",").map(unescaped));
  };
  return {
    values: {
      severity: values("severity"),
      namespace: values("namespace"),
      owner: values("owner"),
      change: values("change"),
      check: values("check"),
      fix: values("fix"),
      standing: values("standing"),
    },
    text: chosen.get("q") ?? "",
  };
}

/** What stands in the address for these values; "-" is the value without a name. */
export function facetText(values: ReadonlySet<string>): string {
  return [...values].map(escaped).join(",");
}

function escaped(value: string): string {
  return value === "" ? "-" : value.replaceAll("%", "%25").replaceAll(",", "%2C");
}

function unescaped(text: string): string {
  return text === "-" ? "" : text.replaceAll("%2C", ",").replaceAll("%25", "%");
}

/** The rows that filters let through, and how many there would be for each value if its own facet had no choice. */
export interface Filtered {
  readonly rows: readonly Row[];
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
}

/** One pass over all rows, which may be hundreds of thousands. */
export function filterRows(rows: readonly Row[], { values, text }: Filters): Filtered {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = {
    severity: count(),
    namespace: count(),
    owner: count(),
    change: count(),
    check: count(),
    fix: count(),
    standing: count(),
  };
  const wanted = FACETS.map((facet) => ({
    valueOf: VALUE_OF[facet],
    chosen: facet === "standing" && values[facet].size === 0 ? UNASKED : values[facet],
    counts: counts[facet],
  }));
  const found = rows.filter((row) => {
    if (words.length > 0 && !hasAll(haystackOf(row), words)) return false;
    const missed = wanted.filter(
      ({ chosen, valueOf }) => chosen.size > 0 && !chosen.has(valueOf(row)),
    );
    // Who misses by one facet counts for that facet alone: it would be there without that choice.
    if (missed.length === 0) for (const facet of wanted) countRow(facet, row);
    else if (missed.length === 1) for (const facet of missed) countRow(facet, row);
    return missed.length === 0;
  });
  return { rows: found, counts };
}

function count(): Map<string, number> {
  return new Map();
}

function countRow(
  {
    valueOf,
    counts,
  }: { readonly valueOf: (row: Row) => string; readonly counts: Map<string, number> },
  row: Row,
): void {
  const value = valueOf(row);
  const before = counts.get(value);
  counts.set(value, before === undefined ? 1 : before + 1);
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** A set with a value more, or without it. */
export function toggled(values: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(values);
  if (!next.delete(value)) next.add(value);
  return next;
}
