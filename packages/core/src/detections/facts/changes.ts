import type { AuditEvent } from "../../audit/events/event.ts";
import { outcomeOf } from "../../audit/events/event.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";

const WRITES: ReadonlySet<string> = new Set(["create", "update", "patch"]);

/** Whether something was written, and the API server took it. */
export function isWritten(event: AuditEvent): boolean {
  return WRITES.has(event.verb) && outcomeOf(event) === "succeeded";
}

/** Whether something was created, and the API server took it. */
export function isCreated(event: AuditEvent): boolean {
  return event.verb === "create" && outcomeOf(event) === "succeeded";
}

/** Whether something that existed was changed, and the API server took it. */
export function isChanged(event: AuditEvent): boolean {
  return event.verb !== "create" && isWritten(event);
}

/** Whether something was deleted, one or many. */
export function isDeleted(event: AuditEvent): boolean {
  return (
    (event.verb === "delete" || event.verb === "deletecollection") &&
    outcomeOf(event) === "succeeded"
  );
}

/**
 * What a write says: the object; of a merge or strategic patch and of server-side apply the part that is given; of a JSON patch the part
 * that its operations set, put together. So a patch speaks of what it changes and not of all that stood there before. Empty where the
 * log holds no body.
 */
export function writtenIn({ requestObject, responseObject, verb }: AuditEvent): JsonObject {
  if (isJsonList(requestObject)) return setByJsonPatch(requestObject);
  if (isJsonObject(requestObject)) return requestObject;
  return verb === "create" && isJsonObject(responseObject) ? responseObject : {};
}

const SETTING: ReadonlySet<string> = new Set(["add", "replace"]);
/** A patch of more operations changes no single object of the API. */
const MOST_OPERATIONS = 10_000;

interface Built {
  [key: string]: JsonValue | Built;
}

function setByJsonPatch(operations: readonly JsonValue[]): JsonObject {
  const result: Built = Object.create(null) as Built;
  for (const operation of operations.slice(0, MOST_OPERATIONS)) {
    if (!isJsonObject(operation) || !SETTING.has(textAt(operation, "op"))) continue;
    const segments = textAt(operation, "path")
      .split("/")
      .slice(1, 32)
      .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
    setAt(result, segments, operation["value"] ?? null);
  }
  return withLists(result) as JsonObject;
}

function setAt(root: Built, segments: readonly string[], value: JsonValue): void {
  let at = root;
  for (const segment of segments.slice(0, -1)) {
    const next = at[segment];
    // A value that an operation before it has set is whole.
    if (next !== undefined && Object.getPrototypeOf(next) !== null) return;
    const deeper = (next ?? Object.create(null)) as Built;
    at[segment] = deeper;
    at = deeper;
  }
  const last = segments.at(-1);
  if (last !== undefined) at[last === "-" ? `${Object.keys(at).length}` : last] = value;
  else if (isJsonObject(value)) Object.assign(root, value);
}

/** Indices of a patch count; which places are empty does not matter to what is asked. */
function withLists(built: JsonValue | Built): JsonValue {
  if (!isJsonObject(built) || Object.getPrototypeOf(built) !== null) return built;
  const entries = Object.entries(built).map(([key, value]) => [key, withLists(value)] as const);
  return entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}
