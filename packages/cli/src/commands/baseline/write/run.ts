import { baselineOf } from "@watertight/core/scan";
import { counted } from "@watertight/reports/text";
import { baselineText } from "../../../baseline-file.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { BASELINE_FILE } from "../../../options.ts";
import { prepareScan } from "../../../scanning.ts";
import { reportGap } from "../incomplete.ts";

/** Writes everything that is found now into the baseline. */
export const run: Run = async (args, context) => {
  const scanning = await prepareScan(args, context, "baseline write");
  const file = args.value("baseline") ?? BASELINE_FILE;
  const baseline = baselineOf(scanning.findings());
  await writeText(file, baselineText(baseline), "The baseline", context);
  const count = baseline.reduce((sum, known) => sum + known.count, 0);
  context.stdout.write(`${file}: ${counted(count, "known finding")}\n`);
  const gap = reportGap(scanning, context);
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};
