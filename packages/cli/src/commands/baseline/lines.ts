import { type Finding, headingOf, pathAndMessage, positionOf } from "@watertight/core/findings";
import type { Baseline } from "@watertight/core/scan";
import { sanitize } from "@watertight/reports/text";

/** A line for each entry of a baseline. */
export function knownLines(word: string, baseline: Baseline): string {
  return baseline
    .map(({ severity, object, path, check, count }) => {
      const times = count === 1 ? "" : `  ${count} times`;
      return `${word}  ${severity}  ${sanitize(`${object}  ${path}`)}  ${check}${times}\n`;
    })
    .join("");
}

/** A line for a finding. */
export function findingLine(word: string, finding: Finding): string {
  const { severity, location, object, check } = finding;
  const text = `${positionOf(location)}  ${headingOf(object)}  ${pathAndMessage(finding)}`;
  return `${word}  ${severity}  ${sanitize(text)}  ${check}\n`;
}
