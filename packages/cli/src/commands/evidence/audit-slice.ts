import { resolve } from "node:path";
import { type AuditEvent, eventsOfLine } from "@watertight/core/audit";
import { actorOf, redactedEvent } from "@watertight/core/detections";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { piecesOfFile } from "../../audit-log/lines.ts";
import { unpack } from "../../audit-log/unpack.ts";
import type { Context } from "../../context.ts";

/** What logs have of one pod. */
export interface AuditSlice {
  /** Events without values of secrets, one a line, in the order of the logs. */
  readonly lines: readonly string[];
  /** The pod as the last body has it that holds one. */
  readonly logged: JsonObject | undefined;
  /** Events of Kubernetes about the pod, as they were written: whoever covers his tracks deletes them from the API. */
  readonly events: readonly JsonObject[];
  readonly leftOut: number;
}

/** Events about one pod are a few hundred; who fills a log does not fill the store. */
const MOST = 10_000;

/** Reads logs for what was done to a pod, and by it. */
export async function auditSlice(
  files: readonly string[],
  pod: { readonly namespace: string; readonly name: string },
  context: Context,
): Promise<AuditSlice> {
  const slice = createSlice(pod);
  for (const file of files) {
    for await (const { lines } of piecesOfFile(resolve(context.workingDirectory, file)))
      for (const line of lines) readLine(line, pod.name, slice);
  }
  return slice.taken();
}

/** Most lines are about something else, and are not parsed. */
function readLine(line: string, name: string, slice: GrowingSlice): void {
  if (!line.includes(name)) return;
  for (const event of eventsOfLine(line, { unpack }).events) slice.take(event);
}

/** A slice that grows while a log is followed. */
interface GrowingSlice {
  readonly take: (event: AuditEvent) => void;
  readonly taken: () => AuditSlice;
}

/** An empty slice of a pod. */
function createSlice({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): GrowingSlice {
  const lines: string[] = [];
  const events = new Map<string, JsonObject>();
  let logged: JsonObject | undefined;
  let leftOut = 0;
  return {
    take: (event) => {
      if (!isAbout(event, namespace, name)) return;
      if (lines.length >= MOST) leftOut += 1;
      else lines.push(stringifyJson(redactedEvent(event)));
      logged = podIn(event) ?? logged;
      const written = eventIn(event);
      if (written !== undefined) events.set(textAt(written, "metadata", "name"), written);
    },
    taken: () => ({ lines, logged, events: [...events.values()], leftOut }),
  };
}

/** What is done to it, by it, and Events that are written of it. */
function isAbout(event: AuditEvent, namespace: string, name: string): boolean {
  if (actorOf(event).pod === `${namespace}/${name}`) return true;
  const { objectRef, requestObject, responseObject } = event;
  if (objectRef?.namespace !== namespace) return false;
  if (objectRef.resource === "events") return aboutWhom(requestObject) === name;
  if (objectRef.resource !== "pods") return false;
  return objectRef.name === name || textAt(responseObject, "metadata", "name") === name;
}

/** The pod, where a body is one. */
function podIn({ target, requestObject, responseObject }: AuditEvent): JsonObject | undefined {
  if (target !== "pods") return undefined;
  for (const body of [responseObject, requestObject])
    if (isJsonObject(body) && textAt(body, "kind") === "Pod" && "spec" in body) return body;
  return undefined;
}

/** Of both APIs of events. */
function aboutWhom(body: JsonValue | undefined): string {
  return textAt(body, "involvedObject", "name") || textAt(body, "regarding", "name");
}

/** The Event that was written, as the API server answered, else as it was sent. */
function eventIn({
  target,
  verb,
  requestObject,
  responseObject,
}: AuditEvent): JsonObject | undefined {
  if (target !== "events" || verb === "delete" || verb === "deletecollection") return undefined;
  return [responseObject, requestObject]
    .filter(isJsonObject)
    .find((body) => aboutWhom(body) !== "");
}
