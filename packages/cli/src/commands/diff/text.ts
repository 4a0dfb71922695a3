import { headingOf, pathAndMessage } from "@watertight/core/findings";
import { sanitize } from "@watertight/reports/text";
import { type Compared, type Difference, sumOf } from "./compare.ts";

/** `diff` for people. */
export function differenceText(difference: Difference): string {
  const line = (word: string, finding: Compared): string => {
    const { severity, location, object, check } = finding;
    const rest = `${location.file}:${location.line}  ${headingOf(object)}  ${pathAndMessage(finding)}`;
    return `${word}  ${severity.padEnd(8)}  ${sanitize(rest)}  ${sanitize(check)}\n`;
  };
  return [
    ...difference.gone.map((finding) => line("gone", finding)),
    ...difference.new.map((finding) => line("new ", finding)),
    `${sumOf(difference)}\n`,
  ].join("");
}
