import type { JsonValue } from "@watertight/core/kubernetes";
import { isJsonList, isJsonObject } from "@watertight/core/kubernetes";

/*
 * Expressions as texts. What is joined by `allOf` and `anyOf` is put into parentheses where it has to be.
 */

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The words that CEL does not take as the name of a field. */
const KEYWORDS: ReadonlySet<string> = new Set(["false", "in", "null", "true"]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text as CEL writes it. */
export function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is escaped
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f]/g, (each) => {
    const code = each.charCodeAt(0).toString(16).padStart(4, "0");
    return ESCAPES.get(each) ?? `\\u${code}`;
  });
  return `'${escaped}'`;
}

/** A value of JSON as CEL writes it. */
export function literal(value: JsonValue): string {
  if (typeof value === "string") {
    return quoted(value);
  }
  if (isJsonList(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, each]) => `${quoted(key)}: ${literal(each)}`);
    return `{${members.join(", ")}}`;
  }
  return String(value);
}

function isName(key: string): boolean {
  return IDENTIFIER.test(key) && !KEYWORDS.has(key);
}

/** The field of a value that has it. */
export function fieldOf(value: string, key: string): string {
  return isName(key) ? `${value}.${key}` : `${value}[${quoted(key)}]`;
}

/** Whether a value has a field. */
export function hasField(value: string, key: string): string {
  return isName(key) ? `has(${value}.${key})` : `${quoted(key)} in ${value}`;
}

/** The field of a value, as an optional. */
export function optionalField(value: string, key: string): string {
  return isName(key) ? `${value}.?${key}` : `${value}[?${quoted(key)}]`;
}

/** Holds where all do. */
export function allOf(conditions: readonly string[]): string {
  const own = [...new Set(conditions.filter((each) => each !== "true"))];
  if (own.includes("false")) {
    return "false";
  }
  return own.length === 0
    ? "true"
    : own.length === 1
      ? (own[0] ?? "")
      : own.map((each) => bracketed(each, OR)).join(" && ");
}

/** Holds where one does. */
export function anyOf(conditions: readonly string[]): string {
  const own = [...new Set(conditions.filter((each) => each !== "false"))];
  if (own.includes("true")) {
    return "true";
  }
  return own.length === 0
    ? "false"
    : own.length === 1
      ? (own[0] ?? "")
      : own.map((each) => bracketed(each, CHOICE)).join(" || ");
}

/** Holds where it does not. */
export function not(condition: string): string {
  if (condition === "true" || condition === "false") {
    return condition === "true" ? "false" : "true";
  }
  const rest = condition.slice(1);
  if (condition.startsWith("!") && isSimple(rest)) {
    return isBracketed(rest) ? rest.slice(1, -1) : rest;
  }
  return isSimple(condition) ? `!${condition}` : `!(${condition})`;
}

const CHOICE = /^\? /;
const OR = /^(?:\|\||\? )/;
const ANY_OPERATOR = /^(?:[<>=!]=|[<>]|&&|\|\||\? |\+|- |in\b)/;

/** The text in parentheses, where another operator may stand beside it. */
export function inner(text: string): string {
  return bracketed(text, ANY_OPERATOR);
}

function bracketed(text: string, operators: RegExp): string {
  return scan(text, operators) === undefined ? text : `(${text})`;
}

/** One name, call or selection, so that `!` before it is about all of it. */
function isSimple(text: string): boolean {
  return scan(text, ANY_OPERATOR) === undefined && !text.startsWith("!");
}

/** Whether one pair of parentheses is around all of a text. */
function isBracketed(text: string): boolean {
  return text.startsWith("(") && closes(text) === text.length - 1;
}

/** Where the parenthesis at the beginning is closed. */
function closes(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'") {
      at = endOfText(text, at);
    }
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  return -1;
}

/** Where a pattern stands outside of parentheses, brackets and texts; undefined: nowhere. */
function scan(text: string, pattern: RegExp): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'") {
      at = endOfText(text, at);
    } else if ("([{".includes(character)) {
      depth += 1;
    } else if (")]}".includes(character)) {
      depth -= 1;
    } else if (depth === 0 && isFound(text, at, pattern)) {
      return at;
    }
  }
  return;
}

function isFound(text: string, at: number, pattern: RegExp): boolean {
  // `.?` and `[?` select; a word is looked at from its beginning.
  const before = text.charAt(at - 1);
  return before !== "." && !/\w/.test(before) && pattern.test(text.slice(at, at + 3));
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== "'") {
    at += text.charAt(at) === "\\" ? 2 : 1;
  }
  return at;
}

/** Whether `*` (any text) or `?` (one character) stands in a pattern. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

const STARS = /^\*+|\*+$/g;

/** Whether a text fits a pattern with `*` and `?`. */
export function fits(text: string, pattern: string): string {
  if (pattern === "?*" || pattern === "*?") {
    return `${text} != ''`;
  }
  const core = pattern.replace(STARS, "");
  return pattern.includes("?") || core.includes("*")
    ? `${text}.matches(${quoted(regexOf(pattern))})`
    : fitsEnds(text, pattern, core);
}

function fitsEnds(text: string, pattern: string, core: string): string {
  if (core === "") {
    return pattern === "" ? `${text} == ''` : "true";
  }
  const [starts, ends] = [!pattern.startsWith("*"), !pattern.endsWith("*")];
  if (starts && ends) {
    return `${text} == ${quoted(pattern)}`;
  }
  const call = starts ? "startsWith" : ends ? "endsWith" : "contains";
  return `${text}.${call}(${quoted(core)})`;
}

function regexOf(pattern: string): string {
  const parts = Array.from(pattern, (each) => {
    if (each === "*") {
      return ".*";
    }
    return each === "?" ? "." : each.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return `(?s)^${parts.join("")}$`;
}

/** Whether a text fits one of several patterns. */
export function fitsOne(text: string, patterns: readonly string[]): string {
  const plain = patterns.filter((each) => !hasWildcard(each));
  const wild = patterns.filter(hasWildcard);
  return anyOf([
    ...(plain.length > 1
      ? [`${text} in ${literal(plain)}`]
      : plain.map((each) => fits(text, each))),
    ...wild.map((each) => fits(text, each)),
  ]);
}
