import type { JsonValue } from "../../kubernetes/index.ts";

/** The value of a JSON text; undefined where it is none. A byte order mark before it is skipped. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // A door: JSON gives JSON.
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Tells the line of a place in a text; places are asked for in their order. */
export function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    if (at < counted) {
      line = 1;
      counted = 0;
    }
    for (let next = text.indexOf("\n", counted); next >= 0 && next < at; ) {
      line++;
      counted = next + 1;
      next = text.indexOf("\n", counted);
    }
    return line;
  };
}
