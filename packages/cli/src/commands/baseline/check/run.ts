import { compareSeverity, type Finding, type Severity } from "@watertight/core/findings";
import { createBaselineMatcher } from "@watertight/core/scan";
import { readBaseline } from "../../../baseline-file.ts";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { BASELINE_FILE } from "../../../options.ts";
import { prepareScan } from "../../../scanning.ts";
import { reportIncomplete } from "../incomplete.ts";
import { findingLine, knownLines } from "../lines.ts";

/** Prints what is new and what is gone, and counts what is known. */
export const run: Run = async (args, context) => {
  const file = args.value("baseline") ?? BASELINE_FILE;
  const baseline = (await readBaseline(file, context.workingDirectory)) ?? [];
  const { configuration, snapshot, findings } = await prepareScan(args, context, "baseline check");
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
  const matcher = createBaselineMatcher(baseline);
  const counted = [...findings()].filter(({ exception }) => !exception);
  const news = counted.filter((finding) => !matcher.isKnown(finding));
  const gone = matcher.gone();
  const goneCount = gone.reduce((sum, { count }) => sum + count, 0);
  for (const finding of news) context.stdout.write(findingLine("new", finding));
  context.stdout.write(knownLines("gone", gone));
  context.stdout.write(
    `${news.length} new, ${goneCount} gone, ${counted.length - news.length} known\n`,
  );
  if (reportIncomplete(snapshot, context)) return EXIT_STATUS.incomplete;
  return news.some(reaches(failOn)) ? EXIT_STATUS.findings : EXIT_STATUS.clean;
};

function reaches(failOn: Severity | "none"): (finding: Finding) => boolean {
  return ({ severity }) => failOn !== "none" && compareSeverity(severity, failOn) >= 0;
}
