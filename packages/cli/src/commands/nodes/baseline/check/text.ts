import type { NodeVisit } from "@watertight/core/node-visits";
import type { FileRecord } from "@watertight/core/nodes";
import { counted, sanitize } from "@watertight/reports/text";
import { type AuditedChange, type CheckReport, VISITS } from "./report.ts";

/** So many of those that are accounted for are named: a package may have ten thousand files. */
const NAMED = 10;
/** So many who were there are named. */
const VISITORS = 5;

/** `nodes baseline check` for people: what nobody accounts for first, and of that what nobody was there for. */
export function checkText(report: CheckReport): string {
  const { changes, baseline, now, unknown, hasLog, node } = report;
  const open = changes.filter(({ explanation }) => explanation === undefined);
  const told = changes.filter(({ explanation }) => explanation !== undefined);
  const groups: readonly (readonly [string, readonly AuditedChange[]])[] = [
    ["Changed without being audited", open.filter(({ audit }) => audit?.audited === "no")],
    [
      hasLog ? "Changed, and not known by whom" : "Changed",
      open.filter(({ audit }) => audit === undefined || audit.audited === "unknown"),
    ],
    ["Changed while somebody was there", open.filter(({ audit }) => audit?.audited === "yes")],
  ];
  const lines = [
    ...groups.flatMap(([title, those]) => groupLines(title, those)),
    ...explainedLines(told),
    ...(unknown.length === 0
      ? []
      : [
          "Not looked at",
          ...unknown.slice(0, NAMED).map(({ path, reason }) => `  ${path}: ${reason}`),
          ...moreLine(unknown.length - NAMED),
          "",
        ]),
    `${counted(now.files.size, "path")} of ${node}, compared with ${baseline.time}: ${open.length} changed, ${told.length} more accounted for`,
    ...(baseline.attributes && now.attributes
      ? []
      : [
          "Extended attributes, file capabilities among them, were not compared: getfattr is not installed.",
        ]),
    ...nextLines(report, open),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function groupLines(title: string, changes: readonly AuditedChange[]): readonly string[] {
  if (changes.length === 0) return [];
  return [title, ...changes.flatMap(changeLines), ""];
}

function changeLines(change: AuditedChange): readonly string[] {
  const { path, differences, after, remarks, audit } = change;
  const visits = audit?.visits ?? [];
  return [
    `  ${path}`,
    `    ${differences.map((each) => DIFFERENCES[each](change)).join("; ")}`,
    ...(after?.changedAt === undefined
      ? []
      : [`    changed at ${new Date(after.changedAt).toISOString()}`]),
    ...remarks.map((remark) => `    ${remark}`),
    ...(audit?.reason ? [`    ${audit.reason}`] : []),
    ...visits.slice(0, VISITORS).map((visit) => `    ${visitText(visit)}`),
    ...moreLine(visits.length - VISITORS, "    "),
  ];
}

type Sides = Pick<AuditedChange, "before" | "after">;

const DIFFERENCES: Readonly<
  Record<AuditedChange["differences"][number], (sides: Sides) => string>
> = {
  added: ({ after }) =>
    `added: a ${typeOf(after)}, permissions ${octal(after)}, owner ${ownerOf(after)}`,
  removed: ({ before }) => `removed: it was a ${typeOf(before)}`,
  type: ({ before, after }) => `a ${typeOf(before)} became a ${typeOf(after)}`,
  content: () => "content changed",
  mode: ({ before, after }) => `permissions ${octal(before)} became ${octal(after)}`,
  owner: ({ before, after }) => `owner ${ownerOf(before)} became ${ownerOf(after)}`,
  target: ({ before, after }) => `leads to ${after?.target ?? ""}, led to ${before?.target ?? ""}`,
  links: ({ before, after }) => `names ${before?.links ?? 0} became ${after?.links ?? 0}`,
  attributes: () => "extended attributes changed",
};

function typeOf(record: FileRecord | undefined): string {
  return record?.type ?? "";
}

function octal(record: FileRecord | undefined): string {
  return (record?.mode ?? 0).toString(8).padStart(4, "0");
}

function ownerOf(record: FileRecord | undefined): string {
  return `${record?.uid ?? "?"}:${record?.gid ?? "?"}`;
}

function visitText({ user, by, pod, because, reachesNode }: NodeVisit): string {
  const where = pod ? ` pod ${pod.namespace}/${pod.name}` : "";
  const reach =
    reachesNode === "no" ? ", which does not reach the node" : because && ` (${because})`;
  return `${user || "somebody before the log began"} ${VISITS[by]}${where}${reach}`;
}

function explainedLines(told: readonly AuditedChange[]): readonly string[] {
  if (told.length === 0) return [];
  const byReason = new Map<string, AuditedChange[]>();
  for (const change of told) {
    const because = change.explanation?.because ?? "";
    byReason.set(because, [...(byReason.get(because) ?? []), change]);
  }
  const reasons = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  return [
    "Accounted for",
    ...reasons
      .slice(0, NAMED)
      .map(([because, those]) =>
        those.length === 1
          ? `  ${those[0]?.path ?? ""}: ${because}`
          : `  ${those.length} paths: ${because}`,
      ),
    ...moreLine(reasons.length - NAMED),
    "",
  ];
}

function moreLine(more: number, indent = "  "): readonly string[] {
  return more > 0 ? [`${indent}and ${more} more; -o json lists them`] : [];
}

function nextLines(
  { hasLog, node }: CheckReport,
  open: readonly AuditedChange[],
): readonly string[] {
  if (open.length === 0) return [];
  const lines = ["", "Next"];
  if (!hasLog)
    lines.push("  give the audit log since then with --audit-log, to know who was on the node");
  lines.push(`  kubectl cordon ${/^[\w.-]+$/.test(node) ? node : "NODE"}`);
  return lines;
}
