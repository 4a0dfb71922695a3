import {
  compareSeverity,
  type Finding,
  type Grouping,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import {
  type AssessmentInput,
  type BaselineMatcher,
  createBaselineMatcher,
  type Framework,
} from "@watertight/core/scan";
import {
  type CreateReporter,
  createFrameworkReporter,
  type ReportContext,
  type Summary,
} from "@watertight/reports";
import { counted, sanitize } from "@watertight/reports/text";
import { readBaseline } from "../../baseline-file.ts";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, ended, endedByFindings, endedIncomplete } from "../../ending.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { isFromServer } from "../../live/from-server.ts";
import type { Scanning } from "../../scanning.ts";
import { usesColor } from "../../terminal/color.ts";
import { UsageError } from "../../usage-error.ts";
import { nextStepsOf } from "./next-steps.ts";
import { type OpenReport, openReports } from "./open-reports.ts";
import { remarkOnNamespace, type Selection, selectionOf } from "./selection.ts";
import { createTally, type Tally } from "./tally.ts";

/** The framework by which a report is ordered, and what facts of nodes say of its controls. */
export type ByFramework = Pick<AssessmentInput, "ofNodes"> & { readonly framework: Framework };

/** The page that is written in place of a report. */
export interface AsPage {
  readonly page: CreateReporter;
}

/** What is reported of a scan. */
export interface Reported extends Omit<Scanning, "clusters" | "findings" | "placesIn" | "ranking"> {
  /** Absent where nobody held findings against paths of attack. */
  readonly ranking?: Scanning["ranking"];
  readonly findings: () => Iterable<Finding>;
}

/** Runs the checks and reports each finding as it comes. */
export async function reportScan(
  scanning: Reported,
  args: Arguments,
  context: Context,
  otherwise?: ByFramework | AsPage,
): Promise<Ending> {
  const by = frameworkOf(otherwise);
  const baseline = await readBaseline(args.value("baseline"), context.workingDirectory);
  const { configuration, checks, snapshot, gap } = scanning;
  const selection = await selectionOf(args, snapshot, context);
  const failOn = (args.value("fail-on") ?? configuration.failOn) as Severity | "none";
  const reportContext = (toStdout: boolean): ReportContext => ({
    tool: { name: "watertight", version: context.version },
    snapshot,
    checks,
    color: toStdout && usesColor(args.value("color"), context.stdout, context.environment),
    hyperlinks: toStdout && context.stdout.isTerminal && context.environment["TERM"] !== "dumb",
    width: context.stdout.columns,
    ...choicesOf(args),
    page: context.page,
    nextSteps: nextStepsOf(args, context, { changesFiles: !isFromServer(snapshot) }),
  });
  const reports = await reportsOf(otherwise, scanning, args, { context, reportContext });
  const matcher = createBaselineMatcher(baseline ?? []);
  const tally = createTally(failOn, gap !== undefined, {
    matcher,
    fromCluster: isFromServer(snapshot),
  });
  const leftOut = reportFindings(
    scanning,
    { tally, reports, selection, matcher, ...choicesOf(args) },
    (summary) => {
      const { status } = endingOf(summary, gap, args);
      context.statusSoFar(status);
      return status !== EXIT_STATUS.clean || args.flag("exit-zero");
    },
  );
  const summary = {
    ...tally.summary(),
    gone: matcher.gone(),
    namespaces: scanning.namespaces(),
    statements: [...statementsOf(selection, args), ...(scanning.ranking?.statements ?? [])],
  };
  const ending = withNodes(endingOf(summary, gap, args), by, { args, failOn });
  context.statusSoFar(ending.status);
  for (const { reporter, close } of reports) {
    reporter.end(summary);
    close();
  }
  if (!args.flag("quiet")) {
    const remarks = [
      remarkOnSelection(selection, { ...summary, leftOut }),
      remarkOnNamespace(args, snapshot),
    ];
    for (const remark of remarks) if (remark) context.stderr.write(`${sanitize(remark)}\n`);
  }
  return ending;
}

/** Findings have a severity, controls of nodes have none: what fails there, fails. */
function withNodes(
  ending: Ending,
  by: ByFramework | undefined,
  { args, failOn }: { readonly args: Arguments; readonly failOn: Severity | "none" },
): Ending {
  if (ending.status !== EXIT_STATUS.clean || args.flag("exit-zero") || failOn === "none") {
    return ending;
  }
  const failed = by?.framework.controls.filter((each) => by.ofNodes?.(each)?.status === "fail");
  const count = failed?.length ?? 0;
  return count === 0
    ? ending
    : ended(`${counted(count, "control")} ${count === 1 ? "fails" : "fail"} on nodes.`);
}

