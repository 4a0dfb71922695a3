import { baselineOf } from "@watertight/core/scan";
import { counted } from "@watertight/reports/text";
import { baselineText } from "../../../baseline-file.ts";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { writeText } from "../../../files.ts";
import { BASELINE_FILE } from "../../../options.ts";
import { prepareScan } from "../../../scanning.ts";
import { reportIncomplete } from "../incomplete.ts";

/** Writes everything that is found now into the baseline. */
export const run: Run = async (args, context) => {
  const { snapshot, findings } = await prepareScan(args, context, "baseline write");
  const file = args.value("baseline") ?? BASELINE_FILE;
  const baseline = baselineOf(findings());
  await writeText(file, baselineText(baseline), "The baseline", context);
  const count = baseline.reduce((sum, known) => sum + known.count, 0);
  context.stdout.write(`${file}: ${counted(count, "known finding")}\n`);
  return reportIncomplete(snapshot, context) ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
};
