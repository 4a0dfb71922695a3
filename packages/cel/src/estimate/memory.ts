import type { Expression } from "../syntax/ast.ts";
import { DYN, type Type, unwrapOptional } from "../typing/type.ts";
import { lengthOf, type Value } from "../values/value.ts";
import type { Part, SizeOf } from "./part.ts";
import { NOWHERE, type Place, within } from "./place.ts";
import { ANY_SIZE, either, exactly, type Range } from "./range.ts";

/*
 * What is known of the sizes of parts of an expression while it is estimated: by where they come from, by what they are made of.
 */

/** How large the keys and the values of a list or a map are. */
export interface EntrySize {
  readonly container: "list" | "map";
  readonly key: Range;
  readonly value: Range;
}

interface Local {
  readonly place: Place;
  readonly size: Range | undefined;
  readonly entries: EntrySize | undefined;
}

/** Which part of a range a variable of a loop goes through. */
export type Iterated = "either" | "key" | "value";

export class SizeMemory {
  readonly #sizeOf: SizeOf;
  readonly #places = new Map<Expression, Place>();
  readonly #sizes = new Map<Expression, Range>();
  readonly #entries = new Map<Expression, EntrySize>();
  readonly #locals = new Map<string, Local[]>();

  constructor(sizeOf: SizeOf) {
    this.#sizeOf = sizeOf;
  }

  local(name: string): Local | undefined {
    return this.#locals.get(name)?.at(-1);
  }

  #push(name: string, local: Local): void {
    const locals = this.#locals.get(name) ?? [];
    this.#locals.set(name, locals);
    locals.push(local);
  }

  forget(name: string): void {
    this.#locals.get(name)?.pop();
  }

  /** A name for a value: all that is known of it. */
  name(name: string, value: Expression): void {
    const entries = this.entriesOf(value);
    this.#push(name, { place: this.placeOf(value), size: this.sizeOf(value), entries });
  }

  /** A variable that goes through a range. */
  iterate(name: string, range: Expression, what: Iterated): void {
    const entries = this.entriesOf(range);
    const isList = (entries?.container ?? typeOf(range).kind) === "list";
    const isKey = what === "key" || (what === "either" && !isList);
    const step = STEPS[isKey ? "key" : "value"][isList ? "list" : "map"];
    const size = entries?.[isKey ? "key" : "value"];
    this.#push(name, { place: within(this.placeOf(range), step), size, entries: undefined });
  }

  placeOf(expression: Expression): Place {
    const local = expression.kind === "identifier" ? this.local(nameOf(expression)) : undefined;
    return local?.place ?? this.#places.get(expression) ?? NOWHERE;
  }

  setPlace(expression: Expression, place: Place): void {
    this.#places.set(expression, place);
  }

  setSize(expression: Expression, size: Range | undefined): void {
    if (size !== undefined) {
      this.#sizes.set(expression, size);
    }
  }

  setEntries(expression: Expression, entries: EntrySize | undefined): void {
    if (entries !== undefined) {
      this.#entries.set(expression, entries);
    }
  }

  copy(to: Expression, from: Expression): void {
    this.setSize(to, this.sizeOf(from));
    this.setEntries(to, this.entriesOf(from));
  }

  entriesOf(expression: Expression): EntrySize | undefined {
    const known = this.#entries.get(expression);
    return (
      known ??
      (expression.kind === "identifier" ? this.local(nameOf(expression)) : undefined)?.entries
    );
  }

  sizeOf(expression: Expression): Range | undefined {
    const known = this.#sizes.get(expression) ?? writtenSize(expression);
    if (known !== undefined) {
      return known;
    }
    const declared = this.#sizeOf(this.placeOf(expression).steps);
    if (declared !== undefined) {
      this.#sizes.set(expression, declared);
      return declared;
    }
    if (isScalar(typeOf(expression))) {
      return ONE;
    }
    return expression.kind === "identifier" ? this.local(nameOf(expression))?.size : undefined;
  }

  sizeOrAny(expression: Expression): Range {
    return this.sizeOf(expression) ?? ANY_SIZE;
  }

  /** The part as functions see it; what a loop gathers has no place. */
  part(expression: Expression): Part {
    const place = this.placeOf(expression);
    const [variable = ""] = place.steps;
    return {
      place: GATHERING.has(variable) ? NOWHERE : place,
      type: typeOf(expression),
      expression,
      size: this.sizeOf(expression),
    };
  }
}

const STEPS = {
  key: { list: "@indices", map: "@keys" },
  value: { list: "@items", map: "@values" },
} as const;

const GATHERING: ReadonlySet<string> = new Set(["@result", "__result__"]);
const ONE = exactly(1n);

export function typeOf({ type }: Expression): Type {
  return type ?? DYN;
}

/** The name of an identifier, without the dot before it. */
export function nameOf({ name }: { readonly name: string }): string {
  return name.replace(/^\./, "");
}

/** What both have, where both are known. */
export function eitherEntries(
  one: EntrySize | undefined,
  other: EntrySize | undefined,
): EntrySize | undefined {
  return one === undefined || other === undefined
    ? undefined
    : {
        container: one.container,
        key: either(one.key, other.key),
        value: either(one.value, other.value),
      };
}

/** The size of what stands in the expression. */
function writtenSize(expression: Expression): Range | undefined {
  if (expression.kind === "literal") {
    return sizeOfLiteral(expression.value);
  }
  if (expression.kind === "list") {
    return exactly(BigInt(expression.elements.length));
  }
  return expression.kind === "map" ? exactly(BigInt(expression.entries.length)) : undefined;
}

function sizeOfLiteral(value: Value): Range {
  if (typeof value === "string") {
    return exactly(BigInt(lengthOf(value)));
  }
  return value instanceof Uint8Array ? exactly(BigInt(value.length)) : ONE;
}

const SCALARS: ReadonlySet<Type["kind"]> = new Set<Type["kind"]>([
  "bool",
  "double",
  "duration",
  "int",
  "timestamp",
  "uint",
]);

/** Whether all values of a type are of one size. */
function isScalar(type: Type): boolean {
  const inner = unwrapOptional(type);
  return inner === undefined ? SCALARS.has(type.kind) : isScalar(inner);
}
