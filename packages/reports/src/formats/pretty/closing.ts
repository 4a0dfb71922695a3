import {
  type Finding,
  headingOf,
  positionOf,
  SEVERITIES,
  type Severity,
} from "@watertight/core/findings";
import type { Baseline } from "@watertight/core/scan";
import {
  type Coverage,
  type Diagnostic,
  isHarmless,
  type NotExamined,
  type NotExaminedKind,
  placeOfUnexamined,
} from "@watertight/core/snapshot";
import type { ReportContext, Summary } from "../../reporter.ts";
import { frameLines, type Paint, SEVERITY_FORMATS } from "../../text/paint.ts";
import { sanitize } from "../../text/sanitize.ts";
import { counted, inputWords } from "../../text/words.ts";

/** Longer lists are cut; the JSON report has all of them. */
const LONGEST_LIST = 10;

/** What stands last: remarks on the input, what was not examined, unknown kinds, and one line that sums up. */
export function closingLines(
  context: ReportContext,
  summary: Summary,
  paint: Paint,
  worst?: Finding,
): string[] {
  const { coverage, diagnostics } = context.snapshot;
  return [
    ...diagnosticLines(context, diagnostics, paint),
    ...notExaminedLines(coverage.notExamined, paint),
    ...unknownKindLines(coverage),
    ...goneLines(summary.gone, paint),
    ...namespaceLines(summary),
    summaryLine(coverage, summary, paint),
    ...fixLines(summary),
    ...nextLines(context, worst, paint),
  ];
}

function diagnosticLines(
  context: ReportContext,
  diagnostics: readonly Diagnostic[],
  paint: Paint,
): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const lines = (diagnostic: Diagnostic): string[] => {
    const { severity, file, line, column, message } = diagnostic;
    const word = paint(severity === "error" ? "red" : "yellow", severity.padEnd(8));
    const location = { file, line, column, endLine: line, endColumn: column + 1, rendered: false };
    return [
      `  ${word}  ${sanitize(positionOf(diagnostic))}`,
      `    ${sanitize(message)}`,
      ...frameLines(context, location, paint),
      "",
    ];
  };
  if (diagnostics.length === 0) return [];
  return [
    paint("bold", "Remarks on the input"),
    "",
    ...warnings.slice(0, LONGEST_LIST).flatMap(lines),
    ...moreLines(warnings.length, "warning", [""]),
    ...errors.flatMap(lines),
  ];
}

function notExaminedLines(parts: readonly NotExamined[], paint: Paint): string[] {
  if (parts.length === 0) return [];
  const ordered = [
    ...parts.filter((part) => !isHarmless(part)),
    ...parts.filter((part) => isHarmless(part)),
  ];
  const lines = ordered.slice(0, LONGEST_LIST).map((part) => {
    const kind = paint(isHarmless(part) ? "gray" : "yellow", KINDS[part.kind]);
    return `  ${sanitize(placeOfUnexamined(part))}  ${kind}  ${sanitize(part.reason)}`;
  });
  return [paint("bold", "Not examined"), "", ...lines, ...moreLines(parts.length, "place", []), ""];
}

const KINDS: Readonly<Record<NotExaminedKind, string>> = {
  "syntax-error": "syntax error",
  "not-kubernetes": "not Kubernetes",
  template: "template",
  "render-failed": "not rendered",
  unreadable: "not read",
  "too-large": "too large",
  "not-allowed": "not allowed",
  unavailable: "unavailable",
  ignored: "ignored",
  "not-assessable": "not known",
};

function moreLines(count: number, noun: string, after: readonly string[]): string[] {
  if (count <= LONGEST_LIST) return [];
  return [`  … and ${counted(count - LONGEST_LIST, `more ${noun}`)}; -o json lists all`, ...after];
}

function unknownKindLines({ unknownKinds }: Coverage): string[] {
  if (unknownKinds.length === 0) return [];
  const objects = unknownKinds.reduce((sum, { count }) => sum + count, 0);
  const what = `${counted(objects, "object")} of ${counted(unknownKinds.length, "unknown kind")}`;
  return [`${what}: only metadata and pod templates were examined; -o json lists them.`, ""];
}

function goneLines(gone: Baseline, paint: Paint): string[] {
  if (gone.length === 0) return [];
  const lines = gone
    .slice(0, LONGEST_LIST)
    .map(
      ({ object, path, check }) => `  ${sanitize(object)}  ${sanitize(path)}  ${sanitize(check)}`,
    );
  return [
    `${paint("bold", "No longer found")}  (watertight baseline prune takes them out of the baseline)`,
    "",
    ...lines,
    ...moreLines(gone.length, "finding", []),
    "",
  ];
}

/** What the worlds' own objects say, with the first that says so; what was configured needs no telling. */
function namespaceLines({ namespaces = [] }: Summary): string[] {
  const lines = namespaces.flatMap(({ world, namespace }) => {
    const [first] = namespace.evidence;
    if (!first) return [];
    const where = world === "" ? "" : ` of ${world}`;
    const because = `${headingOf(first.object)} ${first.message}`;
    return `Objects${where} that name no namespace are taken to be in ${namespace.value}: ${because}.`;
  });
  if (lines.length === 0) return [];
  return [
    ...lines.slice(0, LONGEST_LIST).map(sanitize),
    ...moreLines(lines.length, "world", []),
    "",
  ];
}

function summaryLine(coverage: Coverage, summary: Summary, paint: Paint): string {
  const worstFirst = SEVERITIES.toReversed().filter((severity) => summary.findings[severity] > 0);
  const total = worstFirst.reduce((sum, severity) => sum + summary.findings[severity], 0);
  const numbers = worstFirst.map((severity) => countOf(severity, summary, paint)).join(", ");
  const { notExamined } = coverage;
  const parts = [
    numbers === "" ? "0 findings" : `${counted(total, "finding")}: ${numbers}`,
    inputWords(coverage),
    `${notExamined.length} not examined`,
    ...(summary.excepted === 0 ? [] : [`${summary.excepted} excepted`]),
    ...(summary.known === 0 ? [] : [`${summary.known} in the baseline`]),
  ];
  return parts.join("; ");
}

/** What `fix` does of it, by what it asks first. */
function fixLines({ fixes }: Summary): string[] {
  const { safe, "may-break": unsafe, "needs-value": open } = fixes;
  if (safe + unsafe + open === 0) return [];
  const parts = [
    `${safe} by fix`,
    ...(unsafe > 0 ? [`${unsafe} more with --unsafe`] : []),
    ...(open > 0 ? [`${open} more with a --value`] : []),
  ];
  return [`Fixable: ${parts.join(", ")}.`];
}

function nextLines(
  { nextSteps }: ReportContext,
  worst: Finding | undefined,
  paint: Paint,
): string[] {
  const steps = nextSteps?.(worst) ?? [];
  if (steps.length === 0) return [];
  return ["", paint("bold", "Next"), ...steps.map((step) => `  ${sanitize(step)}`)];
}

function countOf(severity: Severity, summary: Summary, paint: Paint): string {
  return paint(SEVERITY_FORMATS[severity], `${summary.findings[severity]} ${severity}`);
}
