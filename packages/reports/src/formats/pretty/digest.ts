import {
  compareSeverity,
  type Entry,
  type Finding,
  headingOf,
  keyOf,
  pathAndMessage,
  positionOf,
  SEVERITIES,
} from "@watertight/core/findings";
import type { ReportContext } from "../../reporter.ts";
import { othersText } from "../../text/others-text.ts";
import { type Paint, SEVERITY_FORMATS } from "../../text/paint.ts";
import { createRenderedBy } from "../../text/rendered-by.ts";
import { sanitize } from "../../text/sanitize.ts";
import { counted } from "../../text/words.ts";
import {
  type CheckCount,
  createDigestTally,
  type DigestTally,
  type FirstEntries,
  type ObjectCount,
} from "./digest-tally.ts";
import { createFindingLines, linkTo, pathsText } from "./finding.ts";

/** What fits on a screen or two; the groupings and the other formats have everything. */
const MOST = { whole: 8, short: 16, checks: 20, objects: 5 };

/** A report's first pages, from all its findings. */
export interface Digest {
  readonly add: (finding: Finding) => void;
  /**
   * Critical findings whole, high ones in two lines, of the rest a line a check, then the objects that have most; the worst first.
   * To be asked once, with the first of the worst findings, shown or not.
   */
  readonly end: () => { readonly lines: readonly string[]; readonly worst: Finding | undefined };
}

export function createDigest(context: ReportContext, paint: Paint): Digest {
  const tally = createDigestTally(context.severity ?? "low", MOST.whole + MOST.short);
  return {
    add: tally.add,
    end: () => {
      const all = tally.end();
      return { lines: digestLines(all, context, paint), worst: all.worst };
    },
  };
}

function digestLines(
  { critical, high, checks, objects, hidden }: DigestTally,
  context: ReportContext,
  paint: Paint,
): readonly string[] {
  const whole = critical.entries.slice(0, MOST.whole);
  const short = {
    entries: [...critical.entries.slice(MOST.whole), ...high.entries],
    count: critical.count - whole.length + high.count,
  };
  return [
    ...wholeLines(whole, context, paint),
    ...shortLines(short, context, paint),
    ...checkLines(checks, context, paint),
    ...hiddenLines(hidden, paint),
    ...objectLines(objects, paint),
  ];
}

function wholeLines(entries: readonly Entry[], context: ReportContext, paint: Paint): string[] {
  const linesOf = createFindingLines(context, paint);
  return byObject(entries).flatMap((own) => [
    headingLine(own, paint),
    ...own.flatMap((entry) => linesOf(entry)),
    "",
  ]);
}

/** One after the other by object, in the order in which the first of each came. */
function byObject(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { object, location } = entry.finding;
    const key = keyOf(object) + location.file;
    const own = groups.get(key);
    if (own) own.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

function headingLine([first]: readonly Entry[], paint: Paint): string {
  return first ? paint("bold", sanitize(headingOf(first.finding.object))) : "";
}

function shortLines(
  { entries, count }: FirstEntries,
  context: ReportContext,
  paint: Paint,
): string[] {
  if (entries.length === 0) return [];
  const renderedBy = createRenderedBy(context.snapshot);
  const lines = entries.slice(0, MOST.short).flatMap((entry) => {
    const { severity, location, check, object } = entry.finding;
    const program = renderedBy(object, location);
    const note = program === undefined ? "" : `  (as rendered by ${program})`;
    const word = paint(SEVERITY_FORMATS[severity], severity.padEnd(8));
    const others = entry.others.length === 0 ? "" : `; ${othersText(entry)}`;
    const onPaths = pathsText(entry.finding);
    const end = onPaths === "" ? others : `${others}; ${onPaths}`;
    const what = `${headingOf(object)}  ${pathAndMessage(entry.finding)}${end}`;
    return [
      `  ${word}  ${sanitize(positionOf(location))}${note}  ${linkTo(check, context.hyperlinks)}`,
      `    ${sanitize(what)}`,
    ];
  });
  const rest = count - MOST.short;
  const more = rest > 0 ? [`  … and ${rest} more; --group-by object shows all of them`] : [];
  return [...lines, ...more, ""];
}

/** The worst first, then the most frequent. */
function checkLines(checks: readonly CheckCount[], context: ReportContext, paint: Paint): string[] {
  if (checks.length === 0) return [];
  const counts = checks.toSorted(
    (a, b) =>
      compareSeverity(b.severity, a.severity) ||
      Number(b.paths > 0) - Number(a.paths > 0) ||
      b.count - a.count,
  );
  const titles = new Map(context.checks.map(({ id, title }) => [id, title]));
  const width = Math.max(...counts.slice(0, MOST.checks).map(({ check }) => check.length));
  const lines = counts.slice(0, MOST.checks).map(({ severity, check, count, paths }) => {
    const word = paint(SEVERITY_FORMATS[severity], severity.padEnd(8));
    const id = linkTo(check, context.hyperlinks) + " ".repeat(width - check.length);
    const title = `${titles.get(check) ?? ""}${paths > 0 ? `; on ${counted(paths, "path")}` : ""}`;
    const line = `  ${word} ${String(count).padStart(4)}  `;
    const room = context.width - (8 + 1 + 4 + 4) - width - 2;
    return `${line}${id}  ${sanitize(room >= title.length ? title : shortened(title, room))}`.trimEnd();
  });
  const rest = counts.length - MOST.checks;
  const more =
    rest > 0 ? [`  … and ${counted(rest, "more check")}; --group-by check shows all`] : [];
  return [...lines, ...more, ""];
}

function shortened(text: string, room: number): string {
  return room < 8 ? "" : `${text.slice(0, room - 1)}…`;
}

function hiddenLines(hidden: readonly CheckCount[], paint: Paint): string[] {
  if (hidden.length === 0) return [];
  const number = hidden.reduce((sum, { count }) => sum + count, 0);
  const checks = new Set(hidden.map(({ check }) => check)).size;
  const words = SEVERITIES.filter((each) => hidden.some(({ severity }) => severity === each));
  const text = `${counted(number, "finding")} of ${counted(checks, "check")} not shown: ${words.join(", ")}; --severity info shows them.`;
  return [paint("gray", `  ${text}`), ""];
}

function objectLines(objects: readonly ObjectCount[], paint: Paint): string[] {
  if (objects.length < 2) return [];
  const worst = objects
    .filter(({ counts }) => counts.slice(2).some((count) => count > 0))
    .sort((a, b) => compareCounts(b.counts, a.counts))
    .slice(0, MOST.objects);
  if (worst.length === 0) return [];
  const lines = worst.map(({ finding, counts }) => {
    const numbers = SEVERITIES.map((severity, index) => ({ severity, count: counts[index] ?? 0 }))
      .filter(({ severity, count }) => count > 0 && severity !== "info")
      .reverse()
      .map(({ severity, count }) => paint(SEVERITY_FORMATS[severity], `${count} ${severity}`));
    const { object, location } = finding;
    return `  ${sanitize(headingOf(object))}  ${sanitize(location.file)}: ${numbers.join(", ")}`;
  });
  return [paint("bold", "Where to begin"), ...lines, ""];
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (let index = SEVERITIES.length - 1; index > 0; index--) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
