import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";

/** The value at a path of keys; undefined where a step is absent, null or no mapping, as the decoder reads a null. */
export function fieldOf(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): JsonValue | undefined {
  let found = value;
  for (const key of keys) {
    if (!isJsonObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found ?? undefined;
}

/** The mapping at a path of keys, empty where there is none. */
export function mappingOf(value: JsonValue | undefined, ...keys: readonly string[]): JsonObject {
  const found = fieldOf(value, ...keys);
  return isJsonObject(found) ? found : {};
}

/** The list at a path of keys, empty where there is none. */
export function listOf(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): readonly JsonValue[] {
  const found = fieldOf(value, ...keys);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

/** The text at a path of keys, "" where there is none. */
export function textOf(value: JsonValue | undefined, ...keys: readonly string[]): string {
  const found = fieldOf(value, ...keys);
  return typeof found === "string" ? found : "";
}
