import type { AccessMatrix } from "@watertight/core/access";
import { sanitize } from "../text/sanitize.ts";
import { cellText, resourceText, rowText } from "./matrix-words.ts";

/** `access matrix -o csv`: RFC 4180, one row a subject; what a spreadsheet would take for a formula begins with an apostrophe. */
export function matrixCsv({ columns, rows }: AccessMatrix): string {
  const header = ["subject", ...columns.map((column) => `${column.verb} ${resourceText(column)}`)];
  const lines = [header, ...rows.map((row) => [rowText(row), ...row.cells.map(cellText)])];
  return lines.map((fields) => `${fields.map(field).join(",")}\r\n`).join("");
}

function field(text: string): string {
  const safe = sanitize(text);
  const defused = /^\s*[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
