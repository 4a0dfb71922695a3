import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
} from "../../kubernetes/json.ts";
import { listAt } from "../../kubernetes/json-fields.ts";
import { isAtLeast } from "./levels.ts";
import type { AuditDecision, AuditLevel } from "./model.ts";
import type { SampleEvent } from "./sample-event.ts";

/** What only later stages have. */
const LATER = new Set([
  ...["requestObject", "responseObject", "responseStatus", "annotations"],
  ...["impersonatedUser", "authenticationMetadata"],
]);

/** Bytes of an event as a policy would record it; `isEarly`: as that of RequestReceived. */
export function sizeAt(
  { json, level }: SampleEvent,
  isEarly: boolean,
  decision: AuditDecision,
  bytes: number,
): number {
  const asItIs = !isEarly && decision.level === level && !decision.omitManagedFields;
  if (asItIs) return bytes;
  const fields = Object.entries(json)
    .filter(([name]) => keeps(name, decision.level, isEarly))
    .map(([name, value]): [string, JsonValue] => [
      name,
      decision.omitManagedFields && name.endsWith("Object") ? withoutManagedFields(value) : value,
    ]);
  // The server's own writer differs from ours by what it escapes: as much as in the whole event.
  const scale = bytes / lengthOf(json);
  const changed: JsonObject = { ...Object.fromEntries<JsonValue>(fields), level: decision.level };
  return lengthOf(changed) * scale;
}

function keeps(name: string, level: AuditLevel, isEarly: boolean): boolean {
  if (isEarly) return !LATER.has(name);
  if (name === "requestObject") return isAtLeast(level, "Request");
  return name !== "responseObject" || level === "RequestResponse";
}

function withoutManagedFields(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const items = value["items"];
  const metadata = value["metadata"];
  return {
    ...value,
    ...(isJsonList(items) && { items: listAt(items).map(withoutManagedFields) }),
    ...(isJsonObject(metadata) && { metadata: without(metadata) }),
  };
}

function without({ managedFields: _, ...metadata }: JsonObject): JsonObject {
  return metadata;
}

/** Bytes of the JSON text in UTF-8, with a line break. */
export function lengthOf(value: JsonObject): number {
  const text = stringifyJson(value);
  let bytes = 1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}
