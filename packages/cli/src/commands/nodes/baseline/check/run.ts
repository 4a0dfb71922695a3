import { resolve } from "node:path";
import { eventsOfLine } from "@watertight/core/audit";
import { type ChangeAudit, createVisitLog, type VisitLog } from "@watertight/core/node-visits";
import {
  type Baseline,
  compareBaselines,
  explainChanges,
  type JudgedChange,
  type PathNotRead,
} from "@watertight/core/nodes";
import { surroundingsOf } from "@watertight/node-agent";
import { type DocumentFacts, documentHead, HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import { piecesOfFile } from "../../../../audit-log/lines.ts";
import { unpack } from "../../../../audit-log/unpack.ts";
import type { Arguments, Run } from "../../../../command.ts";
import type { Context } from "../../../../context.ts";
import { factsOf } from "../../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../../ending.ts";
import { parseText } from "../../../../node-facts/parse-text.ts";
import { readCluster } from "../../../../reading.ts";
import { writeAnswer } from "../../../../terminal/wrap.ts";
import { UsageError } from "../../../../usage-error.ts";
import { readBaseline } from "../baseline-file.ts";
import { look, nodeNameOf, rootOf } from "../looking.ts";
import { checkJson } from "./json.ts";
import type { AuditedChange, CheckReport } from "./report.ts";
import { checkText } from "./text.ts";

type ReadInput = Awaited<ReturnType<typeof readCluster>>;

/** `nodes baseline check`. */
export const run: Run = async (args, context) => {
  const [file = "", ...paths] = args.operands;
  const { baseline, sha256 } = await readBaseline(file, resolve(context.workingDirectory, file));
  const kept = args.value("digest");
  if (kept !== undefined && kept.toLowerCase() !== sha256) {
    throw new UsageError(`The baseline ${file} is another one: its digest is ${sha256}.`);
  }
  const root = rootOf(args, context);
  const given = nodeNameOf(args, root);
  if (given !== baseline.node && (args.value("node") !== undefined || root === "/")) {
    throw new UsageError(`The baseline is of ${baseline.node}, not of ${given}.`);
  }
  const read = paths.length > 0 ? await readCluster(args, context, { paths }) : undefined;
  const log = await visitLogOf(args, context, baseline, read);
  const report = reportOf({ baseline, sha256, root, log }, args, context);
  const ending = endingOf(report, read?.gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => checkJson(report, headOf(read, ending)),
    text: () => checkText(report),
  });
  return ending;
};

interface Material {
  readonly baseline: Baseline;
  readonly sha256: string;
  readonly root: string;
  readonly log: Awaited<ReturnType<typeof visitLogOf>>;
}

function reportOf(
  { baseline, sha256, root, log }: Material,
  args: Arguments,
  context: Context,
): CheckReport {
  const { node, rules } = baseline;
  const now = look({ root, node, rules, expected: baseline.files.size }, args, context);
  const { changes, unknown } = compareBaselines(baseline, now.baseline);
  const around = surroundingsOf(root, now.packages, (text) => {
    const parsed = parseText(text);
    return "value" in parsed ? parsed.value : undefined;
  });
  const since = Date.parse(baseline.time);
  const judged = explainChanges(changes, { before: baseline, after: now.baseline, since, around });
  const asked = { baseline, now: now.baseline, log: log?.visits };
  return {
    ...{ node, baseline, sha256, now: now.baseline, unknown: allUnknown(unknown, now.baseline) },
    changes: judged.map((change) => audited(change, asked)),
    hasLog: log !== undefined,
    notReadLines: log?.notRead ?? 0,
  };
}

function headOf(read: ReadInput | undefined, { status }: Ending): ReturnType<typeof documentHead> {
  const incomplete = status === 3;
  if (read === undefined) return { ...HEAD_WITHOUT_INPUT, incomplete };
  const facts: DocumentFacts = { ...factsOf(read), incomplete };
  return documentHead(facts);
}

async function visitLogOf(
  args: Arguments,
  context: Context,
  { node, time }: Baseline,
  read: ReadInput | undefined,
): Promise<{ readonly visits: VisitLog; readonly notRead: number } | undefined> {
  const files = args.values("audit-log");
  if (files.length === 0) return undefined;
  const visits = createVisitLog(node, Date.parse(time), read?.cluster.snapshot);
  let notRead = 0;
  for (const file of files) {
    for await (const { lines } of piecesOfFile(resolve(context.workingDirectory, file))) {
      notRead += lines.filter((line) => line !== "" && !isTaken(line, visits)).length;
    }
  }
  return { visits, notRead };
}

/** Whether all of a line could be read. */
function isTaken(line: string, visits: VisitLog): boolean {
  const { events, notRead } = eventsOfLine(line, { unpack });
  for (const event of events) visits.take(event);
  return notRead.length === 0;
}

/** What was not read now, and not already at the time of the baseline. */
function allUnknown(
  unknown: readonly PathNotRead[],
  { notRead }: Baseline,
): readonly PathNotRead[] {
  const named = new Set(unknown.map(({ path }) => path));
  return [...unknown, ...notRead.filter(({ path }) => !named.has(path))];
}

interface AuditContext {
  readonly baseline: Baseline;
  readonly now: Baseline;
  readonly log: VisitLog | undefined;
}

function audited(change: JudgedChange, { baseline, now, log }: AuditContext): AuditedChange {
  if (change.explanation !== undefined || log === undefined) return change;
  const { after, path } = change;
  const at = after?.changedAt;
  const since = Date.parse(baseline.time);
  return { ...change, audit: auditAt(path, { at, since }, now, log) };
}

/** Of a path that is gone the time is not known: it was between the baseline and the last change of the folder that it was in. */
function auditAt(
  path: string,
  { at, since }: { readonly at: number | undefined; readonly since: number },
  now: Baseline,
  log: VisitLog,
): ChangeAudit {
  if (at !== undefined) return log.at(path, at, at);
  for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
    const changed = now.files.get(folder)?.changedAt;
    if (changed !== undefined) return log.at(path, since, changed);
  }
  return log.at(path, since, Date.parse(now.time));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** What nobody accounts for is a finding; what could not be looked at weighs more. */
function endingOf(
  { changes, unknown, notReadLines, hasLog }: CheckReport,
  gap: string | undefined,
): Ending {
  const open = changes.filter(({ explanation }) => explanation === undefined);
  const [first] = unknown;
  if (first !== undefined) {
    return endedIncomplete(
      `${counted(unknown.length, "path")} could not be looked at; the first is ${first.path}: ${first.reason}.`,
    );
  }
  if (gap !== undefined && open.length > 0) return endedIncomplete(gap);
  if (notReadLines > 0)
    return endedIncomplete(`${counted(notReadLines, "line")} of the audit log could not be read.`);
  if (open.length === 0) return CLEAN;
  const silent = open.filter(({ audit }) => audit?.audited === "no").length;
  return ended(
    hasLog && silent > 0
      ? `${counted(silent, "path")} changed without being audited.`
      : `${counted(open.length, "path")} changed, and nothing on the node accounts for it.`,
  );
}
