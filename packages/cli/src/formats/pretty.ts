import { styleText } from "node:util";
import { compareSeverity, type Finding, type Location, type Severity } from "@watertight/core";
import { codeFrame } from "../terminal/code-frame.ts";
import { sanitize } from "../terminal/sanitize.ts";
import { createChunks } from "./chunks.ts";
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

type Format = Parameters<typeof styleText>[0];

/** Paints text, or leaves it where there is no colour. */
export type Paint = (format: Format, text: string) => string;

/** Never alone: the word stands beside it. */
export const SEVERITY_FORMATS: Readonly<Record<Severity, Format>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "gray",
};

interface Group {
  readonly findings: Finding[];
  worst: Severity;
}

/** For people: findings by object with the code, the worst object and the summary last, where a terminal stops. */
export const createPrettyReporter: CreateReporter = (context, write) => {
  const groups = new Map<string, Group>();
  const paint: Paint = (format, text) =>
    context.color ? styleText(format, text, { validateStream: false }) : text;
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
      const linesOf = createFindingLines(context, paint);
      const ordered = [...groups.values()].sort((a, b) => compareSeverity(a.worst, b.worst));
      for (const { findings } of ordered) {
        findings.sort((a, b) => compareSeverity(a.severity, b.severity));
        chunks.add(`${headingLine(findings, paint)}\n\n`);
        for (const finding of findings) chunks.add(`${linesOf(finding).join("\n")}\n\n`);
      }
      chunks.add(`${closingLines(context, summary, paint).join("\n")}\n`);
      chunks.end();
    },
  };
};

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
    const { severity, location, check, alsoAt } = finding;
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
    if (alsoAt.length > 0) lines.push(`    also at ${counted(alsoAt.length, "more place")}`);
    return lines;
  };
}

function linkTo(check: string, hyperlinks: boolean): string {
  const id = sanitize(check);
  const link = `https://watertight.dev/checks/${encodeURIComponent(id)}`;
  return hyperlinks ? `\u001b]8;;${link}\u001b\\${id}\u001b]8;;\u001b\\` : id;
}

const INDENT = "    ";

/** The code frame of a location, indented and painted; empty where the text is not at hand. */
export function frameLines(context: ReportContext, location: Location, paint: Paint): string[] {
  const source = context.snapshot.sourceOf(location);
  if (!source) return [];
  return codeFrame(source, location, context.width - INDENT.length).map(({ role, text }) => {
    if (role === "underline") return INDENT + paint("red", text);
    return INDENT + (role === "context" ? paint("dim", text) : text);
  });
}

function firstSentence(markdown: string): string {
  const end = /[.!?](?=\s+[\p{Lu}`]|\s*$)/u.exec(markdown);
  return end ? markdown.slice(0, end.index + 1) : markdown;
}
