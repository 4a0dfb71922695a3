import type { Check } from "@watertight/core/checks";
import { type Paint, paintSeverity } from "@watertight/reports/text";

/** The catalogue for a person: by topic, in the order of the catalogue. */
export function catalogueText(checks: readonly Check[], paint: Paint): string {
  const width = Math.max(0, ...checks.map(({ id }) => id.length));
  const topics = [...new Set(checks.map(({ topic }) => topic))];
  const parts = topics.map((topic) => {
    const lines = checks
      .filter((check) => check.topic === topic)
      .map(
        ({ id, severity, title }) =>
          `  ${id.padEnd(width)}  ${paintSeverity(severity, severity.padEnd(8), paint)}  ${title}\n`,
      );
    return `${paint("bold", topic)}\n${lines.join("")}`;
  });
  const count = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  return [...parts, `${count}\n`].join("\n");
}
