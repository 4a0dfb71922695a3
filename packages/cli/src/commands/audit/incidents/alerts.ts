import { resolve } from "node:path";
import type { PlacedAlert } from "@watertight/core/incidents";
import { runtimeAlertOf } from "@watertight/core/incidents";
import type { JsonValue } from "@watertight/core/kubernetes";
import { piecesOfFile } from "../../../audit-log/lines.ts";
import type { Context } from "../../../context.ts";

/** What sensors wrote. */
export interface ReadAlerts {
  readonly alerts: readonly PlacedAlert[];
  /** Lines that are no JSON, as `falco.log:3: the line is no JSON`. */
  readonly notRead: readonly string[];
  /** Lines that are no alert of a sensor that is known, and alerts beyond what is kept. */
  readonly others: number;
}

/** Alerts lie in memory until the log has come to their time. */
const MOST = 100_000;

/** Reads JSON lines of Falco, Tetragon and Sysdig Secure. */
export async function readAlerts(files: readonly string[], context: Context): Promise<ReadAlerts> {
  const read: Reading = { alerts: [], notRead: [], others: 0 };
  for (const file of files) {
    let number = 0;
    for await (const { lines } of piecesOfFile(resolve(context.workingDirectory, file))) {
      for (const line of lines) readLine(line, `${file}:${(number += 1)}`, read);
    }
  }
  return read;
}

interface Reading {
  readonly alerts: PlacedAlert[];
  readonly notRead: string[];
  others: number;
}

function readLine(line: string, place: string, read: Reading): void {
  if (line.trim() === "") return;
  const value = parsed(line);
  const alert = value === undefined ? undefined : runtimeAlertOf(value);
  if (value === undefined) read.notRead.push(`${place}: the line is no JSON`);
  else if (alert === undefined || read.alerts.length >= MOST) read.others += 1;
  else read.alerts.push({ alert, place });
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}
