import type { Configuration } from "@watertight/core/configuration";
import { compareSeverity, type Severity } from "@watertight/core/findings";
import { comparisonHead, documentHead } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import { notLookedFor } from "../../attack-ranking.ts";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, ended, endedByFindings, endedIncomplete } from "../../ending.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { configurationFor } from "../../reading.ts";
import { printRemarks } from "../../remarks.ts";
import { prepareScan } from "../../scanning.ts";
import { UsageError } from "../../usage-error.ts";
import { endsIn } from "../paths/ends.ts";
import { type AttackDifference, attacksIn, compareAttacks } from "./attacks.ts";
import { type Compared, compareFindings, type Difference, reportedOf } from "./compare.ts";
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
  const attacks = comparedAttacks(before, after, args, context);
  context.stdout.write(
    (FORMATS.get(args.value("output") ?? "") ?? differenceText)(difference, head, attacks),
  );
  // What only one of the two examined says nothing about what changed.
  const gap = before.gap ?? after.gap;
  if (gap !== undefined) return endedIncomplete(gap);
  return endingOf(difference, attacks, args, after);
};

/** What opens between two inputs; of a report nobody knows, and of large inputs it is asked only where somebody wants it. */
function comparedAttacks(
  before: ReportedFindings,
  after: ReportedFindings,
  args: Arguments,
  context: Context,
): AttackDifference | undefined {
  const isDemanded = args.flag("fail-on-paths");
  if (!before.clusters || !after.clusters) {
    if (!isDemanded) return undefined;
    throw new UsageError(
      "--fail-on-paths compares objects, which a report does not hold: give two folders or snapshots.",
      { verb: "diff" },
    );
  }
  const left = isDemanded ? undefined : notLookedFor(args, [before.clusters, after.clusters]);
  if (left !== undefined) {
    context.stderr.write(`${left}\n`);
    return undefined;
  }
  const settings = { assumeBreach: args.flag("assume-breach") };
  const ends = endsIn(args, "diff");
  return compareAttacks(
    attacksIn(before.clusters, settings, ends),
    attacksIn(after.clusters, settings, ends),
  );
}

function endingOf(
  difference: Difference,
  attacks: AttackDifference | undefined,
  args: Arguments,
  after: ReportedFindings,
): Ending {
  const failOn = (args.value("fail-on") ?? after.failOn) as Severity | "none";
  const byFindings = endedByFindings(countFailing(difference.new, failOn), failOn, "new finding");
  if (!attacks || !args.flag("fail-on-paths")) return byFindings;
  const byPaths = endedByPaths(attacks);
  // What is not known weighs more than what was found.
  return byPaths.status === EXIT_STATUS.incomplete || byFindings.status === EXIT_STATUS.clean
    ? byPaths
    : byFindings;
}

/** As `paths` ends for those that are open: sure ones fail, of others it is not known. */
function endedByPaths({ opened, missing: [missing] }: AttackDifference): Ending {
  const sure = opened.filter(({ path }) => path.certainty === "yes").length;
  if (sure > 0) return ended(`${counted(sure, "path")} of attack would be opened.`);
  if (opened.length > 0) {
    return endedIncomplete(
      `Whether ${counted(opened.length, "path")} of attack that would be opened can be gone is not known.`,
    );
  }
  return missing === undefined ? CLEAN : endedIncomplete(`A path may be missing: ${missing}`);
}

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
  const { snapshot, gap, findings, namespaces, clusters } = await prepareScan(
    args,
    context,
    "diff",
    {
      paths: [path],
      configuration,
    },
  );
  if (gap !== undefined) printRemarks(snapshot, context);
  const counted = [...findings()].filter(({ exception }) => !exception);
  return {
    findings: counted.map((finding) => reportedOf(finding, path)),
    gap,
    head: documentHead({ snapshot, incomplete: gap !== undefined, namespaces: namespaces() }),
    failOn: configuration.failOn,
    clusters: clusters(),
  };
}
