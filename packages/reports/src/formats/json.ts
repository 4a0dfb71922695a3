import type { Exception, Finding, Fix } from "@watertight/core/findings";
import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { KnownFinding } from "@watertight/core/scan";
import type { Diagnostic, Snapshot } from "@watertight/core/snapshot";
import { assumptionsJson, coverageJson } from "../json/document-json.ts";
import { locationJson, referenceJson } from "../json/evidence-json.ts";
import { escapeUnsafe, safeJson } from "../json/safe-json.ts";
import type { CreateReporter, Summary } from "../reporter.ts";
import { createChunks } from "../text/chunks.ts";

/** The report that `schemas/report.schema.json` describes, one finding a line, written as findings come. */
export const createReporter: CreateReporter = ({ tool, snapshot }, write) => {
  const chunks = createChunks(write);
  const toolJson = safeJson({ name: tool.name, version: tool.version });
  chunks.add(`{"schemaVersion":1,"tool":${toolJson},\n"findings":[`);
  let separator = "\n";
  // Findings that are set aside are few, and their place is below the others.
  const excepted: string[] = [];
  const known: string[] = [];
  return {
    finding: (finding) => {
      chunks.add(separator + escapeUnsafe(findingText(finding)));
      separator = ",\n";
    },
    setAside: (finding) => {
      if (finding.exception) excepted.push(exceptedText(finding, finding.exception));
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

/** Only a fix can hold a bigint: the rest takes the runtime's own, faster `JSON.stringify`. */
function findingText(finding: Finding): string {
  const { object } = finding;
  const rest = JSON.stringify({
    check: finding.check,
    severity: finding.severity,
    fingerprint: finding.fingerprint,
    object: referenceJson(object),
    container: finding.container ?? null,
    path: finding.path,
    message: finding.message,
    location: locationJson(finding.location),
    alsoAt: finding.alsoAt.map(locationJson),
    ...(finding.worlds && { worlds: finding.worlds }),
    ...(finding.namesakes && { namesakes: finding.namesakes }),
    cause: finding.cause,
    valueFingerprint: finding.valueFingerprint ?? null,
    standsFor: finding.standsFor ?? [],
    severityReason: finding.severityReason ?? [],
  });
  const fix = finding.fix ? stringifyJson(fixJson(finding.fix)) : "null";
  return `${rest.slice(0, -1)},"fix":${fix}}`;
}

function exceptedText(finding: Finding, exception: Exception): string {
  return `${findingText(finding).slice(0, -1)},"exception":${JSON.stringify(exceptionJson(exception))}}`;
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

function fixJson({ safety, edits }: Fix): JsonObject {
  return {
    safety,
    edits: edits.map((edit) => ({
      op: edit.op,
      path: formatFieldPath(edit.path),
      value: edit.op === "remove" ? null : edit.value,
    })),
  };
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
