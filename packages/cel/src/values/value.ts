import type { Type } from "../typing/type.ts";
import * as types from "../typing/type.ts";

/*
 * Values of CEL as what JavaScript has for them, so that an object of the API is evaluated as it was parsed:
 *
 *   int        number (a safe integer) or, outside of those, bigint
 *   double     Double; a number that is no integer stands for one too, until `adapt` has seen it
 *   list, map  array, plain object; what an expression makes of other keys is a CelMap
 *   the rest   string, boolean, null, Uint8Array, and subclasses of Tagged
 *
 * Errors are values too: an exception costs a thousand times more, and `||` and `exists` absorb them.
 */

/** A value of a type that JavaScript has nothing for. */
export abstract class Tagged {
  abstract readonly type: Type;
  /** What two values of the type have in common that are one key of a map. */
  get keyText(): string | undefined {
    return;
  }
}

export interface PlainMap {
  readonly [name: string]: Value;
}

export type List = readonly Value[];

export type Value =
  | PlainMap
  | List
  | Tagged
  | Uint8Array
  | bigint
  | boolean
  | null
  | number
  | string;

/** Why an evaluation has no value, and at which offset of the source, once that is known. */
export class CelError {
  readonly message: string;
  readonly position: number | undefined;
  constructor(message: string, position?: number) {
    this.message = message;
    this.position = position;
  }

  /** The same at a place, unless it has one. */
  at(position: number): CelError {
    return this.position === undefined ? new CelError(this.message, position) : this;
  }
}

export type Result = CelError | Value;

export class Double extends Tagged {
  readonly value: number;
  constructor(value: number) {
    super();
    this.value = value;
  }
  override get type(): Type {
    return types.DOUBLE;
  }
}

export class Uint extends Tagged {
  readonly value: bigint;
  constructor(value: bigint) {
    super();
    this.value = value;
  }
  override get type(): Type {
    return types.UINT;
  }
}

/** A span of time in nanoseconds. */
export class Duration extends Tagged {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = nanoseconds;
  }
  override get type(): Type {
    return types.DURATION;
  }
}

/** An instant in nanoseconds since 1970, and how many minutes east of Greenwich it was written. */
export class Timestamp extends Tagged {
  readonly nanoseconds: bigint;
  readonly offset: number;
  constructor(nanoseconds: bigint, offset = 0) {
    super();
    this.nanoseconds = nanoseconds;
    this.offset = offset;
  }
  override get type(): Type {
    return types.TIMESTAMP;
  }
}

/** A type as a value. */
export class TypeValue extends Tagged {
  readonly described: Type;
  constructor(described: Type) {
    super();
    this.described = described;
  }
  override get type(): Type {
    return types.TYPE;
  }
}

export class Optional extends Tagged {
  readonly value: Value | undefined;
  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
  override get type(): Type {
    return OPTIONAL;
  }
}

const OPTIONAL = types.optionalOf(types.DYN);

export const NO_VALUE: Optional = new Optional(undefined);

/** A map that is no plain object. */
export abstract class MapValue extends Tagged {
  override get type(): Type {
    return MAP;
  }
  /** The value under the key, `undefined` if there is none, an error if it cannot be a key. */
  abstract get(key: Value): Result | undefined;
  abstract keys(): readonly Value[];
  abstract get size(): number;
  /** Whether it is equal to another of its kind, if it has a rule of its own for it. */
  equalsMap(_other: MapValue): boolean | undefined {
    return;
  }
}

const MAP = types.mapOf(types.DYN, types.DYN);

/** Keys of maps: numbers of any type that are equal are one key, and of a library's types those of one text. */
type PlainKey = Value;

/** A map with keys of any type. */
export class CelMap extends MapValue {
  readonly #entries = new Map<PlainKey, { readonly key: Value; readonly value: Value }>();

  /** Adds an entry, or replaces it; what may be no key is an error. */
  set(key: Value, value: Value): CelError | undefined {
    const plain = plainKey(key);
    if (plain === undefined) {
      return new CelError(`unsupported key type: ${typeNameOf(key)}`);
    }
    this.#entries.set(plain, { key, value });
    return;
  }

  delete(key: Value): void {
    const plain = plainKey(key);
    if (plain !== undefined) {
      this.#entries.delete(plain);
    }
  }

