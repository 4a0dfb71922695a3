import { Double, fitsInt64, fitsUint64, intOf, Uint, type Value } from "../values/value.ts";
import type { Token, TokenKind } from "./tokens.ts";

type Read = { readonly fault: string } | { readonly value: Value };

/** The value of a token that is a literal, a fault if it is out of range, nothing if it is none. */
export function literalOf(token: Token, isNegative: boolean): Read | undefined {
  return isNegative ? SIGNED[token.kind]?.(token.text, true) : READERS[token.kind]?.(token);
}

const SIGNED: Partial<Record<TokenKind, (text: string, isNegative: boolean) => Read>> = {
  int: integer,
  double,
};

const READERS: Partial<Record<TokenKind, (token: Token) => Read>> = {
  int: ({ text }) => integer(text, false),
  uint: ({ text }) => unsigned(text),
  double: ({ text }) => double(text, false),
  string: ({ text }) => ({ value: text }),
  bytes: ({ bytes }) => ({ value: bytes ?? new Uint8Array() }),
  keyword: ({ text }) => ({ value: text === "null" ? null : text === "true" }),
};

function integer(text: string, isNegative: boolean): Read {
  const value = isNegative ? -BigInt(text) : BigInt(text);
  return fitsInt64(value) ? { value: intOf(value) } : { fault: "invalid int literal" };
}

function unsigned(text: string): Read {
  const value = BigInt(text);
  return fitsUint64(value) ? { value: new Uint(value) } : { fault: "invalid uint literal" };
}

function double(text: string, isNegative: boolean): Read {
  const value = Number(text);
  return Number.isFinite(value)
    ? { value: new Double(isNegative ? -value : value) }
    : { fault: "invalid double literal" };
}
