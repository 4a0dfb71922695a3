import { lookUp } from "../values/maps.ts";
import { StructValue } from "../values/struct.ts";
import {
  adapt,
  CelError,
  Double,
  isList,
  isMap,
  type List,
  NO_SUCH_OVERLOAD,
  NO_VALUE,
  Optional,
  type PlainMap,
  type Result,
  showPlain,
  typeNameOf,
  Uint,
  type Value,
} from "../values/value.ts";
import { type Code, type Frame, spend } from "./frame.ts";

/*
 * Names with what is selected of them (cel-go's interpreter/attributes.go): `a.b[0].?c` is one step with three qualifiers. What each
 * costs is the API server's count: one for the name, one for a qualifier that was asked.
 */

/** One selection: a constant, or what an expression gives. */
export interface Qualifier {
  readonly key: Value | undefined;
  readonly code: Code | undefined;
  readonly isOptional: boolean;
  readonly isTest: boolean;
  readonly position: number;
}

type Head =
  | {
      readonly kind: "choice";
      readonly condition: Code;
      readonly yes: Attribute;
      readonly no: Attribute;
    }
  | { readonly kind: "operand"; readonly code: Code }
  | { readonly kind: "variable"; readonly load: Code };

/** A name, an operand or a choice between them, with its qualifiers: a plan that later selections are added to. */
export class Attribute {
  readonly kind = "attribute";
  readonly #head: Head;
  readonly #qualifiers: Qualifier[] = [];
  readonly position: number;
  #isTest = false;

  constructor(head: Head, position: number) {
    this.#head = head;
    this.position = position;
  }

  add(qualifier: Qualifier): this {
    this.#isTest ||= qualifier.isTest;
    if (this.#head.kind === "choice") {
      this.#head.yes.add(qualifier);
      this.#head.no.add(qualifier);
    } else {
      this.#qualifiers.push(qualifier);
    }
    return this;
  }

