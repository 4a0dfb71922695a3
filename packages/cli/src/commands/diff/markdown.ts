import { headingOf, pathAndMessage } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import { markdownText } from "@watertight/reports/text";
import { attackMarkdown } from "./attack-words.ts";
import type { AttackDifference } from "./attacks.ts";
import { type Compared, type Difference, sumOf } from "./compare.ts";

/** `diff -o markdown`, for a comment. */
export function differenceMarkdown(
  difference: Difference,
  _head: JsonObject,
  attacks: AttackDifference | undefined,
): string {
  const { new: news, gone } = difference;
  return [
    `**${sumOf(difference)}**\n`,
    table("New", news),
    table("Gone", gone),
    attacks ? attackMarkdown(attacks) : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function table(title: string, findings: readonly Compared[]): string {
  if (findings.length === 0) return "";
  const rows = findings.map((finding) => {
    const { severity, check, object, location } = finding;
    const place = `${location.file}:${location.line}`;
    const cells = [severity, check, headingOf(object), place, pathAndMessage(finding)];
    return `| ${cells.map(markdownText).join(" | ")} |\n`;
  });
  return `### ${title}\n\n| severity | check | object | place | what |\n|---|---|---|---|---|\n${rows.join("")}`;
}
