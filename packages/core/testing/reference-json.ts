import type { JsonObject, JsonValue } from "../src/kubernetes/json.ts";

/*
 * How the references read JSON: in a few plain lines of their own, so that a fault in the engines' readers is not theirs too.
 * Places are written as `spec.order`; a null is as absent.
 */

export function at(value: JsonValue | undefined, place: string): JsonValue | undefined {
  let found = value;
  for (const key of place.split(".")) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    found = (found as JsonObject)[key];
  }
  return found === null ? undefined : found;
}

/** The members of a mapping; none where there is no mapping. */
export function mapAt(value: JsonValue | undefined, place: string): JsonObject {
  const found = at(value, place);
  return typeof found === "object" && !Array.isArray(found) ? (found as JsonObject) : {};
}

/** The items of a list; none where there is no list. */
export function itemsAt(value: JsonValue | undefined, place: string): readonly JsonValue[] {
  const found = at(value, place);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

/** The texts in a list. */
export function textsAt(value: JsonValue | undefined, place: string): readonly string[] {
  return itemsAt(value, place).filter((item) => typeof item === "string");
}

/** The text, or "" where there is none. */
export function textAt(value: JsonValue | undefined, place: string): string {
  const found = at(value, place);
  return typeof found === "string" ? found : "";
}

/** `metadata.labels`. */
export function labelsAt(object: JsonValue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapAt(object, "metadata.labels")).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
