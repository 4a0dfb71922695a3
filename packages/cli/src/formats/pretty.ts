import {
  compareSeverity,
  type Finding,
  type ImpliedFinding,
  type Severity,
} from "@watertight/core";
import { sanitize } from "../terminal/sanitize.ts";
import { createChunks } from "./chunks.ts";
import { createPaint, frameLines, type Paint, SEVERITY_FORMATS } from "./paint.ts";
import { closingLines } from "./pretty-closing.ts";
import type { CreateReporter, ReportContext } from "./reporter.ts";
import {
  counted,
  createRenderedBy,
  headingOf,
  keyOf,
  pathAndMessage,
  positionOf,
} from "./words.ts";

interface Group {
  readonly findings: Finding[];
  worst: Severity;
}

/** For people: findings by object with the code, the worst object and the summary last, where a terminal stops. */
export const createPrettyReporter: CreateReporter = (context, write) => {
  const groups = new Map<string, Group>();
  const paint = createPaint(context.color);
  return {
    finding: (finding) => {
      const key = keyOf(finding.object) + finding.location.file;
      const group = groups.get(key) ?? { findings: [], worst: finding.severity };
      group.findings.push(finding);
      if (compareSeverity(finding.severity, group.worst) > 0) group.worst = finding.severity;
      groups.set(key, group);
    },
    end: (summary) => {
      const chunks = createChunks(write);
      const add = (lines: readonly string[]): void => {
        chunks.add(`${lines.map(withoutCommands).join("\n")}\n`);
      };
      const linesOf = createFindingLines(context, paint);
      const ordered = [...groups.values()].sort((a, b) => compareSeverity(a.worst, b.worst));
      for (const { findings } of ordered) {
        findings.sort((a, b) => compareSeverity(a.severity, b.severity));
        add([headingLine(findings, paint), ""]);
        for (const finding of findings) add([...linesOf(finding), ""]);
      }
      add(closingLines(context, summary, paint));
      chunks.end();
    },
  };
};

/** The runner of GitHub Actions obeys `::error::` at the beginning of a line of a log and `##[error]` anywhere. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

function headingLine([first]: readonly Finding[], paint: Paint): string {
  if (!first) return "";
  return `${paint("bold", sanitize(headingOf(first.object)))}  ${sanitize(first.location.file)}`;
}

function createFindingLines(context: ReportContext, paint: Paint): (finding: Finding) => string[] {
  const advice = new Map(
    context.checks.map(({ id, remediation }) => [id, firstSentence(remediation)]),
  );
  const renderedBy = createRenderedBy(context.snapshot);
  return (finding) => {
    const { severity, location, check, alsoAt, standsFor = [] } = finding;
    const program = renderedBy(finding.object, location);
    const note = program === undefined ? "" : `  (position in the text rendered by ${program})`;
    const word = paint(SEVERITY_FORMATS[severity], severity.padEnd(8));
    const lines = [
      `  ${word}  ${sanitize(positionOf(location))}${note}  ${linkTo(check, context.hyperlinks)}`,
      `    ${sanitize(pathAndMessage(finding))}`,
      ...frameLines(context, location, paint),
    ];
    const fix = advice.get(check);
    if (fix !== undefined) lines.push(`    ${paint("green", "fix:")} ${sanitize(fix)}`);
    if (standsFor.length > 0) lines.push(`    also: ${sanitize(impliedText(standsFor))}`);
    if (alsoAt.length > 0) lines.push(`    also at ${counted(alsoAt.length, "more place")}`);
    return lines;
  };
}

/** The checks that a finding stands for, each once. */
function impliedText(implied: readonly ImpliedFinding[]): string {
  return [...new Set(implied.map(({ check }) => check))].join(", ");
}

function linkTo(check: string, hyperlinks: boolean): string {
  const id = sanitize(check);
  const link = `https://watertight.dev/checks/${encodeURIComponent(id)}`;
  return hyperlinks ? `\u001b]8;;${link}\u001b\\${id}\u001b]8;;\u001b\\` : id;
}

function firstSentence(markdown: string): string {
  const end = /[.!?](?=\s+[\p{Lu}`]|\s*$)/u.exec(markdown);
  return end ? markdown.slice(0, end.index + 1) : markdown;
}
