import { type PathOfWeakness, textOfVertex } from "@watertight/core/attack-paths";
import {
  compareSeverity,
  type Exception,
  type Finding,
  headingOf,
  pathAndMessage,
  positionOf,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import { changeText } from "@watertight/reports/attack-paths";
import { counted, frameLines, type Paint, paintSeverity, sanitize } from "@watertight/reports/text";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending } from "../../ending.ts";
import { prepareScan } from "../../scanning.ts";
import { UsageError } from "../../usage-error.ts";
import { pathLine } from "../paths/text.ts";
import { explanationOf } from "./text.ts";

/** Scans again and prints the finding with this fingerprint, and then its check. */
export async function explainFinding(
  args: Arguments,
  context: Context,
  paint: Paint,
): Promise<Ending> {
  const [fingerprint = "", ...paths] = args.operands;
  if (paths.length === 0) {
    throw new UsageError(`Say where the finding ${fingerprint} is: explain ${fingerprint} PATH.`, {
      verb: "explain",
    });
  }
  const wish = { paths, isRanked: true };
  const { checks, snapshot, findings, ranking } = await prepareScan(args, context, "explain", wish);
  const found = [...findings()].filter((each) => each.fingerprint.startsWith(fingerprint));
  const [finding] = found;
  if (!finding) {
    throw new UsageError(`Nothing that was found in ${paths.join(", ")} is ${fingerprint}.`);
  }
  if (found.some((each) => each.fingerprint !== finding.fingerprint)) {
    throw new UsageError(`${fingerprint} begins several fingerprints; give more of it.`, {
      details: found.map((each) => `${each.fingerprint}  ${sanitize(pathAndMessage(each))}`),
    });
  }
  const frame = frameLines({ snapshot, width: context.stdout.columns }, finding.location, paint);
  const check = checks.find(({ id }) => id === finding.check);
  context.stdout.write(`${findingLines(finding, frame, paint).join("\n")}\n`);
  for (const line of rankLines(ranking.pathsOf(finding), ranking.statements))
    context.stdout.write(`${line}\n`);
  if (check) context.stdout.write(`\n${explanationOf(check, paint)}`);
  return CLEAN;
}

function findingLines(finding: Finding, frame: readonly string[], paint: Paint): string[] {
  const { check, severity, object, location, alsoAt, cause, standsFor = [], exception } = finding;
  return [
    `${paint("bold", finding.fingerprint)}  ${paintSeverity(severity, severity, paint)}  ${check}`,
    sanitize(`${headingOf(object)}: ${pathAndMessage(finding)}`),
    sanitize(positionOf(location)),
    ...frame,
    "",
    ...severityLines(finding),
    `Cause: ${sanitize(cause)}`,
    ...standsFor.map((each) => sanitize(`Implies ${each.check} at ${each.path}.`)),
    ...alsoAt.map((place) => sanitize(`Also at ${positionOf(place)}.`)),
    ...(exception ? [exceptionLine(exception)] : []),
  ];
}

/** Paths that a person reads. */
const MOST_PATHS = 5;

/** The paths of attack that the finding is on, each with the step that it opens and what breaks that. */
function rankLines(
  paths: readonly PathOfWeakness[],
  statements: readonly string[],
): readonly string[] {
  const lines = paths
    .slice(0, MOST_PATHS)
    .flatMap(({ path, step }) => [
      `  ${pathLine(path).trimEnd()}`,
      `    it is the step to ${sanitize(textOfVertex(step.to))}`,
      ...step.breaks.map(({ change }) => `    broken by: ${sanitize(changeText(change))}`),
    ]);
  const rest = paths.length - MOST_PATHS;
  return [
    ...(paths.length === 0 ? [] : ["", `On ${counted(paths.length, "path")} of attack:`]),
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more; watertight paths shows all`] : []),
    ...statements,
  ];
}

/** `Severity: high by the check; +1 exposed: …; critical in all.` */
function severityLines({ severity, severityReason = [] }: Finding): string[] {
  const sum = Math.sign(severityReason.reduce((total, { change }) => total + change, 0));
  const base = SEVERITIES[SEVERITIES.indexOf(severity) - sum] ?? severity;
  const steps = severityReason.map(
    ({ signal, change, because }) =>
      `  ${change > 0 ? "+1" : "-1"}  ${signal}: ${sanitize(because)}`,
  );
  return [
    `Severity: ${base} by the check or the configuration`,
    ...steps,
    ...(steps.length === 0 ? [] : [`  ${resultOf(base, severity, severityReason.length)}`]),
  ];
}

function resultOf(base: Severity, severity: Severity, steps: number): string {
  const order = compareSeverity(severity, base);
  if (order === 0) return `=   ${severity}: the reasons outweigh each other`;
  const limit = steps > 1 ? "; all reasons together change it by one step" : "";
  return `=   ${severity}${limit}`;
}

function exceptionLine({ reason, owner, until, location }: Exception): string {
  const who = owner === undefined ? "" : `, by ${owner}`;
  const end = until === undefined ? "" : `, until ${until}`;
  return sanitize(`Accepted in ${location.file}:${location.line}${who}${end}: ${reason}`);
}
