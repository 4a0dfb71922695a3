import { createHash } from "node:crypto";
import { escapeHtml } from "../../text/escape-html.ts";
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

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
td{overflow-wrap:anywhere}caption{text-align:left;padding:.3rem .6rem}.critical,.high{font-weight:700}.answered{opacity:.7}`;

/** One page without a script and without anything from elsewhere: an image a section. */
export function imageReportHtml(reports: readonly ImageReport[], head: ImageReportHead): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const open = rowsOf(reports).filter(({ status }) => status === "open");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(`watertight ${head.version}`)}">
<title>Watertight: images</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Images</h1>
<p>${countedVulnerabilities(open.length)} in ${counted(reports.length, "image")}, ${open.filter(({ fixed }) => fixed !== "").length} with a fix. ${escapeHtml(head.age)} ${head.gap === "" ? "" : escapeHtml(`Incomplete: ${head.gap}`)}</p>
${reports.map((report) => section(report, head)).join("")}</main>
</body>
</html>
`;
}

function section(report: ImageReport, { today }: ImageReportHead): string {
  const origin = originOf(report, today);
  const remarks = [
    ...(origin === "" ? [] : [origin]),
    ...remarksOn(report, today).map(({ kind, text }) => `${kind}: ${text}`),
  ];
  const rows = rowsOf([report]);
  const unexamined = unexaminedOf(report).map(({ path, reason }) => `${path}: ${reason}`);
  const name = escapeHtml(nameOfImage(report));
  return `<section>
<h2>${name}</h2>
${list(remarks)}${rows.length === 0 ? "<p>No vulnerability is known.</p>\n" : table(name, rows)}${unexamined.length === 0 ? "" : `<h3>Not examined</h3>\n${list(unexamined)}`}</section>
`;
}

function list(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>\n`).join("")}</ul>\n`;
}

function table(name: string, rows: readonly ImageRow[]): string {
  const heads = ["Severity", "Vulnerability", "Package", "Version", "Fix", "What"];
  return `<table>
<caption>Vulnerabilities of ${name}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>
<tbody>
${rows.map(tableRow).join("")}</tbody>
</table>
`;
}

function tableRow(row: ImageRow): string {
  const what = [row.summary, row.note].filter((text) => text !== "").join("; ");
  const cells = [row.vulnerability, row.package, row.installed, fixText(row), what];
  return `<tr class="${row.severity} ${row.status}"><td>${row.severity}</td>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>\n`;
}
