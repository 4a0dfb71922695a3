import { compareSeverity, type Severity } from "@watertight/core/findings";
import {
  type ContinuousScan,
  findingChanges,
  notAssessableIn,
  scanContinuously,
} from "@watertight/core/scan";
import { createSnapshot, type Snapshot, type SnapshotInput } from "@watertight/core/snapshot";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, endedByFindings, endedIncomplete, gapIn } from "../../ending.ts";
import { isClusterPath } from "../../live/cluster-path.ts";
import { followCluster } from "../../live/following.ts";
import { withConnection } from "../../live/read-live.ts";
import { withVersion } from "../../live/read-snapshot.ts";
import { livePictures, settingsOf } from "../../reading.ts";
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
  const start = (input: Snapshot): Omit<Standing, "report"> => {
    const gap = gapIn(input);
    const options = { ...plan.optionsWith(gap), cluster: settingsOf(args, plan.configuration) };
    return { scan: scanContinuously(input, plan.checks, options), gap };
  };
  const pictures = await livePictures(args, context, plan.configuration);
  const onPicture = async (read: SnapshotInput): Promise<void> => {
    const begun = start(await pictures.completed(createSnapshot(withVersion(read, args, context))));
    if (!standing) {
      standing = { ...begun, report: await begin(begun, plan, args, context) };
      return;
    }
    const before = standing.scan.findings();
    standing = { ...standing, ...begun };
    standing.report.tell(findingChanges(before, begun.scan.findings()), begun.gap);
  };
  const turns = inTurn(context.interruption());
  await withConnection(path, args, context, (connection) =>
    followCluster(
      connection,
      args,
      {
        onPicture: (input) => {
          turns.add(() => onPicture(input));
        },
        onChanges: (changes) => {
          turns.add(() => {
            if (!standing) return;
            const put = changes.put.map(pictures.placed);
            standing.report.tell(standing.scan.apply({ ...changes, put }), standing.gap);
          });
        },
      },
      turns.signal,
    ),
  );
  await turns.end();
  return endingOf(standing, (args.value("fail-on") ?? plan.configuration.failOn) as FailOn, args);
}

/** What is known of the cluster now. */
interface Standing {
  readonly scan: ContinuousScan;
  /** What should have been read and was not, in a sentence. */
  readonly gap: string | undefined;
  readonly report: WatchReport;
}

/** Reports all that was found at first, as a scan does, or for programs line by line. */
async function begin(
  { scan, gap }: Omit<Standing, "report">,
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

/** Does one thing after another; a failure ends what is waited for. */
function inTurn(interruption: AbortSignal): {
  readonly signal: AbortSignal;
  readonly add: (step: () => void | Promise<void>) => void;
  /** Waits for the last; a failure is thrown here. */
  readonly end: () => Promise<void>;
} {
  const failing = new AbortController();
  let last = Promise.resolve();
  return {
    signal: AbortSignal.any([interruption, failing.signal]),
    add: (step) => {
      last = last.then(step);
      last.catch(() => {
        failing.abort();
      });
    },
    end: () => last,
  };
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
