import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { clusterOfRecord, eventOfRow, isAuditCategory, logOfRecord } from "./aks.ts";
import type { AuditEvent, EventSource } from "./event.ts";
import { gkeEvent, isOfKubernetes, protoPayloadOf } from "./gke.ts";
import { isKubernetesEvent, kubernetesEvent } from "./kubernetes-event.ts";
import { legacyEvent } from "./legacy.ts";
import { parseJson, salvageJson } from "./parse.ts";

/** What was found in one line or document of a log. */
export interface ReadEvents {
  readonly events: readonly AuditEvent[];
  /** What may have been an event and could not be read: one clause each. */
  readonly notRead: readonly string[];
  /** How much was of other logs, which is none of ours: lines of components, entries of other services. */
  readonly others: number;
}

/** What the core cannot do itself. */
export interface Unpacking {
  /** Base64 of compressed or plain bytes to text; undefined where it is neither, or too much. */
  readonly unpack?: (base64: string) => string | undefined;
}

interface Gathering {
  readonly events: AuditEvent[];
  readonly notRead: string[];
  others: number;
  readonly unpack: Unpacking["unpack"];
}

/** Where a text or document stands in what is around it. */
interface Place {
  readonly source: EventSource;
  readonly around?: JsonObject;
  readonly depth: number;
}

const PLAIN: EventSource = { envelope: "kubernetes", cluster: "" };
const TOP: Place = { source: PLAIN, depth: 0 };
/** An envelope in an envelope in … : real ones have three. */
const DEEPEST = 8;

/** The events of a document, whatever they are packed in. It never throws. */
export function eventsOf(value: JsonValue, { unpack }: Unpacking = {}): ReadEvents {
  const gathering: Gathering = { events: [], notRead: [], others: 0, unpack };
  readValue(value, TOP, gathering);
  return gathering;
}

/** The events of a line of a log: JSON, or JSON behind what syslog or a container runtime puts before it. It never throws. */
export function eventsOfLine(line: string, { unpack }: Unpacking = {}): ReadEvents {
  const gathering: Gathering = { events: [], notRead: [], others: 0, unpack };
  readText(line, TOP, gathering);
  return gathering;
}

function readValue(value: JsonValue, place: Place, into: Gathering): void {
  if (place.depth > DEEPEST) {
    into.notRead.push("envelopes are nested too deeply");
  } else if (isJsonList(value)) {
    for (const item of value) readValue(item, inner(place), into);
  } else if (typeof value === "string") {
    readText(value, inner(place), into);
  } else if (isJsonObject(value)) {
    readObject(value, place, into);
  } else {
    into.notRead.push("the event is in no known envelope");
  }
}

function inner(place: Place, change: Partial<Place> = {}): Place {
  return { ...place, ...change, depth: place.depth + 1 };
}

function readObject(value: JsonObject, place: Place, into: Gathering): void {
  if (isKubernetesEvent(value)) {
    const { source, around = value } = place;
    into.events.push(kubernetesEvent(value, source, { around }));
    return;
  }
  for (const read of ENVELOPE_READERS) {
    if (read(value, place, into)) return;
  }
  into.notRead.push("the event is in no known envelope");
}

type Reader = (value: JsonObject, place: Place, into: Gathering) => boolean;

/** Each takes what it knows; in the order in which the forms can be told apart. */
const ENVELOPE_READERS: readonly Reader[] = [
  readGke,
  readAksRecord,
  readAksRow,
  readCloudWatch,
  readList,
  readCarried,
];

function readGke(entry: JsonObject, place: Place, into: Gathering): boolean {
  const isEntry =
    protoPayloadOf(entry) !== undefined || textAt(entry, "operation", "producer") !== "";
  if (!isEntry) return false;
  if (isOfKubernetes(entry)) into.events.push(gkeEvent(place.around ?? entry));
  else into.others += 1;
  return true;
}

