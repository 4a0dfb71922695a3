import { type ApiType, type JsonValue, stringifyJson } from "@watertight/core/kubernetes";
import { allOf, anyOf, fits, not, quoted } from "../cel-text.ts";
import type { Notes } from "../notes.ts";

/*
 * What a pattern of Kyverno says of one value, after its pkg/engine/pattern/pattern.go: a text is a choice (`|`) of conjunctions (`&`)
 * of an operator with what it compares to: a duration, else a quantity, else a text with wildcards.
 */

/** What a value is known to be: by the API's schema, or by nothing. */
export type ValueKind = "any" | "boolean" | "integer" | "quantity" | "text";

const KINDS: ReadonlyMap<string, ValueKind> = new Map([
  ["a string", "text"],
  ["a boolean", "boolean"],
  ["an integer of 32 bits", "integer"],
  ["an integer of 64 bits", "integer"],
  ['a quantity such as "100m" or "1Gi"', "quantity"],
  ["text in base64", "text"],
]);

/** The kind of a value of the API. */
export function valueKindOf(type: ApiType | undefined): ValueKind {
  return type?.shape === "leaf" ? (KINDS.get(type.expected) ?? "any") : "any";
}

const OPERATORS = [">=", "<=", ">", "<", "!"] as const;
type Operator = (typeof OPERATORS)[number] | "";
const RANGE = /^([-+|]?\d+(?:\.\d+)?[A-Za-z]*)(!?)-([-+|]?\d+(?:\.\d+)?[A-Za-z]*)$/;
const QUANTITY = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;
const INTEGER = /^[-+]?\d{1,15}$/;
const DURATION = /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

interface Test {
  readonly operator: Operator;
  readonly operand: string;
}

/** The tests of a text: a choice of conjunctions. */
function testsOf(pattern: string): readonly (readonly Test[])[] {
  return pattern.split("|").map((choice) =>
    choice
      .replace(/^ +| +$/g, "")
      .split("&")
      .flatMap((each) => testOf(each.replace(/^ +| +$/g, ""))),
  );
}

function testOf(text: string): Test[] {
  const operator = text.length < 2 ? "" : OPERATORS.find((each) => text.startsWith(each));
  const range = operator === undefined ? RANGE.exec(text) : null;
  const [, left = "", isNot, right = ""] = range ?? [];
  if (range && isNot === "") {
    return [
      { operator: ">=", operand: left },
      { operator: "<=", operand: right },
    ];
  }
  return [{ operator: operator ?? "", operand: text.slice((operator ?? "").length).trim() }];
}

/** `5!-9` is a choice within a conjunction, which nobody writes. */
function isOutsideRange(text: string): boolean {
  return text.split(/[|&]/).some((each) => RANGE.exec(each.trim())?.[2] === "!");
}

function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/** Whether a value is what a pattern wants of it. */
export function leafTest(value: string, kind: ValueKind, pattern: JsonValue, notes: Notes): string {
  if (typeof pattern === "number") {
    return numberTest(value, kind, pattern, notes);
  }
  if (typeof pattern === "string") {
    return textTest(value, kind, pattern, notes);
  }
  if (typeof pattern !== "boolean") {
    return notes.refuse(`the pattern ${stringifyJson(pattern)} of one value is not translated`);
  }
  const own = pattern ? value : not(value);
  return kind === "boolean" ? own : ofType(value, kind, "bool", `${value} == ${pattern}`);
}

/** A test that only makes sense of one type, where nothing says the type of a value. */
function ofType(value: string, kind: ValueKind, only: string, condition: string): string {
  if (kind !== "any") {
    return "false";
  }
  const test = `type(${value}) == ${only}`;
  return allOf([test, condition]);
}

function numberTest(value: string, kind: ValueKind, pattern: number, notes: Notes): string {
  if (!Number.isSafeInteger(pattern)) {
    return notes.refuse(`the number ${pattern} is compared as a fraction`);
  }
  if (kind === "integer") {
    return `${value} == ${pattern}`;
  }
  if (kind === "text" || kind === "quantity") {
    return `${value}.matches('^[+-]?0*${Math.abs(pattern)}$') && int(${value}) == ${pattern}`;
  }
  return kind === "any"
    ? `type(${value}) == int && ${value} == ${pattern} || type(${value}) == string && ${value} == '${pattern}'`
    : "false";
}

