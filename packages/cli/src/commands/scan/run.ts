import {
  builtInChecks,
  compareSeverity,
  type Finding,
  isIncomplete,
  SEVERITIES,
  type Severity,
  scan,
} from "@watertight/core";
import type { Run } from "../../command.ts";
import { loadConfiguration } from "../../configuration/load.ts";
import { EXIT_STATUS, type ExitStatus } from "../../exit-status.ts";
import type { ReportContext, Summary } from "../../formats/reporter.ts";
import { readSnapshot } from "../../reading.ts";
import { selectedChecks } from "../../selected-checks.ts";
import { usesColor } from "../../terminal/color.ts";
import { openReports } from "./reports.ts";

/** Reads, runs the checks and reports each finding as it comes. */
export const run: Run = async (args, context) => {
  const configuration = await loadConfiguration({
    workingDirectory: context.workingDirectory,
    file: args.value("config"),
    none: args.flag("no-config"),
    checkIds: builtInChecks().map(({ id }) => id),
  });
  const checks = selectedChecks(args, configuration, "scan");
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
  const snapshot = await readSnapshot(args, context, configuration);
  const reportContext = (toStdout: boolean): ReportContext => ({
    tool: { name: "watertight", version: context.version },
    snapshot,
    checks,
    color: toStdout && usesColor(args.value("color"), context.stdout, context.environment),
    hyperlinks: toStdout && context.stdout.isTerminal,
    width: context.stdout.columns,
  });
  const outputs = [args.values("output"), configuration.output, ["pretty"]].find(
    ({ length }) => length > 0,
  );
  const reports = openReports(outputs ?? [], reportContext, context);
  const tally = createTally(failOn, isIncomplete(snapshot.coverage, snapshot.diagnostics));
  for (const finding of scan(snapshot, checks, {
    severities: Object.fromEntries(configuration.checks.severity),
  })) {
    tally.add(finding);
    context.statusSoFar(statusOf(tally.summary(), args.flag("exit-zero")));
    for (const { reporter } of reports) reporter.finding(finding);
  }
  const summary = tally.summary();
  const status = statusOf(summary, args.flag("exit-zero"));
  context.statusSoFar(status);
  for (const { reporter, close } of reports) {
    reporter.end(summary);
    close();
  }
  return status;
};

/** What could not be examined weighs more than what was found: the findings are then not all there are. */
function statusOf({ incomplete, failing }: Summary, exitZero: boolean): ExitStatus {
  if (exitZero) return EXIT_STATUS.clean;
  if (incomplete) return EXIT_STATUS.incomplete;
  return failing > 0 ? EXIT_STATUS.findings : EXIT_STATUS.clean;
}

function createTally(
  failOn: Severity | "none",
  incomplete: boolean,
): { readonly add: (finding: Finding) => void; readonly summary: () => Summary } {
  const findings = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    Severity,
    number
  >;
  let fixable = 0;
  let failing = 0;
  return {
    add: ({ severity, fix }) => {
      findings[severity]++;
      if (fix) fixable++;
      if (failOn !== "none" && compareSeverity(severity, failOn) >= 0) failing++;
    },
    summary: () => ({ findings, fixable, failOn, failing, incomplete }),
  };
}
