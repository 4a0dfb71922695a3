import { compareSeverity, type Severity } from "@watertight/core/findings";
import { isIncomplete } from "@watertight/core/snapshot";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { printRemarks } from "../../remarks.ts";
import { prepareScan } from "../../scanning.ts";
import { type Compared, compareFindings, reportedOf } from "./compare.ts";
import { differenceJson } from "./json.ts";
import { differenceMarkdown } from "./markdown.ts";
import { type ReportedFindings, readReport } from "./read-report.ts";
import { differenceText } from "./text.ts";

/** Prints what two reports or two inputs have not in common. */
export const run: Run = async (args, context) => {
  const [old = "", now = ""] = args.operands;
  const before = await findingsIn(old, args, context);
  const after = await findingsIn(now, args, context);
  const difference = compareFindings(before.findings, after.findings);
  context.stdout.write((FORMATS.get(args.value("output") ?? "") ?? differenceText)(difference));
  // What only one of the two examined says nothing about what changed.
  if (before.incomplete || after.incomplete) return EXIT_STATUS.incomplete;
  const failOn = (args.value("fail-on") ?? after.failOn) as Severity | "none";
  return fails(difference.new, failOn) ? EXIT_STATUS.findings : EXIT_STATUS.clean;
};

const FORMATS: ReadonlyMap<string, typeof differenceText> = new Map([
  ["json", differenceJson],
  ["markdown", differenceMarkdown],
]);

function fails(findings: readonly Compared[], failOn: Severity | "none"): boolean {
  return (
    failOn !== "none" && findings.some(({ severity }) => compareSeverity(severity, failOn) >= 0)
  );
}

/** Of a report as it says; of anything else what a scan finds in it now. */
async function findingsIn(
  path: string,
  args: Arguments,
  context: Context,
): Promise<ReportedFindings> {
  const report = await readReport(path, context.workingDirectory);
  if (report) return report;
  const { configuration, snapshot, findings } = await prepareScan(args, context, "diff", {
    paths: [path],
  });
  const incomplete = isIncomplete(snapshot.coverage, snapshot.diagnostics);
  if (incomplete) printRemarks(snapshot, context);
  const counted = [...findings()].filter(({ exception }) => !exception);
  return {
    findings: counted.map((finding) => reportedOf(finding, path)),
    incomplete,
    failOn: configuration.failOn,
  };
}
