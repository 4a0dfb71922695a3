import { randomUUID } from "node:crypto";
import {
  applyVex,
  describeMatch,
  groupReports,
  type Match,
  matchPackages,
  type VexStatement,
} from "@watertight/core/images";
import type { ImageReport, ImageReportHead } from "@watertight/reports/images";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { advisoriesOf, type GivenAdvisories } from "../advisories.ts";
import { type Images, openImages } from "../open-images.ts";
import { contentsOf, type Examined, examine, readVexFile } from "./contents.ts";
import { formatted } from "./formatted.ts";
import { joinedOf } from "./joined.ts";

const VERB = { verb: "images scan" };

/** `images scan`: images, bills of materials and other scanners' reports. */
export const run: Run = async (args, context) => {
  const examined = await examineAll(args, context);
  const statements = (
    await inTurn(args.values("vex"), (file) => readVexFile(file, context))
  ).flat();
  const advisories = await advisoriesOf(args, context, VERB.verb);
  try {
    const contents = new Map(examined.map((one) => [one.report, one]));
    const reports = groupReports(examined.map(({ report }) => report))
      .map((group) => group.flatMap((report) => contents.get(report) ?? []))
      .map((group) => reportOf(group, statements, advisories, args.flag("only-fixed")));
    const gap = gapOf(reports, advisories);
    const head: ImageReportHead = {
      version: context.version,
      id: `urn:uuid:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      today: context.today(),
      age: advisories.age ?? "",
      gap: gap ?? "",
    };
    context.stdout.write(formatted(reports, args.value("output") ?? "text", head));
    return endingOf(reports, args.value("fail-on") ?? "high", gap);
  } finally {
    advisories.close();
  }
};

/** Connections, logins and layers are those of all images of one run, opened when the first is read. */
async function examineAll(args: Arguments, context: Context): Promise<readonly Examined[]> {
  let images: Images | undefined;
  const opened = async (): Promise<Images> => {
    images ??= await openImages(args, context);
    return images;
  };
  try {
    return (
      await inTurn(args.operands, (operand) => examine(operand, args, context, opened))
    ).flat();
  } finally {
    images?.close();
  }
}

async function inTurn<From, To>(
  all: readonly From[],
  one: (from: From) => Promise<To>,
): Promise<To[]> {
  const results: To[] = [];
  for (const from of all) results.push(await one(from));
  return results;
}

function reportOf(
  examined: readonly Examined[],
  statements: readonly VexStatement[],
  { source }: GivenAdvisories,
  onlyFixed: boolean,
): ImageReport {
  const contents = contentsOf(examined);
  const group = examined.map(({ report }) => report);
  const { matches, notJudged } = matchPackages(contents.packages, contents.distribution, source);
  const shown = matches.filter(({ fixed }) => !onlyFixed || fixed !== undefined);
  const details = examined.find((one) => one.details !== undefined)?.details;
  return {
    contents,
    ...(details && { details }),
    judged: applyVex(shown, statements, contents),
    notJudged,
    joined: joinedOf(group, contents, matches),
    describe: ({ match }) => describeMatch(match, source),
  };
}

function gapOf(reports: readonly ImageReport[], { gap }: GivenAdvisories): string | undefined {
  if (gap !== undefined) return gap;
  const notJudged = reports.flatMap((report) => report.notJudged);
  const [first] = notJudged;
  if (first !== undefined) {
    return `${counted(notJudged.length, "package")} could not be judged; the first is ${first.package.purl}: ${first.reason}.`;
  }
  const [notRead] = reports.flatMap(({ contents }) => contents.notRead);
  return notRead === undefined ? undefined : `${notRead.path}: ${notRead.reason}.`;
}

/** From least to worst, as --fail-on has them; negligible counts as info. */
const THRESHOLDS = ["info", "low", "medium", "high", "critical"];

function endingOf(
  reports: readonly ImageReport[],
  failOn: string,
  gap: string | undefined,
): Ending {
  const threshold = THRESHOLDS.indexOf(failOn);
  const failing = reports
    .flatMap(({ judged }) => judged)
    .filter(
      ({ suppressed, match }) => !suppressed && threshold >= 0 && levelOf(match) >= threshold,
    );
  if (gap !== undefined) return endedIncomplete(gap);
  if (failing.length === 0) return CLEAN;
  const noun =
    failing.length === 1 ? "1 vulnerability is" : `${failing.length} vulnerabilities are`;
  return ended(
    `${noun} ${failOn}${failOn === "critical" ? "" : " or worse"} (--fail-on ${failOn}).`,
  );
}

/** What nobody has rated counts as medium: silence is no assurance. */
function levelOf({ severity }: Match): number {
  if (severity === "unknown") return THRESHOLDS.indexOf("medium");
  return severity === "negligible" ? 0 : THRESHOLDS.indexOf(severity);
}
