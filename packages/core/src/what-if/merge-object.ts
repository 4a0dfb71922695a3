import { sameJson } from "../kubernetes/edit.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, valueAt } from "../kubernetes/json-fields.ts";
import { type FieldMerge, isMergedWhole, mergeOfField } from "../kubernetes/merges.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { type ApiStructure, type ApiType, structureOfKind } from "../kubernetes/structure.ts";

/**
 * An object with a patch merged into it, as `kubectl patch` does: lists of built-in kinds item by item where the API says by which
 * keys (x-kubernetes-list-map-keys of its OpenAPI document), `null` takes a field away, and the directives `$patch` and
 * `$deleteFromPrimitiveList` count. Lists of other kinds are replaced, as in RFC 7386. Undefined where `$patch: delete` takes it away.
 */
export function mergeObject(object: KubernetesObject, patch: JsonValue): JsonValue | undefined {
  return merged(object, patch, structureOfKind(object.apiVersion, object.kind));
}

/** A patch as an object of its own: without directives and what `null` takes away. */
export function withoutDirectives(patch: JsonValue): JsonValue {
  if (isJsonList(patch)) {
    return patch.filter((item) => directiveOf(item) !== "delete").map(withoutDirectives);
  }
  if (!isJsonObject(patch)) return patch;
  return Object.fromEntries(
    Object.entries(patch).flatMap(([key, value]) =>
      value === null || key.startsWith("$") ? [] : [[key, withoutDirectives(value)]],
    ),
  );
}

const DELETED_ITEMS = "$deleteFromPrimitiveList/";

function directiveOf(patch: JsonValue): JsonValue | undefined {
  return valueAt(patch, "$patch");
}

function merged(
  value: JsonValue | undefined,
  patch: JsonValue,
  type: ApiType | undefined,
): JsonValue | undefined {
  if (!isJsonObject(patch)) return patch;
  const directive = directiveOf(patch);
  if (directive === "delete") return undefined;
  const isWhole = type?.shape === "structure" && isMergedWhole(type.name);
  if (directive === "replace" || isWhole || !isJsonObject(value)) return withoutDirectives(patch);
  return mergedFields(value, patch, type);
}

function mergedFields(value: JsonObject, patch: JsonObject, type: ApiType | undefined): JsonValue {
  const fields = new Map(Object.entries(value));
  for (const [key, change] of Object.entries(patch)) {
    if (key.startsWith(DELETED_ITEMS)) dropItems(fields, key.slice(DELETED_ITEMS.length), change);
    if (key.startsWith("$")) continue;
    const made = change === null ? undefined : mergedField(fields.get(key), change, { key, type });
    if (made === undefined) fields.delete(key);
    else fields.set(key, made);
  }
  return Object.fromEntries(fields);
}

function mergedField(
  value: JsonValue | undefined,
  patch: JsonValue,
  { key, type }: { readonly key: string; readonly type: ApiType | undefined },
): JsonValue | undefined {
  const own = fieldOf(type, key);
  const merge = type?.shape === "structure" ? mergeOfField(type.name, key) : undefined;
  if (isJsonList(patch)) return mergedList(listAt(value), patch, { own, merge });
  return merge === "whole" ? withoutDirectives(patch) : merged(value, patch, own);
}

function fieldOf(type: ApiType | undefined, key: string): ApiType | undefined {
  if (type?.shape === "structure") return type.fields.get(key);
  return type?.shape === "map" ? type.item : undefined;
}

function dropItems(fields: Map<string, JsonValue>, key: string, items: JsonValue): void {
  const list = fields.get(key);
  if (!isJsonList(list) || !isJsonList(items)) return;
  fields.set(
    key,
    list.filter((item) => !items.some((gone) => sameJson(item, gone))),
  );
}

interface ListMerge {
  readonly own: ApiType | undefined;
  readonly merge: FieldMerge | undefined;
}

function mergedList(
  list: readonly JsonValue[],
  patch: readonly JsonValue[],
  { own, merge }: ListMerge,
): readonly JsonValue[] {
  const isReplaced = patch.some(
    (item) => directiveOf(item) === "replace" && Object.keys(item ?? {}).length === 1,
  );
  if (isReplaced || merge === undefined || merge === "whole") return itemsOfPatch(patch);
  if (merge === "set") {
    return [...list, ...patch.filter((item) => !list.some((each) => sameJson(each, item)))];
  }
  const item = own?.shape === "list" && own.item.shape === "structure" ? own.item : undefined;
  return mergedItems(list, patch, { keys: merge, item });
}

/** What a list becomes that a patch replaces: the mark of that is no item. */
function itemsOfPatch(patch: readonly JsonValue[]): readonly JsonValue[] {
  return patch.flatMap((item) => {
    const isMark = directiveOf(item) !== undefined && Object.keys(item ?? {}).length === 1;
    return isMark ? [] : [withoutDirectives(item)];
  });
}

function mergedItems(
  list: readonly JsonValue[],
  patch: readonly JsonValue[],
  { keys, item }: { readonly keys: readonly string[]; readonly item: ApiStructure | undefined },
): readonly JsonValue[] {
  const items: (JsonValue | undefined)[] = [...list];
  for (const change of patch) {
    const at = items.findIndex(
      (each) => each !== undefined && keys.every((key) => sameKey(each, change, key)),
    );
    if (at >= 0) items[at] = merged(items[at], change, item);
    else if (directiveOf(change) !== "delete") items.push(withoutDirectives(change));
  }
  return items.filter((each) => each !== undefined);
}

/** Of a port without a protocol the API server makes one of TCP. */
function sameKey(one: JsonValue, other: JsonValue, key: string): boolean {
  const usual = key === "protocol" ? "TCP" : null;
  return sameJson(valueAt(one, key) ?? usual, valueAt(other, key) ?? usual);
}
