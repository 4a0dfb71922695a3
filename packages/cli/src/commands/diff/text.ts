import { headingOf, pathAndMessage } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import { attackLines } from "./attack-words.ts";
import type { AttackDifference } from "./attacks.ts";
import { type Compared, type Difference, sumOf } from "./compare.ts";

/** `diff` for people. */
export function differenceText(
  difference: Difference,
  _head: JsonObject,
  attacks: AttackDifference | undefined,
): string {
  const line = (word: string, finding: Compared): string => {
    const { severity, location, object, check } = finding;
    const rest = `${location.file}:${location.line}  ${headingOf(object)}  ${pathAndMessage(finding)}`;
    return `${word}  ${severity.padEnd(8)}  ${sanitize(rest)}  ${sanitize(check)}\n`;
  };
  return [
    ...difference.gone.map((finding) => line("gone", finding)),
    ...difference.new.map((finding) => line("new ", finding)),
    ...(attacks ? attackLines(attacks).map((each) => `${each}\n`) : []),
    `${sumOf(difference)}\n`,
  ].join("");
}
