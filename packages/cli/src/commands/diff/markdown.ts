import { headingOf, pathAndMessage } from "@watertight/core/findings";
import { markdownText } from "@watertight/reports/text";
import { type Compared, type Difference, sumOf } from "./compare.ts";

/** `diff -o markdown`, for a comment. */
export function differenceMarkdown(difference: Difference): string {
  const { new: news, gone } = difference;
  return [`**${sumOf(difference)}**\n`, table("New", news), table("Gone", gone)]
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
