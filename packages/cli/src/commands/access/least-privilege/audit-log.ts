import {
  createUsageRecorder,
  readAuditEvent,
  type SubjectBindings,
  type Usage,
  type UsageRecorder,
} from "@watertight/core/access";
import { isJsonObject, type JsonValue, listAt } from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import { linesOf } from "../../../batch.ts";
import type { Context } from "../../../context.ts";

/** What audit logs show, and which of their lines show nothing. */
export interface AuditLog {
  readonly usage: Usage;
  readonly badLines: {
    readonly count: number;
    /** The first of them: `audit.log:7: not read: …`. */
    readonly named: readonly string[];
  };
}

const NAMED = 20;

/** Reads logs line by line: Events, or EventLists as webhooks send them. Nothing of a line is kept but what it says of use. */
export async function readAuditLogs(
  files: readonly string[],
  index: SubjectBindings,
  keepNames: boolean,
  context: Context,
): Promise<AuditLog> {
  const recorder = createUsageRecorder(index, keepNames);
  const named: string[] = [];
  let count = 0;
  for (const file of files) {
    let number = 0;
    for await (const line of linesOf(file, context, "audit events")) {
      number += 1;
      if (line.trim() === "") continue;
      const problem = recordLine(line, recorder);
      if (problem === undefined) continue;
      count += 1;
      if (named.length < NAMED)
        named.push(sanitize(`${file}:${number}: not read: the line ${problem}`));
    }
  }
  return { usage: recorder.usage(), badLines: { count, named } };
}

/** What is wrong with a line; undefined where all of it was recorded. */
function recordLine(line: string, recorder: UsageRecorder): string | undefined {
  const value = parse(line);
  if (value === undefined) return "is not JSON";
  const items = isJsonObject(value) && value["kind"] === "EventList" ? value["items"] : [value];
  const events = listAt(items);
  const problems = events.flatMap((event) => {
    const read = readAuditEvent(event);
    if ("problem" in read) return read.problem;
    recorder.record(read);
    return [];
  });
  return problems[0];
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line.replace(/^\ufeff/, "")) as JsonValue;
  } catch {
    return undefined;
  }
}
