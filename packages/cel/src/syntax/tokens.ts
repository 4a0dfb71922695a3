import { normalizeLineEnds, unescapeBytes, unescapeString } from "./escapes.ts";

/** What a piece of source is; `operator` is any sign or bracket and the keyword `in`, `end` is the end of the source. */
export type TokenKind =
  | "bytes"
  | "double"
  | "end"
  | "escaped-identifier"
  | "identifier"
  | "int"
  | "keyword"
  | "operator"
  | "string"
  | "uint";

export interface Token {
  readonly kind: TokenKind;
  /** As written; of strings what they stand for. */
  readonly text: string;
  readonly bytes?: Uint8Array;
  readonly at: number;
}

/** A place that is no token. */
export interface LexicalFault {
  readonly at: number;
  readonly message: string;
}

const SPACE = /[ \t\r\n\u000c]+|\/\/[^\n]*/y;
const NUMBER =
  /0x([0-9a-fA-F]+)([uU]?)|([0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|([0-9]+)([uU]?)/y;
const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]{}]/y;
const ESCAPED = /`[a-zA-Z0-9_.\-/ ]+`/y;
const STRING_START = /([bB]?)([rR]?)("""|'''|"|')/y;

const KEYWORDS = new Set(["true", "false", "null"]);

/** The tokens of an expression, the last of kind `end`, or the first place that is none. */
export function tokenize(source: string): readonly Token[] | LexicalFault {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(source, at);
    if (at >= source.length) {
      tokens.push({ kind: "end", text: "<EOF>", at: source.length });
      return tokens;
    }
    const read = readToken(source, at);
    if ("message" in read) {
      return read;
    }
    tokens.push(read.token);
    at = read.end;
  }
}

function skipSpace(source: string, from: number): number {
  let at = from;
  for (;;) {
    SPACE.lastIndex = at;
    const found = SPACE.exec(source);
    if (found === null) {
      return at;
    }
    at = SPACE.lastIndex;
  }
}

type Read = LexicalFault | { readonly token: Token; readonly end: number };

function readToken(source: string, at: number): Read {
  return (
    readString(source, at) ??
    readNumber(source, at) ??
    readName(source, at) ??
    readSign(source, at) ?? {
      at,
      message: `Syntax error: token recognition error at: '${String.fromCodePoint(source.codePointAt(at) ?? 0)}'`,
    }
  );
}

function readName(source: string, at: number): Read | undefined {
  NAME.lastIndex = at;
  const text = NAME.exec(source)?.[0];
  if (text === undefined) {
    return;
  }
  return { token: { kind: kindOfName(text), text, at }, end: at + text.length };
}

function kindOfName(text: string): TokenKind {
  if (text === "in") {
    return "operator";
  }
  return KEYWORDS.has(text) ? "keyword" : "identifier";
}

function readSign(source: string, at: number): Read | undefined {
  OPERATOR.lastIndex = at;
  const sign = OPERATOR.exec(source)?.[0];
  if (sign !== undefined) {
    return { token: { kind: "operator", text: sign, at }, end: at + sign.length };
  }
  ESCAPED.lastIndex = at;
  const escaped = ESCAPED.exec(source)?.[0];
  return escaped === undefined
    ? undefined
    : {
        token: { kind: "escaped-identifier", text: escaped.slice(1, -1), at },
        end: at + escaped.length,
      };
}

function readNumber(source: string, at: number): Read | undefined {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(source);
  if (found === null) {
    return;
  }
  const [text, hex, hexUnsigned, double, , unsigned] = found;
  const isUnsigned = Boolean(hexUnsigned) || Boolean(unsigned);
  const kind = double === undefined ? (isUnsigned ? "uint" : "int") : "double";
  const digits = isUnsigned ? text.slice(0, -1) : text;
  return {
    token: { kind, text: hex === undefined ? digits : `0x${hex}`, at },
    end: at + text.length,
  };
}

function readString(source: string, at: number): Read | undefined {
  STRING_START.lastIndex = at;
  const found = STRING_START.exec(source);
  if (found === null) {
    return;
  }
  const [opening, bytes, raw, quote = '"'] = found;
  const start = at + opening.length;
  const end = endOfString(source, start, { quote, isRaw: raw !== "" });
  if (end === -1) {
    return { at, message: `Syntax error: token recognition error at: '${opening}'` };
  }
  const body = normalizeLineEnds(source.slice(start, end));
  const token = stringToken(body, at, { isBytes: bytes !== "", isRaw: raw !== "" });
  return "message" in token ? token : { token, end: end + quote.length };
}

function endOfString(
  source: string,
  start: number,
  { quote, isRaw }: { quote: string; isRaw: boolean },
): number {
  for (let at = start; at < source.length; at++) {
    if (source.startsWith(quote, at)) {
      return at;
    }
    if (quote.length === 1 && (source[at] === "\n" || source[at] === "\r")) {
      return -1;
    }
    if (!isRaw && source[at] === "\\") {
      at++;
    }
  }
  return -1;
}

function stringToken(
  body: string,
  at: number,
  { isBytes, isRaw }: { isBytes: boolean; isRaw: boolean },
): Token | LexicalFault {
  if (isBytes) {
    const bytes = isRaw ? { value: new TextEncoder().encode(body) } : unescapeBytes(body);
    return "fault" in bytes
      ? { at, message: bytes.fault }
      : { kind: "bytes", text: body, bytes: bytes.value, at };
  }
  const text = isRaw ? { value: body } : unescapeString(body);
  return "fault" in text ? { at, message: text.fault } : { kind: "string", text: text.value, at };
}
