import type { Finding, Fix } from "@watertight/core/findings";
import {
  type FieldPath,
  formatFieldPath,
  type ObjectReference,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { Location } from "@watertight/core/snapshot";
import { escapeUnsafe } from "./safe-json.ts";

/** Messages and paths recur: of a hundred findings two say what none said before. */
const MOST_REMEMBERED = 4096;

/**
 * Writes findings as JSON text that is safe on a terminal (`escapeUnsafe`), in the shapes of `referenceJson` and `locationJson`.
 * Piece by piece, for a report of a large cluster holds hundreds of thousands: objects made for `JSON.stringify` took three times
 * as long.
 */
export function createFindingText(): (finding: Finding) => string {
  // Findings come object by object and file by file.
  const objectText = rememberingLast(referenceText);
  const quotedFile = rememberingLast(quoted);
  const placeText = rememberingLast((place: Location) => locationText(place, quotedFile));
  const quotedText = remembering(quoted);
  const quotedPath = rememberingPaths();
  return (finding) => {
    const { container, alsoAt, worlds, namesakes, valueFingerprint, standsFor } = finding;
    const { severityReason, fix, onPaths } = finding;
    const where = placeText(finding.location);
    let text = `{"check":"${finding.check}","severity":"${finding.severity}","fingerprint":"${finding.fingerprint}","object":${objectText(finding.object)},"container":${quotedOrNull(container)},"path":${quotedText(finding.path)},"message":${quotedText(finding.message)},"location":${where},"alsoAt":`;
    text +=
      alsoAt.length === 0
        ? "[]"
        : `[${alsoAt.map((each) => locationText(each, quoted)).join(",")}]`;
    if (worlds) text += `,"worlds":${plainJson(worlds)}`;
    if (onPaths) text += `,"paths":{"count":${onPaths.count},"certain":${onPaths.sure}}`;
    if (namesakes) text += `,"namesakes":${plainJson(namesakes)}`;
    text += `,"cause":${quoted(finding.cause)},"valueFingerprint":${quotedOrNull(valueFingerprint)}`;
    text += `,"standsFor":${standsFor ? plainJson(standsFor) : "[]"}`;
    text += `,"severityReason":${severityReason ? plainJson(severityReason) : "[]"}`;
    return `${text},"fix":${fix ? fixText(fix, quotedPath) : "null"}}`;
  };
}

function rememberingLast<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}

/** Remembers some of what was asked, and begins anew where that becomes much. */
function remembering(make: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** Edits of many objects share the value of their path. */
function rememberingPaths(): (path: FieldPath) => string {
  const known = new WeakMap<FieldPath, string>();
  return (path) => {
    const text = known.get(path) ?? quoted(formatFieldPath(path));
    known.set(path, text);
    return text;
  };
}

function referenceText({ apiVersion, kind, namespace, name }: ObjectReference): string {
  return `{"apiVersion":${quoted(apiVersion)},"kind":${quoted(kind)},"namespace":${quotedOrNull(namespace)},"name":${quoted(name)}}`;
}

function locationText(
  { file, line, column, endLine, endColumn, rendered }: Location,
  quotedFile: (file: string) => string,
): string {
  return `{"file":${quotedFile(file)},"line":${line},"column":${column},"endLine":${endLine},"endColumn":${endColumn},"rendered":${rendered}}`;
}

/** A value can be a bigint, of which `JSON.stringify` knows nothing. */
function fixText({ safety, edits }: Fix, quotedPath: (path: FieldPath) => string): string {
  const texts = edits.map((edit) => {
    const value = edit.op === "remove" ? "null" : escapeUnsafe(stringifyJson(edit.value));
    return `{"op":"${edit.op}","path":${quotedPath(edit.path)},"value":${value}}`;
  });
  return `{"safety":"${safety}","edits":[${texts.join(",")}]}`;
}

function quoted(text: string): string {
  return NEEDS_ESCAPES.test(text) ? plainJson(text) : `"${text}"`;
}

const NEEDS_ESCAPES = /["\\]|[^ -~]/;

/** Of a value without a bigint. */
function plainJson(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value));
}

function quotedOrNull(text: string | undefined): string {
  return text === undefined ? "null" : quoted(text);
}
