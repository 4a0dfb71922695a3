import { compareSeverity, type Finding, type Severity } from "@watertight/core/findings";
import { createBaselineMatcher } from "@watertight/core/scan";
import { readBaseline } from "../../../baseline-file.ts";
import type { Run } from "../../../command.ts";
import { endedByFindings, endedIncomplete } from "../../../ending.ts";
import { BASELINE_FILE } from "../../../options.ts";
import { prepareScan } from "../../../scanning.ts";
import { reportGap } from "../incomplete.ts";
import { findingLine, knownLines } from "../lines.ts";

/** Prints what is new and what is gone, and counts what is known. */
export const run: Run = async (args, context) => {
  const file = args.value("baseline") ?? BASELINE_FILE;
  const baseline = (await readBaseline(file, context.workingDirectory)) ?? [];
  const scanning = await prepareScan(args, context, "baseline check");
  const { configuration, findings } = scanning;
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
  const matcher = createBaselineMatcher(baseline);
  const found = [...findings()].filter(({ exception }) => !exception);
  const news = found.filter((finding) => !matcher.isKnown(finding));
  const gone = matcher.gone();
  const goneCount = gone.reduce((sum, { count }) => sum + count, 0);
  for (const finding of news) context.stdout.write(findingLine("new", finding));
  context.stdout.write(knownLines("gone", gone));
  context.stdout.write(
    `${news.length} new, ${goneCount} gone, ${found.length - news.length} known\n`,
  );
  const gap = reportGap(scanning, context);
  if (gap !== undefined) return endedIncomplete(gap);
  return endedByFindings(news.filter(reaches(failOn)).length, failOn, "new finding");
};

function reaches(failOn: Severity | "none"): (finding: Finding) => boolean {
  return ({ severity }) => failOn !== "none" && compareSeverity(severity, failOn) >= 0;
}
