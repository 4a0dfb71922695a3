import type { Check } from "@watertight/core/checks";
import type { Grouping, Severity } from "@watertight/core/findings";
import { createBaselineMatcher, FRAMEWORKS, type Framework } from "@watertight/core/scan";
import { createFrameworkReporter, type ReportContext, type Summary } from "@watertight/reports";
import { readBaseline } from "../../baseline-file.ts";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, endedByFindings, endedIncomplete } from "../../ending.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { prepareScan, type Scanning } from "../../scanning.ts";
import { usesColor } from "../../terminal/color.ts";
import { UsageError } from "../../usage-error.ts";
import { nextStepsOf } from "./next-steps.ts";
import { type OpenReport, openReports } from "./open-reports.ts";
import { createTally, type Tally } from "./tally.ts";

/** Reads, runs the checks and reports each finding as it comes. */
export const run: Run = async (args, context) => {
  const baseline = await readBaseline(args.value("baseline"), context.workingDirectory);
  const framework = FRAMEWORKS.find(({ id }) => id === args.value("framework"));
  const runs = framework ? speaksTo(framework) : (): boolean => true;
  const scanning = await prepareScan(args, context, "scan", { runs });
  const { configuration, checks, snapshot, gap } = scanning;
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
  const reportContext = (toStdout: boolean): ReportContext => ({
    tool: { name: "watertight", version: context.version },
    snapshot,
    checks,
    color: toStdout && usesColor(args.value("color"), context.stdout, context.environment),
    hyperlinks: toStdout && context.stdout.isTerminal,
    width: context.stdout.columns,
    ...groupingOf(args),
    nextSteps: nextStepsOf(args, context),
  });
  const reports = framework
    ? await frameworkReports(framework, scanning, args, { context, reportContext })
    : await openReports(outputsOf(args, scanning), reportContext, context);
  const matcher = createBaselineMatcher(baseline ?? []);
  const tally = createTally(failOn, gap !== undefined, matcher);
  reportFindings(scanning, { tally, reports }, (summary) => {
    const { status } = endingOf(summary, gap, args);
    context.statusSoFar(status);
    return status !== EXIT_STATUS.clean;
  });
  const summary = { ...tally.summary(), gone: matcher.gone(), namespaces: scanning.namespaces() };
  const ending = endingOf(summary, gap, args);
  context.statusSoFar(ending.status);
  for (const { reporter, close } of reports) {
    reporter.end(summary);
    close();
  }
  return ending;
};

/** Tells each finding to the reports; `heed` is asked for the status until it says that it will not change any more. */
function reportFindings(
  { findings }: Scanning,
  { tally, reports }: { readonly tally: Tally; readonly reports: readonly OpenReport[] },
  heed: (summary: ReturnType<Tally["summary"]>) => boolean,
): void {
  let settled = false;
  for (const finding of findings()) {
    const counts = tally.add(finding);
    settled ||= heed(tally.summary());
    for (const { reporter } of reports) {
      if (counts) reporter.finding(finding);
      else reporter.setAside?.(finding);
    }
  }
}

function groupingOf(args: Arguments): Pick<ReportContext, "groupBy"> {
  const groupBy = args.value("group-by") as Grouping | undefined;
  return groupBy === undefined ? {} : { groupBy };
}

function outputsOf(args: Arguments, { configuration }: Scanning): readonly string[] {
  const given = [args.values("output"), configuration.output];
  return given.find(({ length }) => length > 0) ?? ["pretty"];
}

/** Whether a check refers to a control of a framework. */
function speaksTo({ controls }: Framework): (check: Check) => boolean {
  const known = new Set(controls.map(({ standard, id }) => `${standard} ${id}`));
  return ({ references }) => references.some(({ standard, id }) => known.has(`${standard} ${id}`));
}

interface Contexts {
  readonly context: Context;
  readonly reportContext: (toStdout: boolean) => ReportContext;
}

function frameworkReports(
  framework: Framework,
  { catalogue, checks, gap }: Scanning,
  args: Arguments,
  { context, reportContext }: Contexts,
): Promise<readonly OpenReport[]> {
  const given = args.values("output");
  const input = {
    catalogue,
    running: new Set(checks.map(({ id }) => id)),
    complete: gap === undefined,
  };
  return openReports(given.length > 0 ? given : ["pretty"], reportContext, context, (format) => {
    if (format !== "pretty" && format !== "json") {
      throw new UsageError(`With --framework the report is pretty or json, not ${format}.`, {
        verb: "scan",
      });
    }
    const shape = format === "json" ? "json" : "text";
    return Promise.resolve(createFrameworkReporter(framework, input, shape));
  });
}

/** What could not be examined weighs more than what was found: the findings are then not all there are. */
function endingOf(
  { failing, failOn }: Pick<Summary, "failing" | "failOn">,
  gap: string | undefined,
  args: Arguments,
): Ending {
  if (args.flag("exit-zero")) return CLEAN;
  if (gap !== undefined) return endedIncomplete(gap);
  return endedByFindings(failing, failOn);
}
