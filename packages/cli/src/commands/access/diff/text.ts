import type { SubjectChange } from "@watertight/core/access";
import { subjectText } from "@watertight/reports/access";
import { sanitize } from "@watertight/reports/text";
import { linesOf } from "./changes.ts";

/** `access diff` for people; empty where nothing changed. */
export function accessDiffText(changes: readonly SubjectChange[]): string {
  return changes
    .flatMap(textLines)
    .map((line) => `${sanitize(line)}\n`)
    .join("");
}

function textLines(change: SubjectChange): readonly string[] {
  return [
    subjectText(change.subject),
    ...linesOf(change).map(({ sign, text }) => `  ${sign} ${text}`),
  ];
}
