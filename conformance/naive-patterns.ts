import type { JsonValue } from "@watertight/core/kubernetes";

/*
 * Patterns of Kyverno read naively: on values of JSON, one rule of its documentation after the other. It shares nothing with what it judges.
 */

export type Outcome = "fail" | "pass" | "skip";

/** Why a pattern does not fit: `condition` is an anchor that says the rule is not for it, `all` that it is for no item. */
type Reason = "all" | "condition" | "fail";
type Found = Reason | undefined;
type Json = JsonValue | undefined;
type Fields = Readonly<Record<string, JsonValue>>;

function isMap(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function naiveOutcome(pattern: JsonValue, value: JsonValue): Outcome {
  const found = element(pattern, value);
  if (found === undefined) return "pass";
  return found === "fail" ? "fail" : "skip";
}

function element(pattern: JsonValue, value: Json): Found {
  if (isMap(pattern)) return isMap(value) ? map(pattern, value) : "fail";
  if (Array.isArray(pattern)) {
    return Array.isArray(value) ? list(pattern as JsonValue[], value as JsonValue[]) : "fail";
  }
  const values = Array.isArray(value) ? (value as JsonValue[]) : [value];
  return values.every((each) => leaf(pattern, each)) ? undefined : "fail";
}

function list(patterns: readonly JsonValue[], values: readonly JsonValue[]): Found {
  const first = patterns[0] ?? null;
  const found = values.map((value) => element(first, value));
  if (found.includes("fail")) return "fail";
  return found.length > 0 && !found.includes(undefined) ? "all" : undefined;
}

function parsed(key: string): { readonly anchor: string; readonly name: string } {
  const match = /^([<=X^])?\((.+)\)$/.exec(key);
  return match ? { anchor: match[1] ?? "()", name: match[2] ?? "" } : { anchor: "", name: key };
}

function has(value: Fields, name: string): boolean {
  return Object.hasOwn(value, name);
}

function hasAnchor(pattern: JsonValue): boolean {
  if (Array.isArray(pattern)) return pattern.some(hasAnchor);
  return (
    isMap(pattern) &&
    Object.entries(pattern).some(([key, each]) => parsed(key).anchor !== "" || hasAnchor(each))
  );
}

const FIRST = ["()", "=", "X", "^"];

function isFirst(key: string): boolean {
  return FIRST.includes(parsed(key).anchor);
}

function map(pattern: Fields, value: Fields): Found {
  const keys = Object.keys(pattern).sort();
  const before = anchors(keys.filter(isFirst), pattern, value);
  if (before !== undefined) return before;
  const rest = keys.filter((key) => !isFirst(key));
  const early = rest.filter((key) => parsed(key).anchor === "<" || hasAnchor(pattern[key] ?? null));
  for (const key of [...early.reverse(), ...rest.filter((each) => !early.includes(each))]) {
    const found = resource(parsed(key), pattern[key] ?? null, value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function anchors(keys: readonly string[], pattern: Fields, value: Fields): Found {
  const skipped: Reason[] = [];
  let applied = 0;
  for (const key of keys) {
    const found = anchored(parsed(key), pattern[key] ?? null, value);
    if (found === "fail" && !skipped.includes("condition")) return "fail";
    if (found === undefined) applied += 1;
    else if (found !== "fail") skipped.push(found);
  }
  const isOut = skipped.includes("condition") || (skipped.length > 0 && applied === 0);
  return isOut ? "all" : undefined;
}

interface Anchored {
  readonly anchor: string;
  readonly name: string;
}

function anchored({ anchor, name }: Anchored, pattern: JsonValue, value: Fields): Found {
  if (anchor === "X") return has(value, name) ? "fail" : undefined;
  if (!has(value, name)) return anchor === "()" ? "condition" : undefined;
  if (anchor === "^") return existence(pattern, value[name]);
  const found = element(pattern, value[name]);
  return anchor === "()" && found !== undefined ? "condition" : found;
}

function existence(patterns: JsonValue, items: Json): Found {
  if (!Array.isArray(items) || !Array.isArray(patterns)) return "fail";
  const missing = (patterns as JsonValue[]).some(
    (wanted) => !(items as JsonValue[]).some((item) => element(wanted, item) === undefined),
  );
  return missing ? "fail" : undefined;
}

function resource({ anchor, name }: Anchored, pattern: JsonValue, value: Fields): Found {
  if (anchor === "<") {
    return has(value, name) && element(pattern, value[name]) !== undefined
      ? "condition"
      : undefined;
  }
  if (pattern === "*") return has(value, name) ? undefined : "fail";
  return element(pattern, value[name]);
}

function leaf(pattern: JsonValue, value: Json): boolean {
  if (typeof pattern === "boolean") return value === pattern;
  if (typeof pattern === "number")
    return (
      value === pattern ||
      (typeof value === "string" && /^[+-]?\d+$/.test(value) && Number(value) === pattern)
    );
  if (typeof pattern !== "string") return false;
  return (
    value === pattern ||
    pattern.split("|").some((choice) =>
      choice
        .trim()
        .split("&")
        .every((each) => test(each.trim(), value)),
    )
  );
}

function test(text: string, value: Json): boolean {
  const range = /^(-?\d+)-(-?\d+)$/.exec(text);
  if (range) return test(`>=${range[1]}`, value) && test(`<=${range[2]}`, value);
  const sign = text.length < 2 ? "" : (/^(?:>=|<=|>|<|!)/.exec(text)?.[0] ?? "");
  const operand = text.slice(sign.length).trim();
  const number = numberOf(value);
  return /^-?\d+$/.test(operand) && number !== undefined
    ? compared(sign, number, Number(operand))
    : fits(sign, operand, value);
}

function fits(sign: string, operand: string, value: Json): boolean {
  if (typeof value === "object" || value === undefined) return false;
  if (sign !== "" && sign !== "!") return false;
  const source = operand
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(String(value)) === (sign === "");
}

function numberOf(value: Json): number | undefined {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

function compared(sign: string, left: number, right: number): boolean {
  switch (sign) {
    case "":
      return left === right;
    case "!":
      return left !== right;
    case ">":
      return left > right;
    case "<":
      return left < right;
    case ">=":
      return left >= right;
    default:
      return left <= right;
  }
}
