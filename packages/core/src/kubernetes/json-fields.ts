import type { FieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** The value at a path of keys; undefined where a step is absent, no mapping, or null, which the API's decoder reads as absent. */
export function valueAt(
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

/** The value at a path of keys and indices, read in the same way. */
export function valueAtPath(value: JsonValue | undefined, path: FieldPath): JsonValue | undefined {
  let found = value;
  for (const segment of path) {
    if (typeof segment === "string") found = valueAt(found, segment);
    else found = (isJsonList(found) ? found[segment] : undefined) ?? undefined;
  }
  return found;
}

/** The mapping at a path of keys; empty where there is none. */
export function objectAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonObject {
  const found = valueAt(value, ...keys);
  return isJsonObject(found) ? found : {};
}

/** The list at a path of keys; empty where there is none. */
export function listAt(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): readonly JsonValue[] {
  const found = valueAt(value, ...keys);
  return isJsonList(found) ? found : [];
}

/** The text at a path of keys; "" where there is none, as the API has it. */
export function textAt(value: JsonValue | undefined, ...keys: readonly string[]): string {
  const found = valueAt(value, ...keys);
  return typeof found === "string" ? found : "";
}

/** The texts of the list at a path of keys; whatever else it holds is left out. */
export function textsAt(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): readonly string[] {
  return listAt(value, ...keys).filter((item) => typeof item === "string");
}

/** What was decoded, as the JSON that it still is. */
export function asJson(decoded: object): JsonObject {
  // A door: the decoder gives a type to JSON and changes nothing else.
  return decoded as JsonObject;
}
