import type { Exception } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { KnownFinding } from "@watertight/core/scan";
import type { Diagnostic, Snapshot } from "@watertight/core/snapshot";
import { assumptionsJson, coverageJson } from "../json/document-json.ts";
import { locationJson } from "../json/evidence-json.ts";
import { createFindingText } from "../json/finding-text.ts";
import { escapeUnsafe, safeJson } from "../json/safe-json.ts";
import type { CreateReporter, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";

/** The report that `schemas/report.schema.json` describes, one finding a line, written as findings come. */
export const createReporter: CreateReporter = ({ tool, snapshot }, write) => {
  const chunks = createChunks(write);
  const toolJson = safeJson({ name: tool.name, version: tool.version });
  chunks.add(`{"schemaVersion":1,"tool":${toolJson},\n"findings":[`);
  const findingText = createFindingText();
  let separator = "\n";
  // Findings that are set aside are few, and their place is below the others.
  const excepted: string[] = [];
  const known: string[] = [];
  return {
    finding: (finding) => {
      chunks.add(separator);
      chunks.add(findingText(finding));
      separator = ",\n";
    },
    setAside: (finding) => {
      if (finding.exception) excepted.push(exceptedText(findingText(finding), finding.exception));
      else known.push(findingText(finding));
    },
    end: (summary) => {
      chunks.add("\n],");
      chunks.add(`\n"excepted":${listText(excepted)},`);
      chunks.add(`\n"known":${listText(known)},`);
      chunks.add(`\n"gone":${safeJson(summary.gone.map(goneJson))},`);
      for (const part of closingParts(snapshot, summary)) chunks.add(part);
      chunks.add("}\n");
      chunks.end();
    },
  };
};

function* closingParts(snapshot: Snapshot, summary: Summary): Generator<string> {
  yield `\n"diagnostics":${safeJson(snapshot.diagnostics.map(diagnosticJson))},`;
  yield `\n"coverage":${safeJson(coverageJson(snapshot.coverage))},`;
  yield `\n"incomplete":${summary.incomplete},`;
  yield `\n"assumptions":${safeJson(assumptionsJson({ ...summary, snapshot }))},`;
  yield `\n"summary":${safeJson(summaryJson(summary))}\n`;
}

function exceptedText(finding: string, exception: Exception): string {
  return `${finding.slice(0, -1)},"exception":${JSON.stringify(exceptionJson(exception))}}`;
}

function exceptionJson(exception: Exception): JsonObject {
  const { source, tool, checks, reason, owner, until, location } = exception;
  return {
    source,
    tool: tool ?? null,
    checks,
    reason,
    owner: owner ?? null,
    until: until ?? null,
    location: locationJson(location),
  };
}

function listText(texts: readonly string[]): string {
  return texts.length === 0 ? "[]" : `[\n${texts.map(escapeUnsafe).join(",\n")}\n]`;
}

function goneJson(known: KnownFinding): JsonObject {
  const { fingerprint, check, severity, object, path, count, file } = known;
  return { fingerprint, check, severity, object, path, count, ...(file !== undefined && { file }) };
}

function diagnosticJson({ file, line, column, severity, message }: Diagnostic): JsonObject {
  return { file, line, column, severity, message };
}

function summaryJson(summary: Summary): JsonObject {
  const { critical, high, medium, low, info } = summary.findings;
  return {
    findings: { critical, high, medium, low, info },
    fixable: summary.fixable,
    failOn: summary.failOn,
    failing: summary.failing,
    excepted: summary.excepted,
    known: summary.known,
  };
}
