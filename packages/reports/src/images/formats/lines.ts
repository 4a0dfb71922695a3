import { RATINGS, type Rating } from "@watertight/core/images";
import { command, type Level } from "../../formats/github.ts";
import { cell } from "../../text/cell.ts";
import { sanitize } from "../../text/sanitize.ts";
import { counted } from "../../text/words.ts";
import { remarksOn } from "../image-facts.ts";
import type { ImageReport, ImageReportHead } from "../image-report.ts";
import { fixText, nameOfImage, rowsOf, unexaminedOf } from "../image-rows.ts";

/** A line a vulnerability, for `grep` and `sort`: `image severity vulnerability package version: fix`; then what could not be examined. */
export function imageReportOneline(reports: readonly ImageReport[]): string {
  const lines = [
    ...openRows(reports).map(
      (row) =>
        `${row.image} ${row.severity} ${row.vulnerability} ${row.package} ${row.installed}: ${fixText(row)}`,
    ),
    ...reports.flatMap((report) =>
      unexaminedOf(report).map(
        ({ path, reason }) => `${nameOfImage(report)} error not-examined ${path}: ${reason}`,
      ),
    ),
  ];
  // The runner of GitHub Actions obeys `##[error]` anywhere, and `::error::` at the beginning.
  return lines
    .map(sanitize)
    .map((line) => `${line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [")}\n`)
    .join("");
}

function openRows(reports: readonly ImageReport[]): ReturnType<typeof rowsOf> {
  return rowsOf(reports).filter(({ status }) => status === "open");
}

/** Numbers alone: a line an image with how many vulnerabilities of each severity it has. */
export function imageReportSummary(reports: readonly ImageReport[]): string {
  const lines = reports.map((report) => {
    const open = openRows([report]);
    const counts = RATINGS.toReversed().flatMap((rating) => {
      const count = open.filter(({ severity }) => severity === rating).length;
      return count === 0 ? [] : [`${count} ${rating}`];
    });
    const unexamined = unexaminedOf(report).length;
    return [
      `${nameOfImage(report)}: ${counts.length === 0 ? "no known vulnerability" : counts.join(", ")}`,
      `${open.filter(({ fixed }) => fixed !== "").length} with a fix`,
      counted(report.contents.packages.length, "package"),
      ...(unexamined === 0 ? [] : [`${unexamined} not examined`]),
    ].join("; ");
  });
  return lines.map((line) => `${sanitize(line)}\n`).join("");
}

const COLUMNS = [
  ...["image", "status", "severity", "score", "vulnerability", "aliases", "package", "installed"],
  ...["fixed", "purl", "path", "exploited", "probability", "summary", "note"],
];

/** For spreadsheets: a row a vulnerability, answered ones and what was not examined too; no cell can be a formula. */
export function imageReportCsv(reports: readonly ImageReport[]): string {
  const rows = rowsOf(reports).map((row) => {
    const { match } = row.judged;
    const { knownSince = "", probability } = match.exploitation ?? {};
    return [
      ...[row.image, row.status, row.severity, match.score ?? "", row.vulnerability],
      ...[match.aliases.join(" "), row.package, row.installed, row.fixed, match.package.purl],
      ...[match.package.path, knownSince, probability ?? "", row.summary, row.note],
    ];
  });
  const unexamined = reports.flatMap((report) =>
    unexaminedOf(report).map(({ path, reason }) => [
      ...[nameOfImage(report), "not examined", "", "", "", "", "", "", "", "", path, "", ""],
      ...["", reason],
    ]),
  );
  return [COLUMNS, ...rows, ...unexamined].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

const LEVELS: Readonly<Record<Rating, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  unknown: "warning",
  low: "notice",
  negligible: "notice",
};

/** Workflow commands of GitHub Actions. */
export function imageReportGithub(reports: readonly ImageReport[], head: ImageReportHead): string {
  const commands = openRows(reports).map((row) =>
    command(
      LEVELS[row.severity],
      { title: `${row.vulnerability} (${row.severity})` },
      `${row.image}: ${row.package} ${row.installed}, ${fixText(row)}${row.summary === "" ? "" : `: ${row.summary}`}`,
    ),
  );
  const others = reports.flatMap((report) => [
    ...remarksOn(report, head.today).map(({ kind, text }) =>
      command("warning", { title: kind }, `${nameOfImage(report)}: ${text}`),
    ),
    ...unexaminedOf(report).map(({ path, reason }) =>
      command("warning", { title: "Not examined" }, `${nameOfImage(report)}: ${path}: ${reason}`),
    ),
  ]);
  return [...commands, ...others].join("");
}
