/** Distinct strings in the order of their UTF-8 bytes, as Go sorts them. */
export function sortedSet(items: Iterable<string>): readonly string[] {
  return [...new Set(items)].sort(compareBytes);
}

/** Compares by code point, which is the order of UTF-8 bytes; UTF-16 order differs beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  // Inside a surrogate pair the difference is in the low half, which orders like the code point.
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

// Past the end ranks first; surrogates rank after every other unit.
function rank(unit: number): number {
  if (Number.isNaN(unit)) return -1;
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

const ORDINARY = /^[ !#-[\]-~]*$/;

/** A string as Go's `%q` prints it. */
export function quote(text: string): string {
  if (ORDINARY.test(text)) return `"${text}"`;
  return `"${Array.from(text, escapeCharacter).join("")}"`;
}

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
  if (/^\p{Cs}$/u.test(character)) return "\ufffd"; // half a surrogate pair, as Go's JSON decoder reads it
  return escapeCodePoint(character.codePointAt(0) ?? 0);
}

function escapeCodePoint(point: number): string {
  if (point < 0x20 || point === 0x7f) return `\\x${hexadecimal(point, 2)}`;
  if (point > 0xffff) return `\\U${hexadecimal(point, 8)}`;
  return `\\u${hexadecimal(point, 4)}`;
}

function hexadecimal(point: number, digits: number): string {
  return point.toString(16).padStart(digits, "0");
}