function textTest(value: string, kind: ValueKind, pattern: string, notes: Notes): string {
  if (pattern.includes("{{") || pattern.includes("$(")) {
    return notes.refuse(`the pattern ${JSON.stringify(pattern)} holds a variable`);
  }
  if (isOutsideRange(pattern)) {
    return notes.refuse(`the pattern ${JSON.stringify(pattern)} is of what lies outside a range`);
  }
  if (kind === "any") {
    const [list, own] = [
      `${value}.all(x, ${anyValue("x", pattern, notes)})`,
      anyValue(value, pattern, notes),
    ];
    return `type(${value}) == list ? ${list} : ${own}`;
  }
  if (kind === "text" && isPlainChoice(pattern)) {
    const listed = pattern.split("|").map((each) => quoted(each.trim()));
    return `${value} in [${listed.join(", ")}]`;
  }
  const choices = testsOf(pattern).map((tests) =>
    allOf(tests.map((test) => oneTest(value, kind, test, notes))),
  );
  // A text that is the pattern itself fits it, whatever stands in it.
  const itself =
    kind === "text" && /[|&<>!]/.test(pattern) ? `${value} == ${quoted(pattern)}` : "false";
  return anyOf([...choices, itself]);
}

/** `a | b | c`: one list of texts. */
function isPlainChoice(pattern: string): boolean {
  const choices = pattern.split("|").map((each) => each.trim());
  return (
    choices.length > 1 &&
    choices.every((each) => /^[A-Za-z_][\w./:-]*$/.test(each) && !isDuration(each))
  );
}

/** Of whatever type: what is a map or a fraction fits no text. */
function anyValue(value: string, pattern: string, notes: Notes): string {
  const test = textTest(`string(${value})`, "text", pattern, notes);
  return allOf([anyOf(["string", "int", "bool"].map((type) => `type(${value}) == ${type}`)), test]);
}

const COMPARISONS: ReadonlyMap<Operator, string> = new Map([
  ["", "=="],
  ["!", "!="],
  [">", ">"],
  ["<", "<"],
  [">=", ">="],
  ["<=", "<="],
]);

function oneTest(
  value: string,
  kind: ValueKind,
  { operator, operand }: Test,
  notes: Notes,
): string {
  const sign = COMPARISONS.get(operator) ?? "==";
  if (kind === "boolean") {
    return booleanTest(value, operator, operand);
  }
  if (kind === "integer" && INTEGER.test(operand)) {
    return `${value} ${sign} ${Number(operand)}`;
  }
  const text = kind === "integer" ? `string(${value})` : value;
  if (isDuration(operand)) {
    return kind === "text"
      ? `${text}.matches(${quoted(DURATION_TEXT)}) ? duration(${text}) ${sign} duration(${quoted(operand)}) : ${asText(text, operator, operand)}`
      : notes.refuse(`the pattern ${JSON.stringify(operand)} compares a duration with a number`);
  }
  if (QUANTITY.test(operand)) {
    const compared = `quantity(${text}).compareTo(quantity(${quoted(operand)})) ${sign} 0`;
    return kind === "quantity"
      ? compared
      : `isQuantity(${text}) ? ${compared} : ${asText(text, operator, operand)}`;
  }
  return asText(text, operator, operand);
}

const DURATION_TEXT = "^[-+]?([0-9]+([.][0-9]*)?(ns|us|µs|ms|s|m|h))+$";

function booleanTest(value: string, operator: Operator, operand: string): string {
  if (operator !== "" && operator !== "!") {
    return "false";
  }
  const wanted = ["true", "false"].filter((each) => matchesWildcard(operand, each));
  const chosen =
    operator === "" ? wanted : ["true", "false"].filter((each) => !wanted.includes(each));
  if (chosen.length !== 1) {
    return chosen.length === 0 ? "false" : "true";
  }
  return chosen[0] === "true" ? value : not(value);
}

function asText(text: string, operator: Operator, operand: string): string {
  if (operator === "") {
    return fits(text, operand);
  }
  return operator === "!" ? negated(text, operand) : "false";
}

function negated(text: string, operand: string): string {
  const test = fits(text, operand);
  return test === `${text} == ${quoted(operand)}` ? `${text} != ${quoted(operand)}` : not(test);
}

/** Whether a text fits a pattern with wildcards: for what is known when a rule is translated. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [at, from, star, behind] = [0, 0, -1, 0];
  // The last star takes as much as it has to: linear but for the stars' retries.
  while (from < text.length) {
    const each = pattern[at];
    if (each === "*") {
      [star, behind] = [at, from];
      at += 1;
    } else if (each === "?" || (each !== undefined && each === text[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      behind += 1;
      from = behind;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** What a pattern says of a field that is not there: null counts as the number 0 where numbers are compared, and fits no text. */
export function absentFits(pattern: JsonValue): boolean {
  if (pattern === null) {
    return true;
  }
  if (typeof pattern !== "string") {
    return false;
  }
  return testsOf(pattern).some((tests) => tests.every(absentFitsOne));
}

function absentFitsOne({ operator, operand }: Test): boolean {
  if (isDuration(operand) || QUANTITY.test(operand)) {
    const amount = Number.parseFloat(operand);
    switch (operator) {
      case "":
        return amount === 0;
      case "!":
        return amount !== 0;
      case ">":
        return amount < 0;
      case "<":
        return amount > 0;
      case ">=":
        return amount <= 0;
      case "<=":
        return amount >= 0;
    }
  }
  return false;
}
