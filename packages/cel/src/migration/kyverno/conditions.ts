import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  sameJson,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, fits, fitsOne, hasWildcard, inner, literal, not } from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import { leafTest, matchesWildcard, valueKindOf } from "./leaves.ts";
import { queried } from "./queries.ts";
import {
  type ManyValues,
  type OneValue,
  presenceOf,
  type Queried,
  type Roots,
  someOf,
  textWithFallback,
} from "./values.ts";

/*
 * Conditions of Kyverno, after its pkg/engine/variables: what they compare is a constant or what a variable gives.
 */

const VARIABLE = /^\s*\{\{([^{}]*)\}\}\s*$/;

type Operand = Queried;

interface Side {
  readonly roots: Roots;
  readonly notes: Notes;
}

function operandOf(value: JsonValue, { roots, notes }: Side): Operand | undefined {
  if (typeof value !== "string") {
    return { is: "constant", value };
  }
  const variable = VARIABLE.exec(value);
  if (variable) {
    return queried(variable[1] ?? "", roots, notes);
  }
  if (value.includes("{{") || value.includes("$(")) {
    notes.refuse(`${JSON.stringify(value)} puts a variable into a text`);
    return;
  }
  return { is: "constant", value };
}

/** `any` and `all` of conditions; in `denies` an operand that is not there denies, as Kyverno's error does. */
export function conditions(
  given: JsonValue | undefined,
  side: Side & { readonly denies: boolean },
): string {
  if (isJsonList(given)) {
    return inOrder(given, side);
  }
  const any = listAt(given, "any");
  const hasAny = isJsonObject(given) && given["any"] !== undefined;
  return allOf([
    hasAny ? anyOf(any.map((each) => inOrder([each], side))) : "true",
    inOrder(listAt(given, "all"), side),
  ]);
}

/** Conditions are asked one after the other; the first that has no operand decides. */
function inOrder(list: readonly JsonValue[], side: Side & { readonly denies: boolean }): string {
  return list.reduceRight<string>((rest, each) => {
    const { test, missing } = condition(objectAt(each), side);
    if (missing === "false") {
      return allOf([test, rest]);
    }
    if (!side.denies) {
      return side.notes.refuse(
        "a condition asks for a field that may be absent, and names no other value",
      );
    }
    return anyOf([missing, allOf([test, rest])]);
  }, "true");
}

interface Asked {
  readonly test: string;
  /** Where an operand is not there. */
  readonly missing: string;
}

const NEVER = "false";

function condition(given: JsonObject, side: Side): Asked {
  const { notes } = side;
  const key = operandOf(given["key"] ?? null, side);
  const value = operandOf(given["value"] ?? null, side);
  if (key === undefined || value === undefined) {
    return { test: NEVER, missing: NEVER };
  }
  const operator = textAt(given, "operator").toLowerCase();
  const missing = anyOf([missingOf(key), missingOf(value)]);
  return { test: compared(operator, key, value, notes), missing };
}

function missingOf(operand: Operand): string {
  return operand.is === "one" && operand.fallback === undefined ? not(presenceOf(operand)) : NEVER;
}

function compared(operator: string, key: Operand, value: Operand, notes: Notes): string {
  if (isMembership(operator)) {
    return membership(operator, key, value, notes);
  }
  if (SIGNS.has(operator)) {
    return order(operator, key, value, notes);
  }
  switch (operator) {
    case "equal":
    case "equals":
      return equality(key, value, notes);
    case "notequal":
    case "notequals":
      return not(equality(key, value, notes));
    default:
      return notes.refuse(`the operator ${operator} is not translated`);
  }
}

function isMembership(operator: string): operator is Membership {
  return /^(?:any|all)(?:not)?in$/.test(operator);
}

/** Whether an item is among constants; strictly, where what may be is. */
type Among = (item: OneValue, isStrict: boolean) => string;

type Membership = "allin" | "allnotin" | "anyin" | "anynotin";

function membership(operator: Membership, key: Operand, value: Operand, notes: Notes): string {
  if (value.is === "many") {
    return key.is === "constant" && value.fallback === undefined
      ? constantAmong(operator, key.value, value, notes)
      : notes.refuse("two lists of the object are compared");
  }
  if (value.is !== "constant") {
    return notes.refuse("a value of the object is looked for in another");
  }
  const among = (item: OneValue, isStrict: boolean): string =>
    isAmong(item, value.value, { notes, isStrict });
  if (key.is === "constant") {
    return String(amongConstants(operator, key.value, value.value));
  }
  if (key.is === "many") {
    return manyAmong(operator, key, among, value.value);
  }
  return key.is === "one"
    ? oneAmong(operator, key, among, notes)
    : notes.refuse("what is compared with a list is neither a value nor a list of them");
}

function oneAmong(operator: Membership, key: OneValue, among: Among, notes: Notes): string {
  const text = textWithFallback(key);
  if (text === undefined) {
    return notes.refuse("a value has a fallback that is not translated");
  }
  if (key.type?.shape === "list") {
    return notes.refuse("a list without [] is compared with another");
  }
  const isIn = operator === "anyin" || operator === "allin";
  const test = among({ ...key, base: text, path: [] }, isIn);
  return isIn ? test : not(test);
}

function manyAmong(operator: Membership, key: ManyValues, among: Among, list: JsonValue): string {
  const isIn = (): string => someOf(key, (item) => among(item, true));
  const isOut = (): string => someOf(key, (item) => not(among(item, operator === "allin")));
  const empty = not(someOf(key, () => "true"));
  // A text stands for an empty list, and is asked as one.
  const stands =
    typeof key.fallback === "string" ? amongConstants(operator, key.fallback, list) : undefined;
  switch (operator) {
    case "anyin":
      return stands === true ? anyOf([empty, isIn()]) : isIn();
    case "anynotin":
      return stands === true ? anyOf([empty, isOut()]) : isOut();
    case "allin":
      return allOf([key.present, ...(stands === false ? [not(empty)] : []), not(isOut())]);
    case "allnotin":
      return allOf([
        key.present,
        ...(stands === false ? [not(empty)] : []),
        not(someOf(key, (item) => among(item, false))),
      ]);
  }
}

