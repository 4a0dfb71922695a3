import type { Type } from "../typing/type.ts";
import { goFloat } from "../values/go-float.ts";
import { quoteGo } from "../values/go-quote.ts";
import { keysOf, valueAt } from "../values/maps.ts";
import { fixedPoint, scientific } from "../values/round.ts";
import { showDuration, showTimestamp } from "../values/time.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  isInt,
  isList,
  isMap,
  type List,
  type MapValue,
  type PlainMap,
  type Result,
  showPlain,
  Timestamp,
  TypeValue,
  typeNameOf,
  Uint,
  type Value,
} from "../values/value.ts";

/*
 * `string.format` (cel-go's ext/formatting.go), with numbers as golang.org/x/text writes them for American English.
 */

/** One clause of a format: what it prints, as which kind of text, with which precision. */
export interface Clause {
  readonly letter: string;
  readonly precision: number;
}

const DEFAULT_PRECISION = 6;
const MAX_PRECISION = 10_000;

/** The texts and clauses of a format, in order, or what is wrong with it. */
export function parseFormat(format: string): readonly (Clause | string)[] | CelError {
  const parts: (Clause | string)[] = [];
  let at = 0;
  while (at < format.length) {
    const next = format.indexOf("%", at);
    if (next === -1) {
      parts.push(format.slice(at));
      break;
    }
    parts.push(format.slice(at, next));
    const read =
      format[next + 1] === "%" ? { part: "%", length: 1 } : clauseAt(format.slice(next + 1));
    if (read instanceof CelError) {
      return read;
    }
    parts.push(read.part);
    at = next + 1 + read.length;
  }
  return parts;
}

function clauseAt(text: string): CelError | { part: Clause; length: number } {
  if (text === "") {
    return new CelError("unexpected end of string");
  }
  const precision = /^\.([0-9]*)/.exec(text);
  const start = precision === null ? 0 : precision[0].length;
  const letter = text[start];
  const digits = precision?.[1];
  if (letter === undefined) {
    return clauseFault("error while parsing precision: could not find end of precision specifier");
  }
  if (digits === "" || Number(digits) > MAX_PRECISION) {
    return clauseFault(
      "error while parsing precision: error while converting precision to integer",
    );
  }
  if (!"sdfebxXo".includes(letter)) {
    return clauseFault(`unrecognized formatting clause "${letter}"`);
  }
  const part = { letter, precision: digits === undefined ? DEFAULT_PRECISION : Number(digits) };
  return { part, length: start + 1 };
}

function clauseFault(message: string): CelError {
  return new CelError(`could not parse formatting clause: ${message}`);
}

export function formatString(format: string, args: List): Result {
  const parts = parseFormat(format);
  if (parts instanceof CelError) {
    return parts;
  }
  const texts: string[] = [];
  let used = 0;
  for (const part of parts) {
    if (typeof part !== "string" && used >= args.length) {
      return new CelError(`index ${used} out of range`);
    }
    const text = typeof part === "string" ? part : show(part, adapt(args[used++] ?? null));
    if (text instanceof CelError) {
      return new CelError(`error during formatting: ${text.message}`);
    }
    texts.push(text);
  }
  return texts.join("");
}

type Text = CelError | string;

function show({ letter, precision }: Clause, value: Value): Text {
  switch (letter) {
    case "s":
      return showText(value);
    case "f":
    case "e":
      return showDouble(letter, value, precision);
    case "x":
    case "X":
      return showHex(value, letter === "X");
    default:
      return showInteger(letter, value);
  }
}

const RADIX = new Map([
  ["b", 2],
  ["d", 10],
  ["o", 8],
]);

function showInteger(letter: string, value: Value): Text {
  const number = letter === "b" && typeof value === "boolean" ? Number(value) : integerOf(value);
  return number?.toString(RADIX.get(letter)) ?? unfit(letter, typeNameOf(value));
}

const UNFIT = new Map([
  ["b", "only integers and bools can be formatted as binary"],
  ["d", "decimal clause can only be used on integers"],
  ["f", "fixed-point clause can only be used on doubles"],
  ["e", "scientific clause can only be used on doubles"],
  ["x", "only integers, byte buffers, and strings can be formatted as hex"],
  ["o", "octal clause can only be used on integers"],
  [
    "s",
    "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps",
  ],
]);

/** What is wrong with a value of a type where a clause stands. */
export function unfit(letter: string, typeName: string): CelError {
  return new CelError(`${UNFIT.get(letter.toLowerCase()) ?? ""}, was given ${typeName}`);
}

