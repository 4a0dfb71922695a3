import type { Severity } from "@watertight/core/findings";
import { isHarmless, placeOfUnexamined, type Snapshot } from "@watertight/core/snapshot";
import { counted } from "@watertight/reports/text";
import { EXIT_STATUS } from "./exit-status.ts";

/** Programs may say much about why they failed; the report has all of it. */
const LONGEST = 300;

/** How a verb ends: the process's status, and why it is another than 0, in a whole sentence. */
export type Ending =
  | { readonly status: typeof EXIT_STATUS.clean }
  | {
      readonly status: typeof EXIT_STATUS.findings | typeof EXIT_STATUS.incomplete;
      readonly because: string;
    }
  | {
      readonly status: typeof EXIT_STATUS.findings | typeof EXIT_STATUS.incomplete;
      readonly isTold: true;
    };

/** Nothing that the caller has to heed. */
export const CLEAN: Ending = { status: EXIT_STATUS.clean };

/** The answer is the one that the verb is asked to fail for. */
export function ended(because: string): Ending {
  return { status: EXIT_STATUS.findings, because };
}

/** So many findings, or new ones, reach the threshold; clean where none does. */
export function endedByFindings(
  count: number,
  failOn: Severity | "none",
  noun: "finding" | "new finding" = "finding",
): Ending {
  if (count === 0) return CLEAN;
  const which = failOn === "critical" ? failOn : `${failOn} or worse`;
  return ended(
    `${counted(count, noun)} ${count === 1 ? "is" : "are"} ${which} (--fail-on ${failOn}).`,
  );
}

/** The status of another verb, which has said why. */
export function told(status: typeof EXIT_STATUS.findings | typeof EXIT_STATUS.incomplete): Ending {
  return { status, isTold: true };
}

/** Something that should have been examined was not, or stays open. */
export function endedIncomplete(because: string): Ending {
  return { status: EXIT_STATUS.incomplete, because };
}

/** What of the input could not be examined, in a sentence with the first place; undefined where all of it was. */
export function gapIn({
  coverage,
  diagnostics,
}: Pick<Snapshot, "coverage" | "diagnostics">): string | undefined {
  const parts = coverage.notExamined.filter((part) => !isHarmless(part));
  const [part] = parts;
  if (part) {
    const place = placeOfUnexamined(part);
    const reason = part.reason.length > LONGEST ? `${part.reason.slice(0, LONGEST)}…` : part.reason;
    return parts.length === 1
      ? `${place} was not examined: ${reason}`
      : `${parts.length} parts of the input were not examined; the first is ${place}: ${reason}`;
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [error] = errors;
  if (!error) return undefined;
  const { file, line, column, message } = error;
  const count = errors.length === 1 ? "An error" : `${errors.length} errors`;
  return `${count} in the input, at ${file}:${line}:${column}: ${message}.`;
}
