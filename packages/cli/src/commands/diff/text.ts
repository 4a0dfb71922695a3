import { markdownText } from "../../formats/markdown-text.ts";
import { safeJson } from "../../formats/safe-json.ts";
import { pathAndMessage } from "../../formats/words.ts";
import { sanitize } from "../../terminal/sanitize.ts";
import type { Compared, Difference } from "./compare.ts";

/** A difference as `text`, `json` or `markdown`. */
export function differenceText(difference: Difference, format: string): string {
  if (format === "json") return jsonText(difference);
  return format === "markdown" ? markdown(difference) : text(difference);
}

function text(difference: Difference): string {
  const line = (word: string, finding: Compared): string => {
    const { severity, file, line: number, object, check } = finding;
    const rest = `${file}:${number}  ${object}  ${pathAndMessage(finding)}`;
    return `${word}  ${severity.padEnd(8)}  ${sanitize(rest)}  ${sanitize(check)}\n`;
  };
  return [
    ...difference.gone.map((finding) => line("gone", finding)),
    ...difference.new.map((finding) => line("new ", finding)),
    `${sumOf(difference)}\n`,
  ].join("");
}

function sumOf({ new: news, gone, unchanged }: Difference): string {
  return `${news.length} new, ${gone.length} gone, ${unchanged.length} unchanged`;
}

function jsonText(difference: Difference): string {
  const list = (findings: readonly Compared[]): string =>
    findings.length === 0
      ? "[]"
      : `[\n${findings.map((finding) => safeJson({ ...finding })).join(",\n")}\n]`;
  const { new: news, gone, unchanged } = difference;
  return `{"schemaVersion":1,\n"new":${list(news)},\n"gone":${list(gone)},\n"unchanged":${list(unchanged)}\n}\n`;
}

function markdown(difference: Difference): string {
  const { new: news, gone } = difference;
  return [`**${sumOf(difference)}**\n`, table("New", news), table("Gone", gone)]
    .filter((part) => part !== "")
    .join("\n");
}

function table(title: string, findings: readonly Compared[]): string {
  if (findings.length === 0) return "";
  const rows = findings.map((finding) => {
    const { severity, check, object, file, line } = finding;
    const cells = [severity, check, object, `${file}:${line}`, pathAndMessage(finding)];
    return `| ${cells.map(markdownText).join(" | ")} |\n`;
  });
  return `### ${title}\n\n| severity | check | object | place | what |\n|---|---|---|---|---|\n${rows.join("")}`;
}
