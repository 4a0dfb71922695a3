import { headingOf, positionOf } from "@watertight/core/findings";
import { counted, type Paint, sanitize } from "@watertight/reports/text";
import type { TreatedFinding } from "./plan.ts";
import { type FixResult, leftOf, summaryOf } from "./result.ts";
import { type DiffLine, type TextPair, unifiedDiff } from "./unified-diff.ts";

/** Longer lists are cut; the JSON has all. */
const LONGEST_LIST = 20;

const STYLES: Readonly<Record<DiffLine["kind"], Parameters<Paint>[0] | undefined>> = {
  file: "bold",
  hunk: "cyan",
  same: undefined,
  removed: "red",
  added: "green",
  note: "dim",
};

/** The differences; on a terminal without anything that a terminal obeys, else to the character. */
export function* diffText(
  pairs: readonly TextPair[],
  { paint, isTerminal }: { readonly paint: Paint; readonly isTerminal: boolean },
): Generator<string> {
  for (const pair of pairs) {
    for (const { kind, text } of unifiedDiff(pair)) {
      const shown = isTerminal ? text.slice(0, 1) + sanitize(text.slice(1)) : text;
      const style = STYLES[kind];
      yield `${style === undefined ? shown : paint(style, shown)}\n`;
    }
  }
}

/** What was written, a file a line. */
export function writtenLines({ files, patches, findings }: FixResult): string[] {
  const fixed = findings.filter(({ outcome }) => outcome.kind === "fixed");
  return [
    ...files.map(({ file }) => {
      const count = fixed.filter((treated) => treated.files.includes(file)).length;
      return `${sanitize(file)}: ${counted(count, "finding")} fixed`;
    }),
    ...patches.map(({ name }) => `${sanitize(name)}: written`),
  ];
}

/** What is left and why, and one line that sums up. */
export function remarkLines(result: FixResult): string[] {
  const all = [...result.findings, ...result.revealed];
  return [
    ...refusedLines(all),
    ...grouped(all, "elsewhere", "Cannot be fixed here:", (treated) => reasonOf(treated)),
    ...grouped(all, "needs-value", "Need a value that you know:", hintOf),
    ...grouped(
      all,
      "unsafe",
      "May break a workload, and are made with --unsafe:",
      ({ finding }) => finding.check,
    ),
    ...revealedLines(result),
    summaryLine(result),
  ];
}

function refusedLines(all: readonly TreatedFinding[]): string[] {
  const refused = all.filter(({ outcome }) => outcome.kind === "refused");
  if (refused.length === 0) return [];
  const lines = refused.slice(0, LONGEST_LIST).map((treated) => {
    const { finding } = treated;
    return `  ${positionOf(finding.location)}  ${finding.check}  ${reasonOf(treated)}`;
  });
  return ["Not fixed:", ...lines.map(sanitize), ...more(refused.length), ""];
}

function revealedLines(result: FixResult): string[] {
  const revealed = leftOf(result);
  if (revealed.length === 0) return [];
  const lines = revealed.slice(0, LONGEST_LIST).map(({ finding }) => {
    const place = finding.path === "" ? "" : ` ${finding.path}`;
    return `  ${finding.check}  ${headingOf(finding.object)}${place}`;
  });
  return [
    "Come to light, for what was fixed had hidden them:",
    ...lines.map(sanitize),
    ...more(revealed.length),
    "",
  ];
}

function more(count: number): string[] {
  return count > LONGEST_LIST ? [`  … and ${count - LONGEST_LIST} more; -o json lists all`] : [];
}

/** One line for all findings of a kind of which the same is said. */
function grouped(
  all: readonly TreatedFinding[],
  kind: TreatedFinding["outcome"]["kind"],
  heading: string,
  wordsOf: (treated: TreatedFinding) => string,
): string[] {
  const counts = new Map<string, number>();
  for (const treated of all) {
    if (treated.outcome.kind !== kind) continue;
    const words = wordsOf(treated);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const lines = [...counts].map(([words, count]) =>
    sanitize(`  ${counted(count, "finding")}: ${words}`),
  );
  return [heading, ...lines, ""];
}

function reasonOf({ outcome }: TreatedFinding): string {
  return "reason" in outcome ? outcome.reason : "";
}

function hintOf({ outcome }: TreatedFinding): string {
  return "hint" in outcome ? outcome.hint : "";
}

function summaryLine(result: FixResult): string {
  const { fixed, files, patches, unsafe, needsValue, elsewhere, refused, noFix } =
    summaryOf(result);
  const verb = result.written ? "fixed" : "to fix";
  const places = [
    counted(files, "file"),
    ...(patches > 0 ? [counted(patches, "file") + " of patches"] : []),
  ];
  const parts = [
    fixed === 0 ? "nothing to fix" : `${fixed} ${verb} in ${places.join(" and ")}`,
    `${unsafe} more with --unsafe`,
    `${needsValue} need a value`,
    `${elsewhere} cannot be fixed here`,
    `${refused} not fixed`,
    `${noFix} have no fix`,
  ];
  return parts.filter((part, index) => index === 0 || !part.startsWith("0 ")).join("; ");
}
