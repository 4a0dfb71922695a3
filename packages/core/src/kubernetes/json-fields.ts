import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** The value at a path of keys; undefined where a step is absent or not a mapping. */
export function valueAt(object: JsonValue, ...keys: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of keys) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The mapping at a path of keys; empty where there is none. */
export function objectAt(object: JsonValue, ...keys: readonly string[]): JsonObject {
  const value = valueAt(object, ...keys);
  return isJsonObject(value) ? value : {};
}

/** The list at a path of keys; empty where there is none. */
export function listAt(object: JsonValue, ...keys: readonly string[]): readonly JsonValue[] {
  const value = valueAt(object, ...keys);
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** The text at a path of keys; "" where there is none, as the API has it. */
export function textAt(object: JsonValue, ...keys: readonly string[]): string {
  const value = valueAt(object, ...keys);
  return typeof value === "string" ? value : "";
}

/** What was decoded, as the JSON that it still is. */
export function asJson(decoded: object): JsonObject {
  // A door: the decoder gives a type to JSON and changes nothing else.
  return decoded as JsonObject;
}
