import type { Connection, Connections } from "@watertight/core/network";
import { sanitize } from "../text/sanitize.ts";
import { portsText } from "./ports-text.ts";

/** Connections for spreadsheets. */
export function connectionsCsv({ connections, unknown }: Connections): string {
  const rows = [
    ...connections.map((each) => csvRow(each, "yes")),
    ...unknown.map((each) => csvRow(each, "unknown")),
  ];
  return `${["src,dst,ports,verdict", ...rows].join("\r\n")}\r\n`;
}

function csvRow({ src, dst, ports }: Connection, verdict: "yes" | "unknown"): string {
  return [src.name, dst.name, portsText(ports), verdict].map(csvCell).join(",");
}

// A spreadsheet takes a cell that begins so for a formula.
function csvCell(text: string): string {
  const shown = sanitize(text);
  const safe = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}
