import type { ChangedConnection } from "@watertight/core/network";
import { portsText } from "@watertight/reports/network";
import { markdownText } from "@watertight/reports/text";
import { type Changes, doubt, summary } from "./changes.ts";

/** `network diff` as Markdown. */
export function diffMarkdown(gained: Changes, lost: Changes): string {
  const row =
    (word: string) =>
    (change: ChangedConnection): string => {
      const cells = [
        word,
        change.src.name,
        change.dst.name,
        `${portsText(change.ports)}${doubt(change)}`,
      ];
      return `| ${cells.map(markdownText).join(" | ")} |`;
    };
  const rows = [...gained.map(row("gained")), ...lost.map(row("lost"))];
  const table =
    rows.length === 0 ? [] : ["| | from | to | ports |", "|---|---|---|---|", ...rows, ""];
  return `${[...table, summary(gained, lost)].join("\n")}\n`;
}
