import {
  type BaselineMatcher,
  compareSeverity,
  createBaselineMatcher,
  type Finding,
  isIncomplete,
  SEVERITIES,
  type Severity,
} from "@watertight/core";
import { readBaseline } from "../../baseline-file.ts";
import type { Run } from "../../command.ts";
import { EXIT_STATUS, type ExitStatus } from "../../exit-status.ts";
import type { ReportContext, Summary } from "../../formats/reporter.ts";
import { prepareScan } from "../../scanning.ts";
import { usesColor } from "../../terminal/color.ts";
import { openReports } from "./reports.ts";

/** Reads, runs the checks and reports each finding as it comes. */
export const run: Run = async (args, context) => {
  const baseline = await readBaseline(args.value("baseline"), context.workingDirectory);
  const scanning = await prepareScan(args, context, "scan");
  const { configuration, checks, snapshot } = scanning;
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
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
  const matcher = createBaselineMatcher(baseline ?? []);
  const tally = createTally(failOn, isIncomplete(snapshot.coverage, snapshot.diagnostics), matcher);
  for (const finding of scanning.findings()) {
    const counts = tally.add(finding);
    context.statusSoFar(statusOf(tally.summary(), args.flag("exit-zero")));
    for (const { reporter } of reports) {
      if (counts) reporter.finding(finding);
      else reporter.setAside?.(finding);
    }
  }
  const summary = { ...tally.summary(), gone: matcher.gone() };
  const status = statusOf(summary, args.flag("exit-zero"));
  context.statusSoFar(status);
  for (const { reporter, close } of reports) {
    reporter.end(summary);
    close();
  }
  return status;
};

/** What could not be examined weighs more than what was found: the findings are then not all there are. */
function statusOf(
  { incomplete, failing }: Pick<Summary, "incomplete" | "failing">,
  exitZero: boolean,
): ExitStatus {
  if (exitZero) return EXIT_STATUS.clean;
  if (incomplete) return EXIT_STATUS.incomplete;
  return failing > 0 ? EXIT_STATUS.findings : EXIT_STATUS.clean;
}

interface Tally {
  /** Whether the finding counts: neither an exception nor the baseline sets it aside. */
  readonly add: (finding: Finding) => boolean;
  readonly summary: () => Omit<Summary, "gone">;
}

function createTally(
  failOn: Severity | "none",
  incomplete: boolean,
  matcher: BaselineMatcher,
): Tally {
  const findings = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    Severity,
    number
  >;
  let fixable = 0;
  let failing = 0;
  let excepted = 0;
  let known = 0;
  return {
    add: (finding) => {
      const { severity, fix, exception } = finding;
      if (exception) {
        excepted++;
        return false;
      }
      if (matcher.isKnown(finding)) {
        known++;
        return false;
      }
      findings[severity]++;
      if (fix) fixable++;
      if (failOn !== "none" && compareSeverity(severity, failOn) >= 0) failing++;
      return true;
    },
    summary: () => ({ findings, fixable, failOn, failing, incomplete, excepted, known }),
  };
}
