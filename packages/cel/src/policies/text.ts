/*
 * Texts as Go has them.
 */

const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

function isSpace(text: string, at: number): boolean {
  return SPACE.test(text.charAt(at));
}

/** Without white space at its ends, as `strings.TrimSpace` has it, in linear time. */
export function goTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text, start)) {
    start += 1;
  }
  while (end > start && isSpace(text, end - 1)) {
    end -= 1;
  }
  return text.slice(start, end);
}

function bytesOf(code: number): number {
  if (code < 0x80) {
    return 1;
  }
  if (code < 0x800) {
    return 2;
  }
  return code < 0x10000 ? 3 : 4;
}

/** How many bytes of UTF-8 it has. */
export function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    length += bytesOf(character.codePointAt(0) ?? 0);
  }
  return length;
}

/** The first so many bytes; of a character that is cut through, what Go's encoder writes for each byte that is left of it. */
export function firstBytes(text: string, most: number): string {
  let length = 0;
  let at = 0;
  for (const character of text) {
    const bytes = bytesOf(character.codePointAt(0) ?? 0);
    if (length + bytes > most) {
      return text.slice(0, at) + "\ufffd".repeat(most - length);
    }
    length += bytes;
    at += character.length;
  }
  return text;
}

/** JSON as Go's `encoding/json` writes it: what HTML would read is escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(
      /[<>&\u2028\u2029]/g,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("\\b", "\\u0008")
    .replaceAll("\\f", "\\u000c");
}
