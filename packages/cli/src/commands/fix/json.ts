import { type Edit, formatFieldPath, type JsonObject } from "@watertight/core/kubernetes";
import {
  type DocumentFacts,
  documentHead,
  locationJson,
  referenceJson,
  safeJson,
} from "@watertight/reports/json";
import type { TreatedFinding } from "./plan.ts";
import { type FixResult, summaryOf } from "./result.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** The document that docs/interfaces.md describes. */
export function fixJson(
  result: FixResult,
  version: string,
  facts: Omit<DocumentFacts, "incomplete">,
): string {
  const { files, patches, findings, revealed } = result;
  const document: JsonObject = {
    ...documentHead({ ...facts, incomplete: result.incomplete }),
    tool: { name: "watertight", version },
    written: result.written,
    files: files.map((pair) => ({
      file: pair.file,
      diff: Array.from(unifiedDiff(pair), ({ text }) => `${text}\n`).join(""),
    })),
    patches: patches.map(({ name, text }) => ({ file: name, text })),
    findings: findings.map(findingJson),
    revealed: revealed.map(findingJson),
    summary: { ...summaryOf(result) },
  };
  return `${safeJson(document)}\n`;
}

function findingJson(treated: TreatedFinding): JsonObject {
  const { finding, fingerprintAfter = null, outcome, edits, files } = treated;
  const { object, location } = finding;
  return {
    check: finding.check,
    severity: finding.severity,
    fingerprint: finding.fingerprint,
    fingerprintAfter,
    object: referenceJson(object),
    path: finding.path,
    message: finding.message,
    location: locationJson(location),
    files,
    safety: finding.fix?.safety ?? null,
    outcome: outcome.kind,
    reason: "reason" in outcome ? outcome.reason : null,
    value: "hint" in outcome ? outcome.hint : null,
    edits: edits.map(editJson),
  };
}

function editJson(edit: Edit): JsonObject {
  const path = formatFieldPath(edit.path);
  return { op: edit.op, path, value: edit.op === "remove" ? null : edit.value };
}
