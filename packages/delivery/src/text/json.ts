import type { JsonValue } from "@watertight/core/kubernetes";

/** JSON of a receiver's answer; undefined where it is none. */
export function parsedJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    // A door: what JSON.parse gives is JSON.
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as JsonValue;
  } catch {
    return undefined;
  }
}
