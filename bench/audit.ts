import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAuditLog } from "./audit-log.ts";
import { type Figure, median, ratioFigure } from "./figure.ts";
import { type ProcessRun, runInTurn, runNode } from "./process.ts";

/*
 * From an audit log to detections, beside a process that only parses the same lines, and memory over a log ten times as long.
 */

const EVENTS = 120_000;
/** Detecting may take the time of parsing alone, divided by 0.6. */
const BAR = 1 / 0.6;
/** Memory that the longer log may take more: garbage that was not collected yet. */
const MEMORY_BAR = 1.3;

export function measureAudit(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-audit-"));
  try {
    const log = join(folder, "audit.log");
    const long = join(folder, "long.log");
    writeAuditLog(log, EVENTS);
    const [ours = [], peer = []] = runInTurn(
      [detecting(log), ["bench/audit-parse-only.mjs", log]],
      3,
    );
    const short = runNode(detecting(log));
    writeAuditLog(long, EVENTS * 4);
    const longer = runNode(detecting(long));
    return [
      ratioFigure(
        `audit detect, ${EVENTS} events of 2.3 kB / parsing alone`,
        ofRuns(ours),
        ofRuns(peer),
        BAR,
      ),
      memoryFigure(longer, short),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function detecting(log: string): readonly string[] {
  return [
    "node_modules/.bin/watertight",
    "audit",
    "detect",
    "--no-config",
    "--fail-on",
    "none",
    log,
  ];
}

function ofRuns(runs: readonly ProcessRun[]): number {
  return median(runs.map(({ seconds }) => seconds));
}

function memoryFigure(longer: ProcessRun, short: ProcessRun): Figure {
  const ratio = longer.megabytes / short.megabytes;
  return {
    name: `audit detect, memory for ${EVENTS * 4} events / for ${EVENTS}`,
    value: longer.megabytes,
    unit: "MB",
    reference: short.megabytes,
    ratio,
    bar: MEMORY_BAR,
    holds: ratio <= MEMORY_BAR,
  };
}
