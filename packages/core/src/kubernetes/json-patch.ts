import { sameJson } from "./edit.ts";
import type { FieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** An operation of RFC 6902, of which a change needs no others. */
export type PatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: JsonValue }
  | { readonly op: "remove"; readonly path: string };

/**
 * A JSON Patch that makes one value of another. `test` operations come first: a patch that goes into a list item by its number
 * fails where the item of that number has another name, instead of changing the wrong one.
 */
export function jsonPatchBetween(before: JsonValue, after: JsonValue): readonly PatchOperation[] {
  const patch: Patch = { tests: [], changes: [] };
  compare(before, after, [], patch);
  return [...patch.tests, ...patch.changes];
}

interface Patch {
  readonly tests: PatchOperation[];
  readonly changes: PatchOperation[];
}

function compare(before: JsonValue, after: JsonValue, path: FieldPath, patch: Patch): void {
  if (sameJson(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) compareMembers(before, after, path, patch);
  else if (isJsonList(before) && isJsonList(after)) compareItems(before, after, path, patch);
  else patch.changes.push({ op: "replace", path: pointer(path), value: after });
}

function compareMembers(
  before: JsonObject,
  after: JsonObject,
  path: FieldPath,
  patch: Patch,
): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) {
      patch.changes.push({ op: "remove", path: pointer([...path, key]) });
    }
  }
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (old === undefined) patch.changes.push({ op: "add", path: pointer([...path, key]), value });
    else compare(old, value, [...path, key], patch);
  }
}

/** What is the same at both ends stays; of the rest items of one number are compared, from behind so that no index moves. */
function compareItems(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: FieldPath,
  patch: Patch,
): void {
  const start = sameFrom(before, after);
  const rest = [before.slice(start), after.slice(start)] as const;
  const end = sameFrom(rest[0].toReversed(), rest[1].toReversed());
  const old = rest[0].slice(0, rest[0].length - end);
  const fresh = rest[1].slice(0, rest[1].length - end);
  const common = Math.min(old.length, fresh.length);
  for (let index = old.length - 1; index >= common; index--) {
    patch.changes.push({ op: "remove", path: pointer([...path, start + index]) });
  }
  for (const [index, value] of fresh.slice(common).entries()) {
    patch.changes.push({ op: "add", path: pointer([...path, start + common + index]), value });
  }
  for (const [index, item] of old.slice(0, common).entries()) {
    const itemPath = [...path, start + index];
    const name = isJsonObject(item) ? item["name"] : undefined;
    if (typeof name === "string" && !sameJson(item, fresh[index] ?? null)) {
      patch.tests.push({ op: "test", path: pointer([...itemPath, "name"]), value: name });
    }
    compare(item, fresh[index] ?? null, itemPath, patch);
  }
}

function sameFrom(before: readonly JsonValue[], after: readonly JsonValue[]): number {
  const shorter = Math.min(before.length, after.length);
  const first = before.findIndex(
    (item, index) => index >= shorter || !sameJson(item, after[index] ?? null),
  );
  return first < 0 ? shorter : first;
}

/** RFC 6901. */
function pointer(path: FieldPath): string {
  return path
    .map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
