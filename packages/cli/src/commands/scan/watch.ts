import { compareSeverity, type Severity } from "@watertight/core/findings";
import { findingChanges, notAssessableIn } from "@watertight/core/scan";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, endedByFindings, endedIncomplete } from "../../ending.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { type FollowedScan, followScan } from "../../live/followed-scan.ts";
import { type ScanPlan, scanPlan, withUnassessed } from "../../scanning.ts";
import { UsageError } from "../../usage-error.ts";
import { reportScan } from "./report-scan.ts";
import { selectionOf } from "./selection.ts";
import { createWatchReport, type WatchReport } from "./watch-report.ts";

/** What has no place beside findings that come and go. */
const ONCE = ["framework", "baseline", "changed", "against-cluster", "against-snapshot"];
const FORMATS = ["pretty", "json"];

/** Reports the findings of a running cluster, and from then on each that appears, changes or goes, until it is interrupted. */
export async function watchScan(args: Arguments, context: Context): Promise<Ending> {
  const path = clusterOf(args);
  const plan = await scanPlan(args, context, "scan");
  let standing: Standing | undefined;
  await followScan(
    path,
    plan,
    {
      onScan: async (now, before) => {
        if (!standing || !before) {
          standing = { ...now, report: await begin(now, plan, args, context) };
          return;
        }
        standing = { ...standing, ...now };
        standing.report.tell(findingChanges(before, now.scan.findings()), now.gap);
      },
      onChanges: (now, _changes, found) => {
        standing?.report.tell(found, now.gap);
        return Promise.resolve();
      },
    },
    { args, context, signal: context.interruption() },
  );
  return endingOf(standing, (args.value("fail-on") ?? plan.configuration.failOn) as FailOn, args);
}

/** What is known of the cluster now. */
interface Standing extends FollowedScan {
  readonly report: WatchReport;
}

/** Reports all that was found at first, as a scan does, or for programs line by line. */
async function begin(
  { scan, gap }: FollowedScan,
  plan: ScanPlan,
  args: Arguments,
  context: Context,
): Promise<WatchReport> {
  const cluster = scan.cluster();
  const unassessed = notAssessableIn([cluster], plan.checks);
  const snapshot = withUnassessed(cluster.snapshot, unassessed.parts);
  const report = createWatchReport(args, context, await selectionOf(args, snapshot, context));
  const findings = scan.findings();
  if (args.values("output")[0] === "json") {
    report.begin(findings, gap);
    return report;
  }
  const { reasonOf: unassessedBy } = unassessed;
  const scanning = {
    ...plan,
    snapshot,
    gap,
    unassessedBy,
    namespaces: () => [],
    findings: () => findings,
  };
  await reportScan(scanning, args, context);
  report.count(findings, gap);
  return report;
}

/** The one cluster that is followed. */
function clusterOf(args: Arguments): string {
  const [path = "", ...others] = args.operands;
  if (others.length > 0 || !isClusterPath(path)) {
    throw new UsageError("Only a running cluster is watched: give --cluster and no PATH.", {
      verb: "scan",
    });
  }
  for (const option of ONCE) {
    if (args.values(option).length === 0 && !args.flag(option)) continue;
    throw new UsageError(
      `--watch tells findings as they come and go, beside which --${option} has no place.`,
      {
        verb: "scan",
      },
    );
  }
  const outputs = args.values("output");
  if (outputs.length > 1 || outputs.some((each) => !FORMATS.includes(each))) {
    throw new UsageError("With --watch the output is pretty or json, to standard output.", {
      verb: "scan",
    });
  }
  return path;
}

type FailOn = Severity | "none";

/** By what stood when it was interrupted. */
function endingOf(standing: Standing | undefined, failOn: FailOn, args: Arguments): Ending {
  if (args.flag("exit-zero") || !standing) return CLEAN;
  const { scan, gap } = standing;
  if (gap !== undefined) return endedIncomplete(gap);
  const failing = scan
    .findings()
    .filter(
      ({ severity, exception }) =>
        !exception && failOn !== "none" && compareSeverity(severity, failOn) >= 0,
    ).length;
  return endedByFindings(failing, failOn);
}