interface Telling extends Pick<ReportContext, "severity"> {
  readonly tally: Tally;
  readonly reports: readonly OpenReport[];
  readonly selection: Selection;
  readonly matcher: BaselineMatcher;
}

/**
 * Tells each finding to the reports, and gives the number of those that are not selected; `heed` is asked for the status until it
 * says that it will not change any more.
 */
function reportFindings(
  { findings }: Reported,
  { tally, reports, selection, matcher, severity }: Telling,
  heed: (summary: ReturnType<Tally["summary"]>) => boolean,
): number {
  let settled = false;
  let leftOut = 0;
  for (const finding of findings()) {
    if (!selection.selects(finding)) {
      leftOut += 1;
      // It is there, and so not gone.
      if (!finding.exception) matcher.isKnown(finding);
      continue;
    }
    const counts = tally.add(finding);
    settled ||= heed(tally.summary());
    const shown = severity === undefined || compareSeverity(finding.severity, severity) >= 0;
    tell(finding, counts, shown ? reports : reports.filter(({ reporter }) => reporter.hides));
  }
  return leftOut;
}

function tell(finding: Finding, counts: boolean, reports: readonly OpenReport[]): void {
  for (const { reporter } of reports) {
    if (counts) reporter.finding(finding);
    else reporter.setAside?.(finding);
  }
}

/** What was left out is said, for what is not shown may be taken for what is not there. */
function remarkOnSelection(
  { words }: Selection,
  summary: Pick<Summary, "findings" | "excepted" | "known"> & { readonly leftOut: number },
): string | undefined {
  if (words === "") return undefined;
  const counts = Object.values(summary.findings).reduce((sum, count) => sum + count, 0);
  const selected = counts + summary.excepted + summary.known;
  const all = counted(selected + summary.leftOut, "finding");
  return `${selected} of ${all} are ${words}; the others are left out.`;
}

/** That a report is not of all findings, for whoever reads it later. */
function statementsOf({ words }: Selection, args: Arguments): readonly string[] {
  const { severity } = choicesOf(args);
  return [
    ...(words === "" ? [] : [`Only findings ${words} are reported.`]),
    ...(severity === undefined ? [] : [`Findings less severe than ${severity} are not listed.`]),
  ];
}

function choicesOf(args: Arguments): Pick<ReportContext, "groupBy" | "severity"> {
  const groupBy = args.value("group-by") as Grouping | undefined;
  const severity = args.value("severity") as Severity | undefined;
  return { ...(groupBy && { groupBy }), ...(severity && { severity }) };
}

function outputsOf(args: Arguments, { configuration }: Reported): readonly string[] {
  const given = [args.values("output"), configuration.output];
  return given.find(({ length }) => length > 0) ?? ["pretty"];
}

function frameworkOf(otherwise: ByFramework | AsPage | undefined): ByFramework | undefined {
  return otherwise && "framework" in otherwise ? otherwise : undefined;
}

async function reportsOf(
  otherwise: ByFramework | AsPage | undefined,
  scanning: Reported,
  args: Arguments,
  { context, reportContext }: Contexts,
): Promise<readonly OpenReport[]> {
  if (!otherwise) return openReports(outputsOf(args, scanning), reportContext, context);
  if ("framework" in otherwise)
    return frameworkReports(otherwise, scanning, args, { context, reportContext });
  const file = args.value("output");
  const output = file === undefined ? "html" : `html=${file}`;
  return openReports([output], reportContext, context, () => Promise.resolve(otherwise.page));
}

interface Contexts {
  readonly context: Context;
  readonly reportContext: (toStdout: boolean) => ReportContext;
}

function frameworkReports(
  { framework, ofNodes }: ByFramework,
  { catalogue, checks, gap, unassessedBy }: Reported,
  args: Arguments,
  { context, reportContext }: Contexts,
): Promise<readonly OpenReport[]> {
  const given = args.values("output");
  const input = {
    catalogue,
    running: new Set(checks.map(({ id }) => id)),
    complete: gap === undefined,
    unassessedBy,
    ...(ofNodes && { ofNodes }),
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
  { failing, failOn, findings }: Pick<Summary, "failing" | "failOn" | "findings">,
  gap: string | undefined,
  args: Arguments,
): Ending {
  if (args.flag("exit-zero")) return CLEAN;
  if (gap !== undefined) return endedIncomplete(gap);
  const ending = endedByFindings(failing, failOn);
  const { severity } = choicesOf(args);
  if (!("because" in ending) || severity === undefined || failOn === "none") return ending;
  const hidden = SEVERITIES.filter(
    (each) => compareSeverity(each, failOn) >= 0 && compareSeverity(each, severity) < 0,
  ).reduce((sum, each) => sum + findings[each], 0);
  return hidden === 0
    ? ending
    : ended(`${ending.because} Of them ${hidden} not shown (--severity ${severity}).`);
}
