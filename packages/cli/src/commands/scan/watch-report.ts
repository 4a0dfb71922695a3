import {
  compareSeverity,
  type Finding,
  headingOf,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import type { FindingChanges } from "@watertight/core/scan";
import { createFindingText } from "@watertight/reports/json";
import { counted, createPaint, paintSeverity, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { usesColor } from "../../terminal/color.ts";
import type { Selection } from "./selection.ts";

/** Tells of findings that come and go: as lines for people, or as a JSON document a line. */
export interface WatchReport {
  /** Tells of all that there are. */
  readonly begin: (findings: readonly Finding[], gap: string | undefined) => void;
  /** Takes them as told. */
  readonly count: (findings: readonly Finding[], gap: string | undefined) => void;
  readonly tell: (changes: FindingChanges, gap: string | undefined) => void;
}

type Mark = "appeared" | "changed" | "gone";

export function createWatchReport(
  args: Arguments,
  context: Context,
  { selects }: Selection,
): WatchReport {
  const least = (args.value("severity") ?? "low") as Severity;
  const asJson = args.values("output")[0] === "json";
  const write = asJson ? jsonWriter(context) : lineWriter(args, context);
  let known: string | undefined;
  const counts = new Map<Severity, number>(SEVERITIES.map((severity) => [severity, 0]));
  const add = ({ severity, exception }: Finding, by: 1 | -1): void => {
    if (!exception) counts.set(severity, (counts.get(severity) ?? 0) + by);
  };
  /** Programs get everything. */
  const isShown = ({ severity, exception }: Finding): boolean =>
    asJson || (!exception && compareSeverity(severity, least) >= 0);
  const show = (mark: Mark, finding: Finding): boolean => {
    const isIt = selects(finding) && isShown(finding);
    if (isIt) write.finding(mark, finding);
    return isIt;
  };
  const count: WatchReport["count"] = (findings, gap) => {
    known = gap;
    for (const finding of findings) if (selects(finding)) add(finding, 1);
  };
  return {
    begin: (findings, gap) => {
      count(findings, gap);
      for (const finding of findings) show("appeared", finding);
      write.standing(counts, gap);
    },
    count,
    tell: ({ appeared, gone, changed }, gap) => {
      const selected = (findings: readonly Finding[]): readonly Finding[] =>
        findings.filter(selects).toSorted((a, b) => compareSeverity(b.severity, a.severity));
      for (const finding of selected(gone)) add(finding, -1);
      for (const finding of selected(appeared)) add(finding, 1);
      for (const { before, now } of changed) {
        if (!selects(now)) continue;
        add(before, -1);
        add(now, 1);
      }
      const shown = [
        ...selected(appeared).map((finding) => show("appeared", finding)),
        ...selected(changed.map(({ now }) => now)).map((finding) => show("changed", finding)),
        ...selected(gone).map((finding) => show("gone", finding)),
      ];
      if (shown.includes(true) || gap !== known) write.standing(counts, gap, known);
      known = gap;
    },
  };
}

interface Writer {
  readonly finding: (mark: Mark, finding: Finding) => void;
  /** What there is now, what cannot be seen of it and what could not before. */
  readonly standing: (
    counts: ReadonlyMap<Severity, number>,
    gap: string | undefined,
    before?: string,
  ) => void;
}

const SIGNS: Readonly<Record<Mark, string>> = { appeared: "+", changed: "~", gone: "-" };

function lineWriter(args: Arguments, { stdout, environment }: Context): Writer {
  const paint = createPaint(usesColor(args.value("color"), stdout, environment));
  return {
    finding: (mark, { severity, check, object, message }) => {
      const text = sanitize(`${check} ${headingOf(object)}: ${message}`);
      stdout.write(
        `${timeNow()} ${SIGNS[mark]} ${paintSeverity(severity, severity.padEnd(8), paint)} ${text}\n`,
      );
    },
    standing: (counts, gap, before) => {
      const parts = SEVERITIES.toReversed().flatMap((severity) => {
        const number = counts.get(severity) ?? 0;
        return number === 0 ? [] : [`${number} ${severity}`];
      });
      const all = [...counts.values()].reduce((sum, number) => sum + number, 0);
      const listed = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
      stdout.write(`${timeNow()}   ${counted(all, "finding")}${listed}\n`);
      if (gap === before) return;
      stdout.write(`${timeNow()}   ${sanitize(gap ?? "All can be read again.")}\n`);
    },
  };
}

function jsonWriter({ stdout }: Context): Writer {
  const textOf = createFindingText();
  return {
    finding: (type, finding) => {
      stdout.write(
        `{"schemaVersion":1,"type":"${type}","time":"${new Date().toISOString()}","finding":${textOf(finding)}}\n`,
      );
    },
    standing: (counts, gap) => {
      const document = {
        schemaVersion: 1,
        type: "standing",
        time: new Date().toISOString(),
        findings: Object.fromEntries(counts),
        incomplete: gap !== undefined,
        ...(gap !== undefined && { reason: gap }),
      };
      stdout.write(`${JSON.stringify(document)}\n`);
    },
  };
}

/** `12:03:04`, as the clock on the wall. */
function timeNow(): string {
  return new Date().toTimeString().slice(0, 8);
}
