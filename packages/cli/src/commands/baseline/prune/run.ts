import { createBaselineMatcher, prunedBaseline } from "@watertight/core/scan";
import { counted } from "@watertight/reports/text";
import { baselineText, readBaseline } from "../../../baseline-file.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { BASELINE_FILE } from "../../../options.ts";
import { prepareScan } from "../../../scanning.ts";
import { reportGap } from "../incomplete.ts";
import { knownLines } from "../lines.ts";

/** Takes what is gone out of the baseline; nothing, when part of the input was not examined and may still have it. */
export const run: Run = async (args, context) => {
  const file = args.value("baseline") ?? BASELINE_FILE;
  const baseline = (await readBaseline(file, context.workingDirectory)) ?? [];
  const scanning = await prepareScan(args, context, "baseline prune");
  const gap = reportGap(scanning, context);
  if (gap !== undefined) {
    context.stderr.write(
      `${file} stays as it is: what was not examined may still have its findings.\n`,
    );
    return endedIncomplete(gap);
  }
  const matcher = createBaselineMatcher(baseline);
  for (const finding of scanning.findings()) if (!finding.exception) matcher.isKnown(finding);
  const gone = matcher.gone();
  await writeText(file, baselineText(prunedBaseline(baseline, gone)), "The baseline", context);
  const count = gone.reduce((sum, known) => sum + known.count, 0);
  context.stdout.write(
    `${knownLines("gone", gone)}${file}: ${counted(count, "finding")} taken out\n`,
  );
  return CLEAN;
};
