import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readSnapshotFile } from "@watertight/api-server";
import { isSnapshotFile } from "@watertight/api-server/vocabulary";
import { type Drift, type DriftRow, driftOf, knownCvesOf } from "@watertight/core/known-cves";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { createCveJudge } from "@watertight/core/versions";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor, readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { recordRemarks, recordsJson, recordsOn } from "../records.ts";

const VERB = { verb: "versions drift" };

/** `versions drift`. */
export const run: Run = async (args, context) => {
  const dated = await Promise.all(
    [...args.operands, ...args.values("filename")].map((operand) => datedPath(operand, context)),
  );
  const configuration = await configurationFor(
    args,
    context,
    dated.map(({ path }) => path),
  );
  const judge = createCveJudge();
  const pictures = [];
  let gap: string | undefined;
  // One after the other: each may hold a large cluster.
  for (const { day, path } of dated) {
    const read = await readCluster(args, context, { paths: [path], configuration });
    gap ??= read.gap;
    pictures.push({ day, rows: knownCvesOf(read.cluster, judge) });
  }
  const drift = driftOf(pictures, configuration.versions.objectives);
  if (!drift) throw new UsageError("Give snapshots.", VERB);
  const records = recordsOn(context.today());
  const ending = endingOf(drift, gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...HEAD_WITHOUT_INPUT,
        incomplete: ending.status === 3,
        records: recordsJson(records),
        ...driftJson(drift),
        remarks: recordRemarks(records),
      })}\n`,
    text: () => driftText(drift, recordRemarks(records)),
  });
  return ending;
};

/** `2026-07-01=PATH`, or a snapshot's file, which knows when it was taken. */
async function datedPath(
  operand: string,
  { workingDirectory }: Context,
): Promise<{ readonly day: string; readonly path: string }> {
  const [, day, rest = ""] = /^(\d{4}-\d{2}-\d{2})=(.+)$/s.exec(operand) ?? [];
  if (day !== undefined && isDay(day)) return { day, path: rest };
  const bytes = await readFile(resolve(workingDirectory, operand)).catch(() => undefined);
  const read = bytes && isSnapshotFile(bytes) ? readSnapshotFile(bytes) : undefined;
  const taken = read && "taken" in read ? read.taken.slice(0, 10) : "";
  if (isDay(taken)) return { day: taken, path: operand };
  throw new UsageError(
    `${operand} does not say of which day it is: give a snapshot of watertight snapshot, or DAY=PATH as 2026-07-01=july/.`,
    VERB,
  );
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function endingOf({ open }: Drift, gap: string | undefined): Ending {
  const over = open.filter(({ isOver }) => isOver).length;
  if (over > 0) {
    return ended(
      `${counted(over, "CVE")} ${over === 1 ? "is" : "are"} open for longer than its objective allows.`,
    );
  }
  return gap === undefined ? CLEAN : endedIncomplete(gap);
}

function driftJson({ first, last, open, fixed }: Drift): JsonObject {
  return {
    first,
    last,
    open: open.map(({ isAtLeast, isOver, objective, ...row }) => ({
      ...row,
      atLeast: isAtLeast,
      objective: objective ?? null,
      over: isOver,
    })),
    fixed: fixed.map((row) => ({ ...row })),
  };
}

function driftText({ first, last, open, fixed }: Drift, remarks: readonly string[]): string {
  const lines = [
    ...open.map(rowText),
    `${first} to ${last}: ${counted(open.length, "CVE")} with a fix open, ${fixed.length} fixed.`,
    ...remarks,
    ...(open.some(({ isOver }) => isOver)
      ? ["Next: update what is over its objective; the versions with the fixes stand behind it."]
      : []),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function rowText(row: DriftRow): string {
  const { component, versions, id, severity, fixedIn, since, isAtLeast, days, objective } = row;
  const state = row.isOver ? "over" : objective === undefined ? "open" : "within";
  const allowed = objective === undefined ? "" : ` of ${objective}`;
  const age = `${isAtLeast ? "at least " : ""}${counted(days, "day")}${allowed}`;
  return `${state.padEnd(6)}  ${severity.padEnd(8)}  ${id}  ${component} ${versions.join(", ")}: ${age} since ${since}; fixed in ${fixedIn.join(", ")}`;
}
