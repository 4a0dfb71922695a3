import type { SubjectChange } from "@watertight/core/access";
import { subjectText } from "@watertight/reports/access";
import { sanitize } from "@watertight/reports/text";
import { linesOf } from "./changes.ts";

/** `access diff -o markdown`; empty where nothing changed. */
export function accessDiffMarkdown(
  changes: readonly SubjectChange[],
  notes: readonly string[],
): string {
  if (changes.length === 0) return "";
  const rows = changes.flatMap((change) =>
    linesOf(change).map(
      ({ sign, text }) =>
        `| ${code(subjectText(change.subject))} | ${sign === "+" ? "gained" : "lost"} | ${code(text)} |`,
    ),
  );
  const lines = [
    "| subject | | right |",
    "|---|---|---|",
    ...rows,
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `- ${code(note)}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Text of the input as a code span, so that nothing in it is Markdown or HTML. */
function code(text: string): string {
  const safe = sanitize(text).replaceAll("|", String.raw`\|`);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${safe}${space}${fence}`;
}
