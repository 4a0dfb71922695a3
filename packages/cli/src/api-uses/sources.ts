import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { type ApiUse, auditEventsIn, collectCalls, metricUses } from "@watertight/core/versions";
import { linesOf } from "../batch.ts";
import type { Context } from "../context.ts";
import { readText } from "../files.ts";
import { UsageError } from "../usage-error.ts";

/** What says what an API server was asked for, besides objects. */
export interface CallSources {
  readonly metrics: readonly string[];
  readonly audit: readonly string[];
  /** What is left of the paths: objects. */
  readonly paths: readonly string[];
}

const SNIFFED = 65_536;

/** Sorts paths by what stands at the beginning of each file: metrics of an API server, an audit log, or else objects. */
export async function sortedPaths(
  paths: readonly string[],
  context: Context,
): Promise<CallSources> {
  const metrics: string[] = [];
  const audit: string[] = [];
  const others: string[] = [];
  for (const path of paths) {
    const beginning = await beginningOf(path, context);
    if (isMetrics(beginning)) metrics.push(path);
    else if (isAudit(beginning)) audit.push(path);
    else others.push(path);
  }
  return { metrics, audit, paths: others };
}

function isMetrics(beginning: string): boolean {
  return /^# (?:HELP|TYPE) \w+ /.test(beginning) || /^apiserver_\w+\{/.test(beginning);
}

function isAudit(beginning: string): boolean {
  const line = beginning.trimStart();
  if (!line.startsWith("{")) return false;
  const head = line.slice(0, 2000);
  const isEvent = /"kind"\s*:\s*"Event(?:List)?"/.test(head);
  return isEvent && /"apiVersion"\s*:\s*"audit\.k8s\.io\//.test(head);
}

/** Only of regular files: what is read of a pipe is gone. */
async function beginningOf(path: string, { workingDirectory }: Context): Promise<string> {
  const file = resolve(workingDirectory, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return "";
  const handle = await open(file).catch(() => undefined);
  if (!handle) return "";
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED));
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Uses by the metrics of files. */
export async function usesOfMetrics(
  files: readonly string[],
  target: number,
  context: Context,
): Promise<readonly ApiUse[]> {
  const texts: string[] = [];
  for (const file of files) texts.push(await readText(file, "The file of metrics", context));
  return metricUses(texts.join("\n"), target);
}

/** Uses by audit logs, and what of them is no event. */
export async function usesOfAudit(
  files: readonly string[],
  target: number,
  context: Context,
): Promise<{ readonly uses: readonly ApiUse[]; readonly gap: string | undefined }> {
  const calls = collectCalls(target);
  const gap = await eventsOf(files, context, calls.take);
  return { uses: calls.uses(), gap };
}

/** Hands over each event of audit logs; gives back a sentence on what is no event. */
export async function eventsOf(
  files: readonly string[],
  context: Context,
  take: (event: JsonObject) => boolean,
): Promise<string | undefined> {
  const gaps: string[] = [];
  for (const file of files) {
    const { events, unread } = await eachEvent(file, context, take);
    if (events === 0) throw new UsageError(`${file} holds no event of an audit log.`);
    if (unread > 0) gaps.push(`${unread} lines of ${file} are no events of an audit log.`);
  }
  return gaps[0];
}

interface ReadEvents {
  readonly events: number;
  readonly unread: number;
}

async function eachEvent(
  file: string,
  context: Context,
  take: (event: JsonObject) => boolean,
): Promise<ReadEvents> {
  const taken = (found: readonly JsonObject[]): number => found.filter(take).length;
  let events = 0;
  const rest: string[] = [];
  for await (const line of linesOf(file, context, "audit events")) {
    // The lines of a document over many lines are none themselves.
    const found = line.trim() === "" ? 0 : taken(eventsOfText(line));
    events += found;
    if (found === 0 && line.trim() !== "") rest.push(line);
  }
  if (events > 0) return { events, unread: rest.length };
  return { events: taken(eventsOfText(rest.join("\n"))), unread: 0 };
}

function eventsOfText(text: string): readonly JsonObject[] {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (Array.isArray(value)) return value.flatMap((each: JsonValue) => auditEventsIn(each));
    return isJsonObject(value) ? auditEventsIn(value) : [];
  } catch {
    return [];
  }
}