const FITTING = new Map<string, readonly Type["kind"][]>([
  [
    "s",
    [
      "list",
      "map",
      "int",
      "uint",
      "double",
      "bool",
      "string",
      "timestamp",
      "bytes",
      "duration",
      "type",
      "null",
    ],
  ],
  ["d", ["int", "uint"]],
  ["f", ["double", "string"]],
  ["e", ["double", "string"]],
  ["b", ["int", "uint", "bool"]],
  ["x", ["int", "uint", "string", "bytes"]],
  ["o", ["int", "uint"]],
]);

/** Whether a clause may be used on values of a type. */
export function isFormattable(letter: string, type: Type): boolean {
  return type.kind === "dyn" || (FITTING.get(letter.toLowerCase())?.includes(type.kind) ?? false);
}

function integerOf(value: Value): bigint | number | undefined {
  return isInt(value) ? value : value instanceof Uint ? value.value : undefined;
}

function showDouble(letter: "e" | "f", value: Value, precision: number): Text {
  const number = doubleOf(value);
  if (number === undefined) {
    return unfit(letter, typeNameOf(value));
  }
  return letter === "f" ? fixedPoint(number, precision) : scientific(number, precision);
}

function doubleOf(value: Value): number | undefined {
  if (value instanceof Double) {
    return value.value;
  }
  return value === "NaN" || value === "Infinity" || value === "-Infinity"
    ? Number(value)
    : undefined;
}

function showHex(value: Value, isUpper: boolean): Text {
  const bytes =
    typeof value === "string"
      ? new TextEncoder().encode(value)
      : value instanceof Uint8Array
        ? value
        : undefined;
  const text =
    bytes === undefined
      ? integerOf(value)?.toString(16)
      : Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (text === undefined) {
    return unfit("x", typeNameOf(value));
  }
  return isUpper ? text.toUpperCase() : text;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function showText(value: Value): Text {
  if (value === null) {
    return "null";
  }
  return typeof value === "object" ? showObject(value) : showPlain(value);
}

type ObjectValue = Exclude<Value, bigint | boolean | null | number | string>;

function showObject(value: ObjectValue): Text {
  if (isList(value)) {
    return showList(value);
  }
  if (isMap(value)) {
    return showMap(value);
  }
  if (value instanceof Double) {
    return goFloat(value.value);
  }
  return showScalar(value);
}

function showScalar(value: ObjectValue): Text {
  if (value instanceof Uint) {
    return String(value.value);
  }
  if (value instanceof Duration) {
    return showDuration(value);
  }
  if (value instanceof Timestamp) {
    return showTimestamp(value);
  }
  if (value instanceof TypeValue) {
    return value.described.name;
  }
  return value instanceof Uint8Array ? showBytes(value) : unfit("s", typeNameOf(value));
}

function showBytes(bytes: Uint8Array): Text {
  try {
    return decoder.decode(bytes);
  } catch {
    return new CelError("could not convert argument to string");
  }
}

function showList(list: List): Text {
  const texts: string[] = [];
  for (const element of list) {
    const text = showWithin(adapt(element));
    if (text instanceof CelError) {
      return text;
    }
    texts.push(text);
  }
  return `[${texts.join(", ")}]`;
}

function showMap(map: PlainMap | MapValue): Text {
  const pairs: [string, string][] = [];
  for (const key of keysOf(map)) {
    const held = valueAt(map, key);
    if (typeof key === "object") {
      return new CelError(`no formatting function for map key of type ${typeNameOf(key)}`);
    }
    const text = held instanceof CelError ? held : showWithin(held);
    if (text instanceof CelError) {
      return text;
    }
    pairs.push([typeof key === "string" ? quoteGo(key) : String(key), text]);
  }
  pairs.sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
  return `{${pairs.map(([key, text]) => `${key}:${text}`).join(", ")}}`;
}

/** In a list or a map, texts are quoted and what would be read as another type says which it is. */
function showWithin(value: Value): Text {
  if (value instanceof Double) {
    return Number.isFinite(value.value)
      ? fixedPoint(value.value, DEFAULT_PRECISION, false)
      : quoteGo(goFloat(value.value));
  }
  const text = showText(value);
  if (text instanceof CelError) {
    return text;
  }
  if (value instanceof Duration) {
    return `duration("${text}")`;
  }
  if (value instanceof Timestamp) {
    return `timestamp("${text}")`;
  }
  if (typeof value === "string") {
    return quoteGo(text);
  }
  return value instanceof Uint8Array ? `b${quoteGo(text)}` : text;
}