/** Whether a value of the object is among constants, or in the range of numbers that a text says. */
function isAmong(
  item: OneValue,
  list: JsonValue,
  { notes, isStrict }: { readonly notes: Notes; readonly isStrict: boolean },
): string {
  const kind = valueKindOf(item.type);
  const text = kind === "text" ? item.base : `string(${item.base})`;
  if (typeof list === "string") {
    return /^[-+]?[\d.]+\w*-[-+]?[\d.]+\w*$/.test(list)
      ? leafTest(item.base, kind, list, notes)
      : fits(text, list);
  }
  const constants = textsOf(list);
  if (kind === "integer" && constants.every((each) => /^\d{1,15}$/.test(each))) {
    return `${item.base} in [${constants.join(", ")}]`;
  }
  return anyOf([fitsOne(text, constants), isStrict ? asPattern(item, text, notes) : NEVER]);
}

/** A value of the object that has wildcards is a pattern for Kyverno: here it fits whatever is denied. */
function asPattern({ base, type }: OneValue, text: string, notes: Notes): string {
  const kind = valueKindOf(type);
  if ((kind !== "text" && kind !== "any") || /^request[.]|[.](?:apiVersion|kind)$/.test(base)) {
    return NEVER;
  }
  notes.remark(
    "a value of an object that holds * or ? fits what is looked for, as it may for Kyverno",
  );
  return `${text}.matches('[*?]')`;
}

/** Values as texts, as Go prints them. */
function textsOf(value: JsonValue): readonly string[] {
  const values = isJsonList(value) ? value : undefined;
  return (values ?? [value]).map((each) => (typeof each === "string" ? each : stringifyJson(each)));
}

function amongConstants(operator: Membership, key: JsonValue, list: JsonValue): boolean {
  const keys = textsOf(key);
  const wanted = textsOf(list);
  const found = keys.map((each) =>
    wanted.some((other) => matchesWildcard(other, each) || matchesWildcard(each, other)),
  );
  switch (operator) {
    case "anyin":
      return found.includes(true);
    case "anynotin":
      return found.includes(false);
    case "allin":
      return !found.includes(false);
    case "allnotin":
      return !found.includes(true);
  }
}

/** A constant that is, or is not, among the values of the object. */
function constantAmong(
  operator: Membership,
  key: JsonValue,
  values: ManyValues,
  notes: Notes,
): string {
  if (isJsonList(key) || isJsonObject(key)) {
    return notes.refuse("a list of constants is looked for in a list of the object");
  }
  const [wanted = ""] = textsOf(key);
  const kind = valueKindOf(values.item.type);
  const found = someOf(values, (item) =>
    hasWildcard(wanted) || kind === "text"
      ? fits(item.base, wanted)
      : `${kind === "any" ? item.base : `string(${item.base})`} == ${literal(wanted)}`,
  );
  if (operator === "anynotin" || operator === "allnotin") {
    return allOf([values.present, not(found)]);
  }
  return anyOf([found, someOf(values, (item) => asPattern(item, item.base, notes))]);
}

const PLAIN_TEXT = /^(?![-+]?[.\d])[^*?]*$/;

function equality(key: Operand, value: Operand, notes: Notes): string {
  if (key.is === "number" && value.is === "number") {
    return `${key.text} == ${value.text}`;
  }
  if (value.is !== "constant") {
    return notes.refuse("two values of the object are compared");
  }
  if (key.is === "constant") {
    return String(sameJson(key.value, value.value));
  }
  if (key.is === "number") {
    return typeof value.value === "number" ? `${key.text} == ${value.value}` : NEVER;
  }
  return key.is === "one"
    ? oneEquals(key, value.value, notes)
    : notes.refuse("a list of the object is compared as a whole");
}

function oneEquals(key: OneValue, value: JsonValue, notes: Notes): string {
  const text = textWithFallback(key);
  if (text === undefined || value === null || typeof value === "object") {
    return notes.refuse("a value is compared with a list, a map, null or with a fallback of these");
  }
  if (typeof value !== "string") {
    return `${text} == ${value}`;
  }
  if (PLAIN_TEXT.test(value)) {
    return `${text} == ${literal(value)}`;
  }
  if (/^[-+]?[.\d]/.test(value)) {
    return notes.refuse(`${JSON.stringify(value)} may be compared as a quantity or a duration`);
  }
  return allOf([not(`isQuantity(${text})`), inner(fits(text, value))]);
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["greaterthan", ">"],
  ["greaterthanorequals", ">="],
  ["lessthan", "<"],
  ["lessthanorequals", "<="],
]);

function order(operator: string, key: Operand, value: Operand, notes: Notes): string {
  const [left, right] = [numberOf(key), numberOf(value)];
  const sign = SIGNS.get(operator) ?? "";
  return left === undefined || right === undefined
    ? notes.refuse("values are put in order that are no integers of the API")
    : `${left} ${sign} ${right}`;
}

function numberOf(operand: Operand): string | undefined {
  if (operand.is === "number") {
    return operand.text;
  }
  if (operand.is === "constant") {
    const { value } = operand;
    return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined;
  }
  return operand.is === "one" && valueKindOf(operand.type) === "integer"
    ? textWithFallback(operand)
    : undefined;
}
