import { Double, fitsInt64, fitsUint64, intOf, Uint, type Value } from "../values/value.ts";
import type { Token } from "./tokens.ts";

/** The value of a token that is a literal, a fault if it is out of range, nothing if it is none. */
export function numberLiteral(
  token: Token,
  isNegative: boolean,
): { readonly value: Value } | { readonly fault: string } | undefined {
  switch (token.kind) {
    case "int":
      return integer(token.text, isNegative);
    case "uint":
      return isNegative ? undefined : unsigned(token.text);
    case "double":
      return double(token.text, isNegative);
    case "string":
      return { value: token.text };
    case "bytes":
      return { value: token.bytes ?? new Uint8Array() };
    case "keyword":
      return { value: token.text === "null" ? null : token.text === "true" };
    case "end":
    case "escaped-identifier":
    case "identifier":
    case "operator":
      return undefined;
  }
}

function integer(text: string, isNegative: boolean): { value: Value } | { fault: string } {
  const value = isNegative ? -BigInt(text) : BigInt(text);
  return fitsInt64(value) ? { value: intOf(value) } : { fault: "invalid int literal" };
}

function unsigned(text: string): { value: Value } | { fault: string } {
  const value = BigInt(text);
  return fitsUint64(value) ? { value: new Uint(value) } : { fault: "invalid uint literal" };
}

function double(text: string, isNegative: boolean): { value: Value } | { fault: string } {
  const value = Number(text);
  return Number.isFinite(value)
    ? { value: new Double(isNegative ? -value : value) }
    : { fault: "invalid double literal" };
}
