import { compareBytes } from "./go-text.ts";
import { isLabelKey, isLabelValue } from "./selectors.ts";

/** One part of a field selector, as `fields.Requirement` has it after parsing. */
export interface FieldRequirement {
  readonly field: string;
  readonly operator: "=" | "!=";
  readonly value: string;
}

/** Reads the text of a field selector, sorted as upstream sorts it; undefined where k8s.io/apimachinery/pkg/fields refuses it. */
export function parseFieldSelector(text: string): readonly FieldRequirement[] | undefined {
  const requirements: FieldRequirement[] = [];
  for (const term of termsOf(text).sort(compareBytes)) {
    if (term === "") continue;
    const [, field = "", operator, written = ""] = /^(.*?)(!=|==|=)(.*)$/s.exec(term) ?? [];
    const value = unescapeValue(written);
    if (operator === undefined || value === undefined) return undefined;
    requirements.push({ field, operator: operator === "!=" ? "!=" : "=", value });
  }
  return requirements;
}

/** The parts between commas; one after a backslash belongs to its part. */
function termsOf(text: string): string[] {
  return text.match(/(?:[^\\,]|\\[^]?)+/g) ?? [];
}

function unescapeValue(text: string): string | undefined {
  if (!/^(?:[^\\,=]|\\[\\,=])*$/.test(text)) return undefined;
  return text.replace(/\\([\\,=])/g, "$1");
}

/** Whether k8s.io/apimachinery/pkg/labels takes the text of a label selector. */
export function isLabelSelectorText(text: string): boolean {
  const tokens = tokensOf(text);
  if (tokens === undefined) return false;
  if (tokens.length === 0) return true;
  let at = 0;
  for (;;) {
    const next = afterRequirement(tokens, at);
    if (next === undefined) return false;
    if (next === tokens.length) return true;
    if (tokens[next] !== ",") return false;
    at = next + 1;
  }
}

const OPERATORS = new Set(["=", "==", "!=", ">", "<", "in", "notin"]);
const TOKEN = /([!=]=|[=!(),<>])|([^ \t\r\n=!(),<>]+)/y;
const BLANKS = /[ \t\r\n]*/y;

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  let at = afterBlanks(text, 0);
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
    at = afterBlanks(text, at + token.length);
  }
  return tokens;
}

function afterBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  return at + (BLANKS.exec(text)?.[0].length ?? 0);
}

function isWord(token: string | undefined): token is string {
  return token !== undefined && /^[^=!(),<>]+$/.test(token);
}

/** Index after the requirement that begins at an index; undefined where none does. */
function afterRequirement(tokens: readonly string[], start: number): number | undefined {
  const negated = tokens[start] === "!";
  const at = negated ? start + 1 : start;
  const key = tokens[at];
  if (!isWord(key) || !isLabelKey(key)) return undefined;
  const operator = tokens[at + 1];
  if (operator === undefined || operator === ",") return at + 1;
  if (negated || !OPERATORS.has(operator)) return undefined;
  return operator === "in" || operator === "notin"
    ? afterValues(tokens, at + 2)
    : afterValue(tokens, at + 2, operator);
}

function afterValue(tokens: readonly string[], at: number, operator: string): number | undefined {
  const value = tokens[at];
  const compares = operator === "<" || operator === ">";
  if (value === undefined || value === ",") return compares ? undefined : at;
  if (!isWord(value) || !isLabelValue(value)) return undefined;
  return compares && !isInt64(value) ? undefined : at + 1;
}

/** Whether Go's `ParseInt` takes it as a decimal integer of 64 bits. */
export function isInt64(text: string): boolean {
  if (!/^[-+]?\d+$/.test(text)) return false;
  const value = BigInt(text.replace("+", ""));
  return BigInt.asIntN(64, value) === value;
}

// `(a, b)`; values may be empty, as in `(,)` and `()`.
function afterValues(tokens: readonly string[], start: number): number | undefined {
  if (tokens[start] !== "(") return undefined;
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === ")") return at + 1;
    if (token === ",") continue;
    const next = tokens[at + 1];
    const valid = isWord(token) && isLabelValue(token) && (next === "," || next === ")");
    if (!valid) return undefined;
  }
  return undefined;
}
