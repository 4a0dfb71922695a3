import type { Configuration } from "@watertight/core/configuration";
import { compareSeverity, type Severity } from "@watertight/core/findings";
import { comparisonHead, documentHead } from "@watertight/reports/json";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { endedByFindings, endedIncomplete } from "../../ending.ts";
import { configurationFor } from "../../reading.ts";
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
  const configuration = await configurationFor(args, context, [now]);
  const before = await findingsIn(old, configuration, args, context);
  const after = await findingsIn(now, configuration, args, context);
  const difference = compareFindings(before.findings, after.findings);
  const head = comparisonHead(before.head, after.head);
  context.stdout.write(
    (FORMATS.get(args.value("output") ?? "") ?? differenceText)(difference, head),
  );
  // What only one of the two examined says nothing about what changed.
  const gap = before.gap ?? after.gap;
  if (gap !== undefined) return endedIncomplete(gap);
  const failOn = (args.value("fail-on") ?? after.failOn) as Severity | "none";
  return endedByFindings(countFailing(difference.new, failOn), failOn, "new finding");
};

const FORMATS: ReadonlyMap<string, typeof differenceJson> = new Map([
  ["json", differenceJson],
  ["markdown", differenceMarkdown],
]);

function countFailing(findings: readonly Compared[], failOn: Severity | "none"): number {
  if (failOn === "none") return 0;
  return findings.filter(({ severity }) => compareSeverity(severity, failOn) >= 0).length;
}

/** Of a report as it says; of anything else what a scan finds in it now. */
async function findingsIn(
  path: string,
  configuration: Configuration,
  args: Arguments,
  context: Context,
): Promise<ReportedFindings> {
  const report = await readReport(path, context.workingDirectory);
  if (report) return report;
  const { snapshot, gap, findings, namespaces } = await prepareScan(args, context, "diff", {
    paths: [path],
    configuration,
  });
  if (gap !== undefined) printRemarks(snapshot, context);
  const counted = [...findings()].filter(({ exception }) => !exception);
  return {
    findings: counted.map((finding) => reportedOf(finding, path)),
    gap,
    head: documentHead({ snapshot, incomplete: gap !== undefined, namespaces: namespaces() }),
    failOn: configuration.failOn,
  };
}
