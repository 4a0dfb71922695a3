import type { JsonValue } from "@watertight/core/kubernetes";

/*
 * The part of JMESPath that Kyverno's policies use most: fields, `[]`, lists of selections, pipes, `||`, literals and calls.
 */

export type Query =
  | { readonly node: "call"; readonly name: string; readonly of: Query }
  | { readonly node: "choice"; readonly one: Query; readonly other: Query }
  | { readonly node: "current" }
  | { readonly node: "field"; readonly name: string }
  | { readonly node: "flatten"; readonly of: Query }
  | { readonly node: "list"; readonly items: readonly Query[] }
  | { readonly node: "literal"; readonly value: JsonValue }
  | { readonly node: "pipe"; readonly one: Query; readonly next: Query }
  | { readonly node: "then"; readonly one: Query; readonly next: Query };

const TOKEN =
  /\s*(?:(\|\||\[\]|\[\*\]|[[\]().,|@])|([A-Za-z_][A-Za-z0-9_]*)|"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`)/y;

interface Token {
  readonly sign: string;
  readonly name: string | undefined;
  readonly value: JsonValue | undefined;
}

/** The tokens of a text; undefined where it has others. */
function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    const token = match && tokenOf(match);
    if (!token) {
      return;
    }
    tokens.push(token);
  }
  return tokens;
}

function tokenOf([, sign, name, quotedName, raw, json]: RegExpExecArray): Token | undefined {
  if (sign !== undefined) {
    return { sign, name: undefined, value: undefined };
  }
  if (json !== undefined) {
    const value = jsonOf(json.trim());
    return value === undefined ? undefined : { sign: "", name: undefined, value };
  }
  return raw === undefined
    ? { sign: "", name: name ?? quotedName ?? "", value: undefined }
    : { sign: "", name: undefined, value: raw };
}

/** A literal between backticks: JSON, or a word of its own. */
function jsonOf(text: string): JsonValue | undefined {
  switch (text) {
    case "[]":
      return [];
    case "{}":
      return {};
    case "null":
      return null;
    case "true":
    case "false":
      return text === "true";
  }
  if (/^-?\d{1,15}$/.test(text)) {
    return Number(text);
  }
  return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

const DEEPEST = 40;

/** The query that a text is; undefined where it is none, or more than is read here. */
export function parseQuery(text: string): Query | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) {
    return;
  }
  const reader = { tokens, at: 0 };
  const query = readPipe(reader, 0);
  return reader.at === tokens.length ? query : undefined;
}

function takes(reader: Reader, sign: string): boolean {
  const found = reader.tokens[reader.at]?.sign === sign;
  reader.at += found ? 1 : 0;
  return found;
}

function readPipe(reader: Reader, depth: number): Query | undefined {
  let query = depth > DEEPEST ? undefined : readChoice(reader, depth);
  while (query && takes(reader, "|")) {
    const next = readChoice(reader, depth);
    query = next && { node: "pipe", one: query, next };
  }
  return query;
}

function readChoice(reader: Reader, depth: number): Query | undefined {
  let query = readChain(reader, depth);
  while (query && takes(reader, "||")) {
    const other = readChain(reader, depth);
    query = other && { node: "choice", one: query, other };
  }
  return query;
}

function readChain(reader: Reader, depth: number): Query | undefined {
  let query = readFirst(reader, depth);
  while (query) {
    if (takes(reader, "[]") || takes(reader, "[*]")) {
      query = { node: "flatten", of: query };
    } else if (takes(reader, ".")) {
      const next = readFirst(reader, depth);
      query = next && { node: "then", one: query, next };
    } else {
      return query;
    }
  }
  return;
}

function readFirst(reader: Reader, depth: number): Query | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined) {
    return;
  }
  reader.at += 1;
  if (token.value !== undefined) {
    return { node: "literal", value: token.value };
  }
  if (token.name !== undefined) {
    return takes(reader, "(")
      ? readCall(reader, token.name, depth)
      : { node: "field", name: token.name };
  }
  switch (token.sign) {
    case "@":
      return { node: "current" };
    case "[":
      return readList(reader, depth);
    case "(": {
      const query = readPipe(reader, depth + 1);
      return takes(reader, ")") ? query : undefined;
    }
    default:
      return;
  }
}

function readCall(reader: Reader, name: string, depth: number): Query | undefined {
  const of = readPipe(reader, depth + 1);
  return of && takes(reader, ")") ? { node: "call", name, of } : undefined;
}

function readList(reader: Reader, depth: number): Query | undefined {
  const items: Query[] = [];
  do {
    const item = readPipe(reader, depth + 1);
    if (item === undefined) {
      return;
    }
    items.push(item);
  } while (takes(reader, ","));
  return takes(reader, "]") ? { node: "list", items } : undefined;
}
