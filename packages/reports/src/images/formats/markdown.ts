import { RATINGS } from "@watertight/core/images";
import { markdownText } from "../../text/markdown-text.ts";
import { counted } from "../../text/words.ts";
import { originOf, remarksOn } from "../image-facts.ts";
import type { ImageReport, ImageReportHead } from "../image-report.ts";
import {
  countedVulnerabilities,
  fixText,
  type ImageRow,
  nameOfImage,
  rowsOf,
  unexaminedOf,
} from "../image-rows.ts";

/** For comments and wikis: the figures, then each image with what is to be heeded, its vulnerabilities in a table, and what was not examined. */
export function imageReportMarkdown(
  reports: readonly ImageReport[],
  head: ImageReportHead,
): string {
  const open = rowsOf(reports).filter(({ status }) => status === "open");
  const counts = RATINGS.toReversed()
    .map((rating) => [rating, open.filter(({ severity }) => severity === rating).length] as const)
    .filter(([, count]) => count > 0)
    .map(([rating, count]) => `**${count} ${rating}**`);
  const closing = [
    ...counts,
    `${open.filter(({ fixed }) => fixed !== "").length} with a fix`,
    counted(reports.length, "image"),
  ].join("; ");
  const age = head.age === "" ? "" : `\n${markdownText(head.age)}\n`;
  return `## Watertight: ${countedVulnerabilities(open.length)}\n\n${closing}\n${age}${reports.map((report) => section(report, head)).join("")}`;
}

function section(report: ImageReport, { today }: ImageReportHead): string {
  const origin = originOf(report, today);
  const lines = [
    ...(origin === "" ? [] : [origin]),
    ...remarksOn(report, today).map(({ kind, text }) => `${kind}: ${text}`),
  ];
  const rows = rowsOf([report]);
  const unexamined = unexaminedOf(report);
  return [
    `\n### ${markdownText(nameOfImage(report))}\n\n`,
    ...lines.map((line) => `- ${markdownText(line)}\n`),
    ...(lines.length > 0 ? ["\n"] : []),
    ...(rows.length === 0
      ? ["No vulnerability is known.\n"]
      : [
          "| severity | vulnerability | package | version | fix | what |\n|---|---|---|---|---|---|\n",
        ]),
    ...rows.map(tableRow),
    ...(unexamined.length === 0 ? [] : ["\nNot examined:\n\n"]),
    ...unexamined.map(({ path, reason }) => `- ${markdownText(`${path}: ${reason}`)}\n`),
  ].join("");
}

function tableRow(row: ImageRow): string {
  const severity = row.status === "open" ? row.severity : `(${row.severity})`;
  const what = [row.summary, row.note].filter((text) => text !== "").join("; ");
  const cells = [severity, row.vulnerability, row.package, row.installed, fixText(row), what];
  return `| ${cells.map(markdownText).join(" | ")} |\n`;
}
