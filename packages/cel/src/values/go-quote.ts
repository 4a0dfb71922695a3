/** Characters that Go writes by a letter. */
export const NAMED: ReadonlyMap<string, string> = new Map([
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\u000b", "\\v"],
  ["\\", "\\\\"],
  ['"', '\\"'],
]);

const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text as Go's `%q` writes it. */
export function quoteGo(text: string): string {
  let quoted = "";
  for (const character of text) {
    quoted += NAMED.get(character) ?? (PRINTED.test(character) ? character : escaped(character));
  }
  return `"${quoted}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) {
    return `\\x${hex(code, 2)}`;
  }
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}
