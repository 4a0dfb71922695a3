import type { Run } from "../../command.ts";
import { prepareScan } from "../../scanning.ts";
import { reportScan } from "./report-scan.ts";

/** Reads, runs the checks and reports each finding as it comes; with `--watch` it goes on with what changes. */
export const run: Run = async (args, context) => {
  if (args.flag("watch")) {
    const { watchScan } = await import("./watch.ts");
    return watchScan(args, context);
  }
  if (args.value("framework") !== undefined) {
    const { scanByFramework } = await import("./by-framework.ts");
    return scanByFramework(args, context);
  }
  return reportScan(await prepareScan(args, context, "scan", { isRanked: true }), args, context);
};
