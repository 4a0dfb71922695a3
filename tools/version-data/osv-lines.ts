import { type JsonValue, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import { moduleOf } from "./components.ts";
import { compareTexts, mergedRanges, type VersionRange } from "./ranges.ts";

/** Ranges that the database has in other places or not at all, read by hand; with what they rest on. */
const BY_HAND: ReadonlyMap<string, readonly [ranges: string, remark: string]> = new Map([
  [
    "GO-2020-0005",
    [
      "0..<3.3.23 3.4.0-rc.0..<3.4.10",
      "the database has a commit; releases after the advisory GHSA-p4g4-wgrh-qrg2",
    ],
  ],
  [
    "GO-2021-0077",
    [
      "3.2.0..<3.2.26 3.3.0..<3.3.11",
      "the database has a commit; releases after CVE-2018-16886, which needs --client-cert-auth and RBAC",
    ],
  ],
  [
    "GO-2026-5736",
    [
      "0..<3.4.44 3.5.0..<3.5.30 3.6.0..<3.6.11",
      "both lists of the record are read: one has what is no Go module, the other the rest",
    ],
  ],
]);

/** The lines of the records of one OSV document of the Go vulnerability database, one a component, as `records.ts` has them. */
export function osvLines(document: JsonValue): readonly string[] {
  if (textAt(document, "withdrawn") !== "") return [];
  const components = new Map<string, Entry[]>();
  for (const affected of listAt(document, "affected")) {
    const module = moduleOf(textAt(affected, "package", "name"));
    if (!module) continue;
    const entries = components.get(module.component) ?? [];
    entries.push({ major: module.major, ranges: rangesOf(affected) });
    components.set(module.component, entries);
  }
  return Array.from(components, ([component, entries]) => lineOf(document, component, entries));
}

interface Entry {
  /** Of the module's path: 1 without `/vN`. */
  readonly major: number;
  readonly ranges: readonly VersionRange[];
}

function lineOf(document: JsonValue, component: string, entries: readonly Entry[]): string {
  const goId = textAt(document, "id");
  const names = [...listAt(document, "aliases").map((each) => textAt(each)), goId];
  const id = names.find((name) => name.startsWith("CVE-")) ?? names[0] ?? goId;
  const [ranges, remark] = BY_HAND.get(goId) ?? [printed(merged(entries)), ""];
  const cells = [
    id,
    names.filter((name) => name !== id).join(" "),
    component,
    ranges,
    "unknown",
    textAt(document, "published")
      .slice(0, 10)
      .replace(/^0001.*/, ""),
    "",
    titleOf(document),
    "",
    "",
    remark,
  ];
  return cells.map((cell) => cell.replaceAll(/[|`\\\s]+/g, " ")).join("|");
}

function titleOf(document: JsonValue): string {
  const summary = textAt(document, "summary") || textAt(document, "details");
  return summary.replace(/ in (?:[\w-]+\.)+\w+\/\S+(?: and \S+)?$/, "").slice(0, 120);
}

/** What is no Go module's version stands apart, and says it of the releases themselves. */
function rangesOf(affected: JsonValue): readonly VersionRange[] {
  const custom = listAt(affected, "ecosystem_specific", "custom_ranges");
  const ranges = custom.length > 0 ? custom : listAt(affected, "ranges");
  return ranges.flatMap((range) => pairs(listAt(range, "events")));
}

function pairs(events: readonly JsonValue[]): readonly VersionRange[] {
  const found: VersionRange[] = [];
  let from: string | undefined;
  for (const event of events) {
    const { introduced, fixed } = objectAt(event);
    if (typeof introduced === "string") {
      if (from !== undefined) found.push({ from });
      from = plain(introduced);
    }
    if (typeof fixed === "string" && from !== undefined) {
      found.push({ from, fixed: plain(fixed) });
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, { from }];
}

function plain(version: string): string {
  return version.replace(/^v/, "").replace(/\+incompatible$/, "");
}

/** A commit that no release can be compared with: `0.0.0-20260403004500-692e460c342d`, and those of a module's other numbers. */
function isCommit(version: string): boolean {
  if (!/\d{14}-[0-9a-f]{12}$/.test(version)) return version === "2.4.0-rc1.1";
  return /^0\.0\.0-|^0\.5\.0-alpha|cni-plugin|^2\.4\.0-rc1|^1\.5\.0-rc1/.test(version);
}

function merged(entries: readonly Entry[]): readonly VersionRange[] {
  const readable = entries.map(({ major, ranges }) => ({
    major,
    ranges: ranges.filter(({ from, fixed }) => !isCommit(from) && !isCommit(fixed ?? "")),
  }));
  const lowest = Math.min(...entries.map(({ major }) => major));
  const higher = readable.filter(({ major }) => major > lowest);
  const first = higher
    .flatMap(({ ranges }) => ranges.map(({ from }) => from))
    .toSorted(compareTexts)[0];
  const lower = readable
    .filter(({ major }) => major === lowest)
    .flatMap(({ ranges }) => ranges)
    .flatMap((range) => readAs(range, first));
  const start = lower.length === 0 ? Math.min(...higher.map(({ major }) => major)) : 0;
  const others = higher.flatMap(({ major, ranges }) =>
    ranges.map((range) => ({
      ...range,
      from: range.from === "0" && major !== start ? `${major}.0.0` : range.from,
    })),
  );
  const all = [...lower, ...others];
  // Commits alone, which no release can be compared with: of every version it cannot be told.
  return mergedRanges(all.length === 0 ? [{ from: "0", isUnclear: true }] : all);
}

/** All versions of an old path are what an advisory becomes whose versions that path does not have: of those it cannot be told. */
function readAs(range: VersionRange, first: string | undefined): readonly VersionRange[] {
  if (range.fixed !== undefined || first === undefined) return [range];
  return first === "0" ? [] : [{ from: "0", fixed: first, isUnclear: true }];
}

function printed(ranges: readonly VersionRange[]): string {
  return ranges
    .map(({ from, fixed, isUnclear }) => {
      const end = fixed === undefined ? "" : `<${fixed}`;
      return `${isUnclear ? "?" : ""}${from}..${end}`;
    })
    .join(" ");
}
