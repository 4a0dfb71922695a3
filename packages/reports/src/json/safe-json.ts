import { type JsonValue, stringifyJson } from "@watertight/core/kubernetes";

// JSON itself escapes C0, quotes and lone surrogates; a terminal also obeys these.
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON text of a value with every character escaped that could move a cursor or turn the direction of writing. */
export function safeJson(value: JsonValue): string {
  return escapeUnsafe(stringifyJson(value));
}

/** The same for JSON text that is already written. */
export function escapeUnsafe(json: string): string {
  return json.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
