/**
 * JSON as the API machinery reads it. Integers that a double cannot hold exactly are `bigint`
 * (the API has int64 and uint64); every other number is a `number`.
 */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Like `JSON.stringify` without spaces, but total on `JsonValue`: a `bigint` prints all its digits. */
export function stringifyJson(value: JsonValue): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isJsonList(value)) return `[${value.map(stringifyJson).join(",")}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`,
  );
  return `{${members.join(",")}}`;
}
