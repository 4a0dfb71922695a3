import type { JsonValue } from "@watertight/core/kubernetes";

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // A door: JSON gives JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