function readAksRecord(record: JsonObject, place: Place, into: Gathering): boolean {
  const log = logOfRecord(record);
  if (log === undefined) return false;
  const source: EventSource = { envelope: "aks", cluster: clusterOfRecord(record) };
  // Other logs of the control plane have what a component printed in the same field.
  if (!isAuditCategory(record) || !/^\s*\{/.test(log)) into.others += 1;
  else readText(log, inner(place, { source, around: record }), into);
  return true;
}

function readAksRow(row: JsonObject, place: Place, into: Gathering): boolean {
  const found = eventOfRow(row);
  if (found === undefined) return false;
  const source: EventSource = { envelope: "aks", cluster: clusterOfRecord(row) };
  const { around = row } = place;
  into.events.push(kubernetesEvent(found.event, source, { truncated: found.cut, around }));
  return true;
}

const EKS_GROUP = /^\/aws\/eks\/([^/]+)\/cluster$/;

/** A subscription's message (`logEvents`), an export or answer of CloudWatch (`events`), or one event of either (`message`). */
function readCloudWatch(value: JsonObject, place: Place, into: Gathering): boolean {
  const source = eksSource(value, place.source);
  const items = [value["logEvents"], value["events"]].find(isJsonList);
  if (items !== undefined) {
    const isControl = textAt(value, "messageType") === "CONTROL_MESSAGE";
    if (isControl) into.others += items.length;
    else for (const item of items) readValue(item, inner(place, { source: asEks(source) }), into);
    return true;
  }
  const message = value["message"] ?? value["@message"];
  if (isJsonObject(message)) return tryValue(message, inner(place, { source }), into);
  if (typeof message !== "string") return false;
  if (/^\s*\{/.test(message)) readText(message, inner(place, { source, around: value }), into);
  else into.others += 1;
  return true;
}

/** Whose log a message of CloudWatch is of, as its group or its stream says. */
function eksSource(value: JsonObject, source: EventSource): EventSource {
  const group = textAt(value, "logGroup") || textAt(value, "logGroupName");
  if (group !== "") return { envelope: "eks", cluster: EKS_GROUP.exec(group)?.[1] ?? "" };
  const isStream = textAt(value, "logStreamName").startsWith("kube-apiserver-audit");
  return isStream || "ingestionTime" in value ? asEks(source) : source;
}

function asEks(source: EventSource): EventSource {
  return source.envelope === "eks" ? source : { ...source, envelope: "eks" };
}

/** `EventList`, the records of Event Hub, and what shippers gather. */
function readList(value: JsonObject, place: Place, into: Gathering): boolean {
  for (const key of ["items", "records", "Records", "entries", "value", "data"]) {
    const items = value[key];
    if (isJsonList(items)) {
      for (const item of items) readValue(item, inner(place), into);
      return true;
    }
  }
  return false;
}

/** Where shippers put the line or the document that they carry: Docker, Fluent Bit, Vector, Elastic, Pub/Sub, Lambda. */
const CARRIED: readonly (readonly string[])[] = [
  ["log"],
  ["event", "original"],
  ["event"],
  ["audit"],
  ["kubernetes", "audit"],
  ["body"],
  ["jsonPayload"],
  ["awslogs"],
  ["data"],
];

function readCarried(value: JsonObject, place: Place, into: Gathering): boolean {
  for (const path of CARRIED) {
    const carried = carriedAt(value, path);
    if (carried !== undefined && tryValue(carried, inner(place, { around: value }), into))
      return true;
  }
  return false;
}

function carriedAt(value: JsonObject, path: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const key of path) found = isJsonObject(found) ? found[key] : undefined;
  return isJsonObject(found) || typeof found === "string" ? found : undefined;
}

/** Reads what may be an envelope's content, and forgets that it was tried where it holds nothing. */
function tryValue(value: JsonValue, place: Place, into: Gathering): boolean {
  const trial: Gathering = { events: [], notRead: [], others: 0, unpack: into.unpack };
  readValue(value, place, trial);
  if (trial.events.length === 0 && trial.others === 0) return false;
  into.events.push(...trial.events);
  into.notRead.push(...trial.notRead);
  into.others += trial.others;
  return true;
}

const NOT_BASE64 = /[^A-Za-z0-9+/\s]/;
const SHORTEST_BASE64 = 16;

/** Looked for by what does not belong: a pattern that repeats over a line of megabytes overflows the stack. */
function isBase64(text: string): boolean {
  const end = text.search(NOT_BASE64);
  if (end < 0) return text.length >= SHORTEST_BASE64;
  return end >= SHORTEST_BASE64 && ["=", "=="].includes(text.slice(end).trimEnd());
}

function readText(text: string, place: Place, into: Gathering): void {
  const start = text.search(/\S/);
  if (start < 0) return;
  const first = text.charAt(start);
  if (first === "{" || first === "[") {
    readJson(start === 0 ? text : text.slice(start), place, into);
    return;
  }
  const legacy = legacyEvent(text);
  if (legacy !== undefined) {
    into.events.push(legacy);
    return;
  }
  if (isBase64(text)) {
    readPacked(text, place, into);
    return;
  }
  readBehind(text, place, into);
}

/** `kind` and `apiVersion` are what the API server writes first; bodies come after all the rest. */
const LOOKS_LIKE_EVENT = /"(?:auditID|requestURI|stage|verb|protoPayload|properties)"\s*:/;

function readJson(text: string, place: Place, into: Gathering): void {
  const value = parseJson(text);
  if (value !== undefined) {
    readValue(value, place, into);
    return;
  }
  const salvaged = salvageJson(text);
  if (isJsonObject(salvaged) && isKubernetesEvent(salvaged)) {
    const { source, around = salvaged } = place;
    into.events.push(kubernetesEvent(salvaged, source, { truncated: true, around }));
  } else if (
    salvaged !== undefined &&
    LOOKS_LIKE_EVENT.test(text) &&
    readCut(salvaged, place, into)
  ) {
    return;
  } else {
    into.notRead.push("the line is no JSON");
  }
}

/** An envelope that ends early around events of which some are whole. */
function readCut(salvaged: JsonValue, place: Place, into: Gathering): boolean {
  const isRead = tryValue(salvaged, inner(place), into);
  if (isRead) into.notRead.push("the line ends early: what follows is lost");
  return isRead;
}

function readPacked(text: string, place: Place, into: Gathering): void {
  const plain = into.unpack?.(text.replace(/\s+/g, ""));
  if (plain === undefined) into.notRead.push("the line is no JSON");
  else for (const line of plain.split("\n")) readText(line, inner(place), into);
}

/** What syslog (RFC 3164, RFC 5424) and container runtimes (`TIME stdout F LINE`) write before a line. */
function readBehind(text: string, place: Place, into: Gathering): void {
  const at = text.search(/[[{]\s*["{]/);
  const before = at < 0 ? text : text.slice(0, at);
  if (at >= 0 && place.depth <= DEEPEST && before.length < LONGEST_HEADER) {
    const value = parseJson(text.slice(at).trimEnd());
    if (isJsonObject(value) || isJsonList(value)) {
      if (tryValue(value, inner(place), into)) return;
      into.others += 1;
      return;
    }
    if (LOOKS_LIKE_EVENT.test(text)) {
      readJson(text.slice(at), inner(place), into);
      return;
    }
  }
  if (LOOKS_LIKE_EVENT.test(text)) into.notRead.push("the line is no JSON");
  else into.others += 1;
}

/** A header of syslog with structured data is shorter. */
const LONGEST_HEADER = 4096;

/** Whether a body is what the API server sends to a webhook. */
export function isEventList(value: JsonValue | undefined): boolean {
  return (
    textAt(value, "kind") === "EventList" && textAt(value, "apiVersion").startsWith("audit.k8s.io/")
  );
}
