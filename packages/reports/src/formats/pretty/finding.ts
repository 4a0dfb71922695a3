import {
  type Entry,
  type Finding,
  type ImpliedFinding,
  pathAndMessage,
  positionOf,
  worldsText,
} from "@watertight/core/findings";
import type { ReportContext } from "../../reporter.ts";
import { othersText } from "../../text/others-text.ts";
import { frameLines, type Paint, SEVERITY_FORMATS } from "../../text/paint.ts";
import { createRenderedBy } from "../../text/rendered-by.ts";
import { sanitize } from "../../text/sanitize.ts";
import { changeText } from "../../text/severity-change.ts";
import { counted } from "../../text/words.ts";

/** Writes one finding with its code; the others of the same cause are named below it. */
export function createFindingLines(
  context: ReportContext,
  paint: Paint,
): (entry: Entry) => string[] {
  const advice = adviceOf(context);
  const renderedBy = createRenderedBy(context.snapshot);
  return ({ by, finding, others }) => {
    const { severity, location, check, standsFor = [], severityReason = [] } = finding;
    const program = renderedBy(finding.object, location);
    const note = program === undefined ? "" : `  (position in the text rendered by ${program})`;
    const word = paint(SEVERITY_FORMATS[severity], severity.padEnd(8));
    const lines = [
      `  ${word}  ${sanitize(positionOf(location))}${note}  ${linkTo(check, context.hyperlinks)}`,
      `    ${sanitize(pathAndMessage(finding))}`,
      ...frameLines(context, location, paint),
    ];
    const worlds = worldsText(finding);
    if (worlds !== undefined) lines.push(`    in: ${sanitize(worlds)}`);
    const fix = advice(check);
    if (fix !== undefined) lines.push(`    ${paint("green", "fix:")} ${fix}`);
    if (severityReason.length > 0)
      lines.push(`    ${sanitize(changeText(severity, severityReason))}`);
    const onPaths = pathsText(finding);
    if (onPaths !== "") lines.push(`    ${paint("bold", onPaths)}; explain says which`);
    if (standsFor.length > 0) lines.push(`    implied: ${sanitize(impliedText(standsFor))}`);
    return [...lines, ...furtherLines({ by, finding, others })];
  };
}

/** The others of the same cause, and further places. */
function furtherLines({ by, finding, others }: Entry): readonly string[] {
  const { alsoAt } = finding;
  return [
    ...(others.length > 0 ? [`    ${sanitize(othersText({ by, finding, others }))}`] : []),
    ...(alsoAt.length > 0 ? [`    also at ${counted(alsoAt.length, "more place")}`] : []),
  ];
}

/** `on 3 paths of attack, 1 of them sure`; "" where it is on none. */
export function pathsText({ onPaths }: Pick<Finding, "onPaths">): string {
  if (!onPaths) return "";
  const { count, sure } = onPaths;
  const known = sure === count ? "" : sure === 0 ? ", none of them sure" : `, ${sure} of them sure`;
  return `on ${counted(count, "path")} of attack${known}`;
}

/** The first sentence of a check's remediation. */
export function adviceOf(context: ReportContext): (check: string) => string | undefined {
  const advice = new Map(
    context.checks.map(({ id, remediation }) => [id, sanitize(firstSentence(remediation))]),
  );
  return (check) => advice.get(check);
}

/** The checks that a finding stands for, each once. */
function impliedText(implied: readonly ImpliedFinding[]): string {
  return [...new Set(implied.map(({ check }) => check))].join(", ");
}

/** The id of a check, linked to its page where the terminal shows links. */
export function linkTo(check: string, hyperlinks: boolean): string {
  const id = sanitize(check);
  const link = `https://watertight.dev/checks/${encodeURIComponent(id)}`;
  return hyperlinks ? `\u001b]8;;${link}\u001b\\${id}\u001b]8;;\u001b\\` : id;
}

function firstSentence(markdown: string): string {
  const end = /[.!?](?=\s+[\p{Lu}`]|\s*$)/u.exec(markdown);
  return end ? markdown.slice(0, end.index + 1) : markdown;
}
