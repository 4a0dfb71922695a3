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

const STATUSES = ["pass", "fail", "manual", "not-assessable"] as const;

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
  const controls = results.map(({ control, status, reason, checks, findings, excepted }) =>
    safeJson({
      standard: control.standard,
      id: control.id,
      title: control.title,
      status,
      reason: reason ?? null,
      checks,
      findings,
      excepted,
    }),
  );
  const summary = safeJson({ ...countsOf(results) });
  const head = safeJson({ ...documentHead(facts), tool: { ...tool }, framework: { id, title } });
  return `${head.slice(0, -1)},\n"controls":[\n${controls.join(",\n")}\n],\n"summary":${summary}\n}\n`;
}

function textOf(
  { title }: Framework,
  results: readonly ControlResult[],
  { color }: ReportContext,
): string {
  const paint = createPaint(color);
  const width = Math.max(...results.map(({ control }) => control.id.length));
  const lines = results.map((result) => `${lineOf(result, width, paint)}\n`);
  const counts = countsOf(results);
  const sums = STATUSES.map((status) => `${counts[status]} ${WORDS[status]}`).join(", ");
  return `${paint("bold", title)}\n\n${lines.join("")}\n${results.length} controls: ${sums}\n`;
}

const WORDS: Readonly<Record<ControlStatus, string>> = {
  pass: "pass",
  fail: "fail",
  manual: "manual",
  "not-assessable": "not assessable",
};

const STYLES = {
  pass: "green",
  fail: "red",
  manual: "yellow",
  "not-assessable": "gray",
} as const satisfies Record<ControlStatus, Parameters<Paint>[0]>;

function lineOf(result: ControlResult, width: number, paint: Paint): string {
  const { control, status, reason, findings, excepted } = result;
  const word = paint(STYLES[status], WORDS[status].padEnd(14));
  const notes = [
    ...(findings === 0 ? [] : [`${findings} found`]),
    ...(excepted === 0 ? [] : [`${excepted} excepted`]),
    ...(reason === undefined ? [] : [reason]),
  ];
  const note = notes.length === 0 ? "" : `  (${sanitize(notes.join("; "))})`;
  return `  ${word}  ${control.id.padEnd(width)}  ${control.title}${note}`;
}
