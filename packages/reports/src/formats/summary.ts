import {
  compareSeverity,
  type Finding,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import { isHarmless } from "@watertight/core/snapshot";
import type { CreateReporter, Summary } from "../reporter.ts";
import { createPaint, type Paint } from "../text/paint.ts";
import { paintSeverity } from "../text/severity.ts";
import { counted } from "../text/words.ts";

/** Numbers alone: how many findings of each severity, then of each check, the worst and most frequent first. */
export const createReporter: CreateReporter = (context, write) => {
  const { checks, snapshot, severity = "info" } = context;
  const paint = createPaint(context.color);
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  const counts = new Map<string, Count>();
  return {
    hides: true,
    finding: (finding) => {
      const key = `${finding.severity} ${finding.check}`;
      const known = counts.get(key) ?? {
        severity: finding.severity,
        check: finding.check,
        number: 0,
      };
      counts.set(key, { ...known, number: known.number + 1 });
    },
    end: (summary) => {
      const shown = [...counts.values()].filter(
        (each) => compareSeverity(each.severity, severity) >= 0,
      );
      const { files, objects, notExamined } = snapshot.coverage;
      const missing = notExamined.filter((part) => !isHarmless(part)).length;
      const closing = [
        files === 0
          ? counted(objects, "object")
          : `${counted(objects, "object")} in ${counted(files, "file")}`,
        `${missing} not examined`,
        ...(summary.excepted === 0 ? [] : [`${summary.excepted} excepted`]),
        ...(summary.known === 0 ? [] : [`${summary.known} in the baseline`]),
      ];
      const lines = [...severityLines(summary, paint), ...checkLines(shown, titles, paint)];
      write(`${[...lines, closing.join("; ")].join("\n")}\n`);
    },
  };
};

type Count = Pick<Finding, "severity" | "check"> & { readonly number: number };

function severityLines({ findings }: Summary, paint: Paint): string[] {
  const width = Math.max(...Object.values(findings).map((count) => String(count).length));
  const line = (severity: Severity): string =>
    `${paintSeverity(severity, severity.padEnd(8), paint)}  ${String(findings[severity]).padStart(width)}`;
  return [...SEVERITIES.toReversed().map(line), ""];
}

function checkLines(
  counts: readonly Count[],
  titles: ReadonlyMap<string, string>,
  paint: Paint,
): string[] {
  if (counts.length === 0) return [];
  const width = Math.max(...counts.map(({ number }) => String(number).length));
  const names = Math.max(...counts.map(({ check }) => check.length));
  const lines = counts
    .toSorted(
      (a, b) =>
        compareSeverity(b.severity, a.severity) ||
        b.number - a.number ||
        (a.check < b.check ? -1 : 1),
    )
    .map(({ severity, check, number }) => {
      const word = paintSeverity(severity, severity.padEnd(8), paint);
      return `${word}  ${String(number).padStart(width)}  ${check.padEnd(names)}  ${titles.get(check) ?? ""}`.trimEnd();
    });
  return [...lines, ""];
}
