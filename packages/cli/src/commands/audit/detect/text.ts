import { SEVERITIES } from "@watertight/core/findings";
import { counted, type Paint, paintSeverity, sanitize } from "@watertight/reports/text";
import type { Gathered } from "./gather.ts";
import type { SessionCounts } from "./session.ts";

/** What is said besides the detections. */
export interface TextFacts {
  readonly counts: SessionCounts;
  readonly folded: number;
  readonly notAsked: readonly string[];
  readonly leftOut: number;
  readonly hidden: number;
}

/** The detections for people, the worst first, and what to do next. */
export function detectText(groups: readonly Gathered[], facts: TextFacts, paint: Paint): string {
  const lines = groups.flatMap((group) => groupLines(group, paint));
  return `${[...lines, ...summaryLines(groups, facts)].join("\n")}\n`;
}

function groupLines(group: Gathered, paint: Paint): readonly string[] {
  const { severity, rule, title, because, count, first, last, place } = group;
  const when = first === last || last === "" ? first : `${first} to ${last}`;
  const often = count === 1 ? "" : `${counted(count, "time")}, `;
  const at = [`${often}${when}`, place].filter((each) => each !== "").join(", ");
  return [
    `${paintSeverity(severity, severity.padEnd(8), paint)}  ${paint("bold", title)}  ${rule}`,
    `  ${sanitize(because)}`,
    `  ${sanitize(at)}`,
    "",
  ];
}

function summaryLines(groups: readonly Gathered[], facts: TextFacts): readonly string[] {
  const { counts, folded, notAsked, leftOut, hidden } = facts;
  const bySeverity = SEVERITIES.toReversed()
    .map(
      (severity) => [severity, groups.filter((each) => each.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const found = bySeverity.length === 0 ? "nothing detected" : bySeverity.join(", ");
  const [worst] = groups;
  return [
    `${counted(counts.events, "event")} (${folded} folded, ${counts.truncated} ended early): ${found}.`,
    ...(hidden === 0
      ? []
      : [`${hidden} of less severity are not shown (--severity info shows them).`]),
    ...(leftOut === 0 ? [] : [`${leftOut} more are counted only: too many differ.`]),
    ...(notAsked.length === 0
      ? []
      : [`Not asked, without what is usual (--learn): ${notAsked.join(", ")}.`]),
    ...(counts.others === 0
      ? []
      : [`${counted(counts.others, "line")} of other logs passed over.`]),
    ...(worst === undefined ? [] : [`Next: watertight explain ${worst.rule}`]),
  ];
}