  /** Evaluates it, at its own cost: a choice has none, and asking whether a field is there takes one back. */
  code(): Code {
    const resolve = this.resolver();
    const own = (this.#head.kind === "choice" ? 0 : 1) - (this.#isTest ? 1 : 0);
    const isTest = this.#isTest;
    if (own === 0 && !isTest) {
      return resolve;
    }
    return (frame) => {
      const value = resolve(frame);
      spend(frame, own);
      return isTest && value instanceof Optional ? value.value !== undefined : value;
    };
  }

  /** Evaluates it as part of something else, which counts for it. */
  resolver(): Code {
    const head = this.#head;
    switch (head.kind) {
      case "choice":
        return choose(head.condition, head.yes.resolver(), head.no.resolver(), this.position);
      case "operand":
        return qualified(head.code, this.#qualifiers);
      case "variable":
        return qualified(head.load, this.#qualifiers);
    }
  }
}

function choose(condition: Code, yes: Code, no: Code, position: number): Code {
  return (frame) => {
    const chosen = condition(frame);
    if (chosen === true) {
      return yes(frame);
    }
    if (chosen === false) {
      return no(frame);
    }
    return chosen instanceof CelError ? chosen : NO_SUCH_OVERLOAD.at(position);
  };
}

function qualified(head: Code, qualifiers: readonly Qualifier[]): Code {
  if (qualifiers.length === 0) {
    return head;
  }
  const names = plainNames(qualifiers);
  const [first] = names ?? [];
  const [only] = qualifiers;
  if (names === undefined || first === undefined || only === undefined) {
    return general(head, qualifiers);
  }
  if (qualifiers.at(-1)?.isTest === true) {
    return tested(head, names, qualifiers);
  }
  return names.length === 1 ? selectedOne(head, first, only) : selected(head, names, qualifiers);
}

/** The fields, if all qualifiers select one by its name; the last may ask whether it is there. */
function plainNames(qualifiers: readonly Qualifier[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const [at, { key, isOptional, isTest }] of qualifiers.entries()) {
    if (typeof key !== "string" || isOptional || (isTest && at < qualifiers.length - 1)) {
      return;
    }
    names.push(key);
  }
  return names;
}

/** Whether objects of JSON have a field. */
function tested(head: Code, names: readonly string[], qualifiers: readonly Qualifier[]): Code {
  const last = names.length - 1;
  const asked = names[last] ?? "";
  return (frame) => {
    const start = head(frame);
    let value: Result = start;
    for (let at = 0; at < last; at++) {
      const name = names[at] ?? "";
      if (!(isPlain(value) && Object.hasOwn(value, name))) {
        return applied(start, qualifiers, frame);
      }
      value = value[name] ?? null;
    }
    if (!isPlain(value)) {
      return applied(start, qualifiers, frame);
    }
    spend(frame, names.length);
    return Object.hasOwn(value, asked);
  };
}

/** A field of an object of JSON, which most selections are: several times as fast as the general way. */
function selectedOne(head: Code, name: string, qualifier: Qualifier): Code {
  return (frame) => {
    const operand = head(frame);
    if (isPlain(operand) && Object.hasOwn(operand, name)) {
      spend(frame, 1);
      return adapt(operand[name] ?? null);
    }
    return applied(operand, [qualifier], frame);
  };
}

function selected(head: Code, names: readonly string[], qualifiers: readonly Qualifier[]): Code {
  const count = names.length;
  return (frame) => {
    const start = head(frame);
    let value: Result = start;
    for (const name of names) {
      if (!(isPlain(value) && Object.hasOwn(value, name))) {
        return applied(start, qualifiers, frame);
      }
      value = value[name] ?? null;
    }
    spend(frame, count);
    return adapt(value instanceof CelError ? null : value);
  };
}

function isPlain(value: Result): value is PlainMap {
  return typeof value === "object" && value !== null && value.constructor === Object;
}

function general(head: Code, qualifiers: readonly Qualifier[]): Code {
  return (frame) => applied(head(frame), qualifiers, frame);
}

function applied(operand: Result, qualifiers: readonly Qualifier[], frame: Frame): Result {
  if (operand instanceof CelError) {
    return operand;
  }
  let isOptional = operand instanceof Optional;
  let value: Value = operand;
  if (operand instanceof Optional) {
    if (operand.value === undefined) {
      return operand;
    }
    value = operand.value;
  }
  for (const qualifier of qualifiers) {
    isOptional ||= qualifier.isOptional;
    const next = isOptional
      ? ifPresent(value, qualifier, frame)
      : required(value, qualifier, frame);
    if (next === undefined) {
      return NO_VALUE;
    }
    if (next instanceof CelError) {
      return next.at(qualifier.position);
    }
    value = next;
  }
  return isOptional ? new Optional(value) : value;
}

function required(value: Value, qualifier: Qualifier, frame: Frame): Result {
  if (qualifier.isTest) {
    const found = find(value, qualifier.key ?? null, true);
    spend(frame, 1);
    return found instanceof CelError ? found : found !== undefined;
  }
  const key = keyOf(qualifier, frame);
  const found = key instanceof CelError ? key : find(value, key, false);
  spend(frame, 1);
  return found === undefined ? missing(value, key instanceof CelError ? null : key) : found;
}

function keyOf({ key, code, position }: Qualifier, frame: Frame): Result {
  if (code === undefined) {
    return key ?? null;
  }
  const found = code(frame);
  return found instanceof CelError || isKey(found)
    ? found
    : new CelError(`invalid qualifier type: ${typeNameOf(found)}`, position);
}

/** Whether something can be selected by the value at all. */
export function isKey(value: Value): boolean {
  return typeof value !== "object" || value instanceof Uint || value instanceof Double;
}

/** Nothing, at no cost, where nothing is; of a test null where something is, as in cel-go. */
function ifPresent(value: Value, qualifier: Qualifier, frame: Frame): Result | undefined {
  const key = keyOf(qualifier, frame);
  const found = key instanceof CelError ? key : find(value, key, true);
  if (qualifier.isTest) {
    spend(frame, 1);
    return found === undefined || found instanceof CelError ? found : null;
  }
  if (found !== undefined && !(found instanceof CelError)) {
    spend(frame, 1);
  }
  return found;
}

function missing(value: Value, key: Value): CelError {
  return new CelError(
    isList(value) ? `index out of bounds: ${showPlain(key)}` : `no such key: ${showPlain(key)}`,
  );
}

/** What is under the key, `undefined` if nothing is; with `isQuestion`, what has no keys has none of them. */
function find(value: Value, key: Value, isQuestion: boolean): Result | undefined {
  if (isMap(value)) {
    return lookUp(value, key);
  }
  if (isList(value)) {
    return elementAt(value, key);
  }
  if (value instanceof StructValue && typeof key === "string") {
    return value.fields.get(key) ?? (isQuestion ? undefined : null);
  }
  return isQuestion ? undefined : missing(value, key);
}

function elementAt(list: List, key: Value): Result | undefined {
  const index = indexOf(key);
  if (index instanceof CelError) {
    return index;
  }
  const element = list[index];
  return element === undefined ? undefined : adapt(element);
}

function indexOf(key: Value): CelError | number {
  if (typeof key === "number") {
    return key;
  }
  if (key instanceof Double || key instanceof Uint || typeof key === "bigint") {
    const index = Number(typeof key === "bigint" ? key : key.value);
    return Number.isInteger(index)
      ? index
      : new CelError(`unsupported index value ${index} in list`);
  }
  return new CelError(`unsupported index type '${typeNameOf(key)}' in list`);
}
