import type { Run } from "../../command.ts";
import { prepareScan } from "../../scanning.ts";
import { frameworkOf, reportScan } from "./report-scan.ts";

/** Reads, runs the checks and reports each finding as it comes; with `--watch` it goes on with what changes. */
export const run: Run = async (args, context) => {
  if (args.flag("watch")) {
    const { watchScan } = await import("./watch.ts");
    return watchScan(args, context);
  }
  const { runs } = frameworkOf(args);
  return reportScan(await prepareScan(args, context, "scan", { runs }), args, context);
};