  override get(key: Value): Value | undefined {
    const plain = plainKey(key);
    return plain === undefined ? undefined : this.#entries.get(plain)?.value;
  }

  override keys(): readonly Value[] {
    return Array.from(this.#entries.values(), ({ key }) => key);
  }

  override get size(): number {
    return this.#entries.size;
  }
}

function plainKey(key: Value): PlainKey | undefined {
  if (typeof key !== "object") {
    return key;
  }
  if (key instanceof Uint) {
    return intOf(key.value);
  }
  if (key instanceof Double) {
    return key.value + 0;
  }
  return key instanceof Uint8Array ? undefined : keyOfObject(key);
}

/** Lists and maps are keys of their own, as in Go. */
function keyOfObject(key: List | PlainMap | Tagged | null): PlainKey {
  if (key instanceof Duration || key instanceof Timestamp) {
    return `\0${key.type.name}\0${key.nanoseconds}`;
  }
  return key instanceof Tagged && key.keyText !== undefined
    ? `\0${key.type.name}\0${key.keyText}`
    : key;
}

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

export function fitsInt64(value: bigint): boolean {
  return value >= MIN_INT && value <= MAX_INT;
}

export function fitsUint64(value: bigint): boolean {
  return value >= 0n && value <= MAX_UINT;
}

/** The int of a bigint within 64 bits. */
export function intOf(value: bigint): bigint | number {
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}

/** A value as it comes from JSON as one of CEL: of numbers, those that are no int are doubles. */
export function adapt(value: Value): Value {
  return typeof value === "number" && !Number.isSafeInteger(value) ? adaptNumber(value) : value;
}

function adaptNumber(value: number): Value {
  if (!Number.isInteger(value) || value >= 2 ** 63 || value < -(2 ** 63)) {
    return new Double(value);
  }
  return BigInt(value);
}

export function isInt(value: Value): value is bigint | number {
  return typeof value === "number" || typeof value === "bigint";
}

/** Like `isJsonList`, for lists of values. */
export function isList(value: Result): value is List {
  return Array.isArray(value);
}

/** Whether the value is a map, and then whether it is an object of JSON. */
export function isMap(value: Result): value is PlainMap | MapValue {
  return value instanceof MapValue || isPlainMap(value);
}

/** Whether the value is an object as JSON has it. */
function isPlainMap(value: Result): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isOfClass(value);
}

function isOfClass(value: object): boolean {
  return value instanceof Tagged || value instanceof Uint8Array || value instanceof CelError;
}

/** The type that a value has when it is evaluated, without parameters. */
export function typeOfValue(value: Value): Type {
  if (typeof value === "object") {
    return typeOfObject(value);
  }
  if (typeof value === "string") {
    return types.STRING;
  }
  if (typeof value === "boolean") {
    return types.BOOL;
  }
  return Number.isInteger(Number(value)) ? types.INT : types.DOUBLE;
}

const LIST = types.listOf(types.DYN);

function typeOfObject(value: PlainMap | List | Tagged | Uint8Array | null): Type {
  if (value === null) {
    return types.NULL;
  }
  if (value instanceof Tagged) {
    return value.type;
  }
  if (Array.isArray(value)) {
    return LIST;
  }
  return value instanceof Uint8Array ? types.BYTES : MAP;
}

/** The text that a value is: of what is none, an empty one. */
export function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A number, a text or a boolean as it is written; of anything else its type. */
export function showPlain(value: Value): string {
  if (typeof value !== "object") {
    return String(value);
  }
  if (value instanceof Uint || value instanceof Double) {
    return String(value.value);
  }
  return typeNameOf(value);
}

export function typeNameOf(value: Value): string {
  return typeOfValue(value).name;
}

/** How many characters (code points) a string has. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      length--;
      at++;
    }
  }
  return length;
}

/** The error of an operator that its first operand has, and not with such a second one. */
export const NO_SUCH_OVERLOAD: CelError = new CelError("no such overload");

/** The error of a function that has nothing for such arguments. */
export function noSuchOverload(name: string, ...args: readonly Value[]): CelError {
  return new CelError(
    args.length === 0
      ? `no such overload: ${name}`
      : `no such overload: ${name}(${args.map(typeNameOf).join(", ")})`,
  );
}
