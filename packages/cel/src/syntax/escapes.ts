/*
 * Texts of string and bytes literals: cel-go's parser/unescape.go.
 */

const SIMPLE = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\u000b"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["`", "`"],
  ["?", "?"],
]);

const LENGTHS = new Map([
  ["x", 2],
  ["X", 2],
  ["u", 4],
  ["U", 8],
]);

const encoder = new TextEncoder();

interface Piece {
  readonly text?: string;
  readonly byte?: number;
  readonly length: number;
}

/** The string that a literal's body stands for, or what is wrong with it. */
export function unescapeString(body: string): { value: string } | { fault: string } {
  let value = "";
  for (const piece of piecesOf(body, false)) {
    if (typeof piece === "string") {
      return { fault: piece };
    }
    value += piece.text ?? String.fromCharCode(piece.byte ?? 0);
  }
  return { value };
}

/** The bytes that a literal's body stands for, or what is wrong with it: `\x` and octal escapes are bytes, all else is UTF-8. */
export function unescapeBytes(body: string): { value: Uint8Array } | { fault: string } {
  const bytes: number[] = [];
  for (const piece of piecesOf(body, true)) {
    if (typeof piece === "string") {
      return { fault: piece };
    }
    if (piece.byte === undefined) {
      bytes.push(...encoder.encode(piece.text));
    } else {
      bytes.push(piece.byte);
    }
  }
  return { value: Uint8Array.from(bytes) };
}

/** Line ends as CEL has them, in raw literals too. */
export function normalizeLineEnds(body: string): string {
  return body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
}

function* piecesOf(body: string, isBytes: boolean): Generator<Piece | string> {
  let at = 0;
  while (at < body.length) {
    const next = body.indexOf("\\", at);
    if (next === -1) {
      yield { text: body.slice(at), length: 0 };
      return;
    }
    if (next > at) {
      yield { text: body.slice(at, next), length: 0 };
    }
    const piece = escapeAt(body, next + 1, isBytes);
    yield piece;
    if (typeof piece === "string") {
      return;
    }
    at = next + 1 + piece.length;
  }
}

function escapeAt(body: string, at: number, isBytes: boolean): Piece | string {
  const letter = body[at];
  if (letter === undefined) {
    return "unable to unescape string, found '\\' as last character";
  }
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) {
    return { text: simple, length: 1 };
  }
  const digits = LENGTHS.get(letter);
  if (digits !== undefined) {
    return numberedEscape(body.slice(at + 1, at + 1 + digits), digits, {
      isBytes,
      isByte: digits === 2,
    });
  }
  return /[0-3]/.test(letter)
    ? octalEscape(body.slice(at, at + 3), isBytes)
    : "unable to unescape string";
}

function numberedEscape(
  hex: string,
  digits: number,
  { isBytes, isByte }: { isBytes: boolean; isByte: boolean },
): Piece | string {
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) {
    return "unable to unescape string";
  }
  const code = Number.parseInt(hex, 16);
  if (isBytes) {
    return isByte ? { byte: code, length: 3 } : "unable to unescape string";
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    return "invalid unicode code point";
  }
  return { text: String.fromCodePoint(code), length: 1 + digits };
}

function octalEscape(octal: string, isBytes: boolean): Piece | string {
  if (!/^[0-3][0-7][0-7]$/.test(octal)) {
    return "unable to unescape octal sequence in string";
  }
  const code = Number.parseInt(octal, 8);
  return isBytes ? { byte: code, length: 3 } : { text: String.fromCharCode(code), length: 3 };
}
