// White space as Go's TrimSpace has it.
const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const OUTER = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/** A text without white space at its ends, as Go's `TrimSpace` gives it. */
export function trimmed(text: string): string {
  return text.replace(OUTER, "");
}

/** Whether `TrimSpace` would take something away. */
export function hasOuterSpace(text: string): boolean {
  return trimmed(text) !== text;
}
