import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { NodeVisit } from "@watertight/core/node-visits";
import { type FileRecord, fileRecordJson } from "@watertight/core/nodes";
import type { AuditedChange, CheckReport } from "./report.ts";

/** `nodes baseline check -o json`. */
export function checkJson(report: CheckReport, head: JsonObject): string {
  const { node, baseline, sha256, now, changes, unknown } = report;
  const open = changes.filter(({ explanation }) => explanation === undefined);
  const document: JsonObject = {
    ...head,
    node,
    baseline: { time: baseline.time, paths: baseline.files.size, sha256 },
    paths: now.files.size,
    attributesCompared: baseline.attributes && now.attributes,
    summary: {
      changed: changes.length,
      explained: changes.length - open.length,
      unaudited: open.filter(({ audit }) => audit?.audited === "no").length,
    },
    changes: changes.map(changeJson),
    unknown: unknown.map(({ path, reason }) => ({ path, reason })),
  };
  return `${stringifyJson(document)}\n`;
}

function changeJson({
  path,
  differences,
  before,
  after,
  explanation,
  remarks,
  audit,
}: AuditedChange): JsonObject {
  return {
    path,
    differences: [...differences],
    before: recordJson(before),
    after: recordJson(after),
    explanation: explanation ? { by: explanation.by, because: explanation.because } : null,
    remarks: [...remarks],
    audited: audit?.audited ?? null,
    reason: audit?.reason ?? "",
    visits: (audit?.visits ?? []).map(visitJson),
  };
}

function recordJson(record: FileRecord | undefined): JsonObject | null {
  if (record === undefined) return null;
  const { changedAt } = record;
  const time = changedAt === undefined ? {} : { changedAt: new Date(changedAt).toISOString() };
  return { ...fileRecordJson(record), ...time };
}

function visitJson({
  user,
  by,
  pod,
  from,
  to,
  reachesNode,
  because,
  auditID,
}: NodeVisit): JsonObject {
  return {
    user,
    by,
    pod: pod ? { namespace: pod.namespace, name: pod.name } : null,
    from: timeOf(from),
    to: timeOf(to),
    reachesNode,
    because,
    auditID,
  };
}

/** Null before the log began and after its end. */
function timeOf(time: number): string | null {
  return Number.isFinite(time) ? new Date(time).toISOString() : null;
}
