import type { Check } from "@watertight/core/checks";
import { type Finding, headingOf, pathAndMessage, type Severity } from "@watertight/core/findings";
import { isHarmless } from "@watertight/core/snapshot";
import type { CreateReporter } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";
import { createRenderedBy } from "../text/rendered-by.ts";
import { sanitize } from "../text/sanitize.ts";

/** How much a command of a workflow matters. */
export type Level = "error" | "warning" | "notice";
type Properties = Readonly<Record<string, string | number>>;

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/** Workflow commands of GitHub Actions, which shows them beside the lines of a pull request. */
export const createReporter: CreateReporter = ({ checks, snapshot }, write) => {
  const chunks = createChunks(write);
  const checksById = new Map(checks.map((check) => [check.id, check]));
  const renderedBy = createRenderedBy(snapshot);
  return {
    finding: (finding) => {
      const program = renderedBy(finding.object, finding.location);
      const properties = {
        ...positionProperties(finding, program),
        title: titleOf(finding, checksById.get(finding.check)),
      };
      chunks.add(command(LEVELS[finding.severity], properties, messageOf(finding, program)));
    },
    end: () => {
      for (const { severity, file, line, column, message } of snapshot.diagnostics) {
        chunks.add(command(severity, { file, line, col: column }, message));
      }
      for (const part of snapshot.coverage.notExamined) {
        const { file, line, kind, reason } = part;
        const level = isHarmless(part) ? "notice" : "warning";
        chunks.add(command(level, { file, line, title: `Not examined (${kind})` }, reason));
      }
      chunks.end();
    },
  };
};

function titleOf({ check, severity }: Finding, known: Check | undefined): string {
  return `${known?.title ?? check} (${severity})`;
}

/** A position in rendered text would annotate an unrelated line of the file, so there is only the file. */
function positionProperties({ location }: Finding, program: string | undefined): Properties {
  const { file, line, endLine, column, endColumn } = location;
  if (program !== undefined) return { file };
  // GitHub ignores columns of an annotation over several lines.
  return line === endLine
    ? { file, line, endLine, col: column, endColumn }
    : { file, line, endLine };
}

function messageOf(finding: Finding, program: string | undefined): string {
  const { line, column } = finding.location;
  const where =
    program === undefined
      ? ""
      : ` (line ${line}, column ${column} of the text rendered by ${program})`;
  return `${headingOf(finding.object)}: ${pathAndMessage(finding)}${where} [${finding.check}]`;
}

/** A command of a workflow. One line whatever the text: the runner reads a command from the beginning of a line. */
export function command(level: Level, properties: Properties, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${level} ${list.join(",")}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  const safe = text
    .split(/([\r\n])/)
    .map((part) => (part === "\r" || part === "\n" ? part : sanitize(part)))
    .join("");
  return safe.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(value: string | number): string {
  return escapeMessage(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
