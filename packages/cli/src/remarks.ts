import { placeOfUnexamined, type Snapshot } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import type { Context } from "./context.ts";

/** Says on standard error what was not examined and what is wrong with the input, for verbs whose output is data. */
export function printRemarks(
  snapshot: Pick<Snapshot, "coverage" | "diagnostics">,
  { stderr }: Context,
): void {
  for (const { file, line, column, severity, message } of snapshot.diagnostics) {
    stderr.write(`${sanitize(`${file}:${line}:${column}: ${severity}: ${message}`)}\n`);
  }
  for (const part of snapshot.coverage.notExamined) {
    stderr.write(`${sanitize(`${placeOfUnexamined(part)}: not examined: ${part.reason}`)}\n`);
  }
}
