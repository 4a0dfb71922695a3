import {
  type AssessmentInput,
  type ControlResult,
  type ControlStatus,
  createAssessment,
  type Framework,
} from "@watertight/core/scan";
import { type DocumentFacts, documentHead } from "./json/document-json.ts";
import { safeJson } from "./json/safe-json.ts";
import type { CreateReporter, ReportContext } from "./reporter.ts";
import { createPaint, type Paint } from "./text/paint.ts";
import { sanitize } from "./text/sanitize.ts";
import { counted } from "./text/words.ts";

/** Reports by control of a framework in place of findings, as text or JSON. */
export function createFrameworkReporter(
  framework: Framework,
  input: Omit<AssessmentInput, "snapshot">,
  format: "text" | "json",
): CreateReporter {
  return (context, write) => {
    const { snapshot } = context;
    const assessment = createAssessment(framework, { ...input, snapshot });
    return {
      finding: assessment.add,
      setAside: (finding) => {
        // What a baseline knows is broken all the same.
        assessment.add(finding);
      },
      end: (summary) => {
        const results = assessment.results();
        write(
          format === "json"
            ? jsonOf(framework, results, { ...context, ...summary })
            : textOf(framework, results, context),
        );
      },
    };
  };
}

function countsOf(results: readonly ControlResult[]): Readonly<Record<ControlStatus, number>> {
  const count = (status: ControlStatus): number =>
    results.filter((result) => result.status === status).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    manual: count("manual"),
    "not-assessable": count("not-assessable"),
  };
}

function jsonOf(
  { id, title }: Framework,
  results: readonly ControlResult[],
  { tool, ...facts }: Pick<ReportContext, "tool"> & DocumentFacts,
): string {
  const controls = results.map((result) => {
    const { control, status, reason, checks, failing, findings, excepted, nodes } = result;
    return safeJson({
      standard: control.standard,
      id: control.id,
      title: control.title,
      status,
      reason: reason ?? null,
      checks,
      failing,
      findings,
      excepted,
      ...(nodes && { nodes: nodes.map((each) => ({ ...each })) }),
    });
  });
  const summary = safeJson({ ...countsOf(results) });
  const head = safeJson({ ...documentHead(facts), tool: { ...tool }, framework: { id, title } });
  return `${head.slice(0, -1)},\n"controls":[\n${controls.join(",\n")}\n],\n"summary":${summary}\n}\n`;
}

/** Counts, then what is broken, what was not decided with the reason, and what is kept. */
function textOf(
  { title }: Framework,
  results: readonly ControlResult[],
  { color, width }: ReportContext,
): string {
  const paint = createPaint(color);
  const counts = countsOf(results);
  const sums = ORDER.map((status) => `${counts[status]} ${WORDS[status]}`).join(", ");
  const idWidth = Math.max(...results.map(({ control }) => control.id.length));
  const column = idWidth <= MOST_OF_AN_ID ? idWidth : undefined;
  const sections = ORDER.flatMap((status) => sectionsOf(status, results)).map(
    ({ status, reason, members }) => {
      const heading = paint(STYLES[status], `${capitalized(WORDS[status])} (${members.length})`);
      const lines = members.flatMap((result) => linesOf(result, column, width));
      return `${[reason === undefined ? heading : `${heading}: ${sanitize(reason)}`, ...lines].join("\n")}\n`;
    },
  );
  return `${paint("bold", title)}\n${results.length} controls: ${sums}\n\n${sections.join("\n")}`;
}

/** The most urgent first. */
const ORDER = ["fail", "manual", "not-assessable", "pass"] as const;

const WORDS: Readonly<Record<ControlStatus, string>> = {
  pass: "pass",
  fail: "fail",
  manual: "manual",
  "not-assessable": "not seen",
};

const STYLES = {
  pass: "green",
  fail: "red",
  manual: "yellow",
  "not-assessable": "gray",
} as const satisfies Record<ControlStatus, Parameters<Paint>[0]>;

interface Section {
  readonly status: ControlStatus;
  readonly reason: string | undefined;
  readonly members: readonly ControlResult[];
}

/** The controls of a status, one section a reason, in the order of the framework. */
function sectionsOf(status: ControlStatus, results: readonly ControlResult[]): Section[] {
  const byReason = new Map<string | undefined, ControlResult[]>();
  for (const result of results) {
    if (result.status !== status) continue;
    const known = byReason.get(result.reason);
    if (known) known.push(result);
    else byReason.set(result.reason, [result]);
  }
  return Array.from(byReason, ([reason, members]) => ({ status, reason, members }));
}

/** `column`: how wide ids are; undefined where they are whole headings. */
function linesOf(result: ControlResult, column: number | undefined, width: number): string[] {
  const { control } = result;
  const failing = [...result.failing, ...nodesIn(result).map((node) => `node/${sanitize(node)}`)];
  const { id } = control;
  const text = [control.title, ...notesOf(result)].join(": ");
  if (column === undefined && text === control.title) {
    const line = `  ${id}: ${text}`;
    return line.length <= width ? [line] : [`  ${id}`, `    ${text}`];
  }
  const indent = " ".repeat(column === undefined ? 4 : column + 4);
  const [above, line] =
    column === undefined ? [[`  ${id}`], indent + text] : [[], `  ${id.padEnd(column)}  ${text}`];
  if (failing.length === 0) return [...above, line];
  const whole = `${line} (${failing.join(", ")})`;
  if (whole.length <= width) return [...above, whole];
  return [...above, line, ...wrapped(failing, width - indent.length).map((each) => indent + each)];
}

/** The nodes on which something fails. */
function nodesIn({ nodes = [] }: ControlResult): readonly string[] {
  return [...new Set(nodes.map(({ node }) => node))];
}

/** How many findings and nodes there are, as one text; none where there is none. */
function notesOf(result: ControlResult): string[] {
  const { findings, excepted } = result;
  const nodes = nodesIn(result).length;
  const notes = [
    ...(findings === 0 ? [] : [findings === 1 ? "1 finding" : `${findings} findings`]),
    ...(nodes === 0 ? [] : [counted(nodes, "node")]),
    ...(excepted === 0 ? [] : [`${excepted} excepted`]),
  ];
  return notes.length === 0 ? [] : [notes.join(", ")];
}

/** Of `MS-TA9041` and `T1562.008`; longer ones are headings. */
const MOST_OF_AN_ID = 12;

/** Words with commas between, broken into lines. */
function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + word.length < width) {
      lines[lines.length - 1] = `${last}, ${word}`;
    } else {
      if (last !== undefined) lines[lines.length - 1] = `${last},`;
      lines.push(word);
    }
  }
  return lines;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
