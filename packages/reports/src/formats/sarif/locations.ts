import { sep } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { Location } from "@watertight/core/snapshot";
import { sanitizeLines } from "../../text/sanitize.ts";

/** A file as SARIF names it: percent-encoded, relative to `%SRCROOT%` unless the path is absolute. */
export function artifactLocation(file: string): JsonObject {
  const path = sep === "\\" ? file.replaceAll("\\", "/") : file;
  if (sep === "\\" && /^[A-Za-z]:\//.test(path)) return { uri: `file:///${encodePath(path)}` };
  if (path.startsWith("/")) return { uri: `file://${encodePath(path)}` };
  return { uri: encodePath(path.replace(/^(?:\.\/)+/, "")), uriBaseId: "%SRCROOT%" };
}

/** `encodeURIComponent` throws on a lone surrogate. */
function encodePath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

/** Our regions are SARIF's: from 1, in UTF-16 units, the end exclusive. */
function regionOf({ line, column, endLine, endColumn }: Location): JsonObject {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

export function physicalLocation(location: Location): JsonObject {
  return { artifactLocation: artifactLocation(location.file), region: regionOf(location) };
}

/** Text for a message; `[text](target)` would be a link in SARIF's plain text, so it is broken up. */
export function sarifText(text: string): string {
  return sanitizeLines(text).replaceAll("](", "] (");
}
