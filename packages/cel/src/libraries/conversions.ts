import type { FunctionDeclaration } from "../typing/environment.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  INT,
  STRING,
  TIMESTAMP,
  type Type,
  UINT,
} from "../typing/type.ts";
import { goFloat } from "../values/go-float.ts";
import {
  MAX_TIME,
  MIN_TIME,
  parseDuration,
  parseTimestamp,
  showDuration,
  showTimestamp,
} from "../values/time.ts";
import {
  CelError,
  Double,
  Duration,
  fitsInt64,
  fitsUint64,
  intOf,
  isInt,
  type Result,
  showPlain,
  Timestamp,
  textOf,
  typeNameOf,
  Uint,
  type Value,
} from "../values/value.ts";
import { declare, global, unary } from "./declare.ts";

/*
 * Conversions between types (cel-go's common/types): each takes a value of a type that its overloads name.
 */

function failed(value: Value, to: Type): CelError {
  return new CelError(`type conversion error from '${typeNameOf(value)}' to '${to.name}'`);
}

const identity = unary((value) => value);

/** Texts that Go's strconv.ParseBool takes. */
const BOOLEANS = new Map([
  ...["1", "t", "T", "TRUE", "true", "True"].map((text): [string, boolean] => [text, true]),
  ...["0", "f", "F", "FALSE", "false", "False"].map((text): [string, boolean] => [text, false]),
]);

function textToBool(text: Value): Result {
  return BOOLEANS.get(textOf(text)) ?? failed(text, BOOL);
}

function textToInt(text: Value): Result {
  const value = /^[+-]?[0-9]+$/.test(textOf(text)) ? integer(textOf(text)) : undefined;
  return value !== undefined && fitsInt64(value) ? intOf(value) : failed(text, INT);
}

function integer(text: string): bigint | undefined {
  return text.length > 1000 ? undefined : BigInt(text.startsWith("+") ? text.slice(1) : text);
}

function textToUint(text: Value): Result {
  const value = /^[0-9]+$/.test(textOf(text)) ? integer(textOf(text)) : undefined;
  return value !== undefined && fitsUint64(value) ? new Uint(value) : failed(text, UINT);
}

const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const SPECIAL = /^([+-]?)(?:inf|infinity)$/i;

/** Go's strconv.ParseFloat, without its hexadecimal numbers and underscores. */
function textToDouble(value: Value): Result {
  const text = textOf(value);
  if (NUMBER.test(text)) {
    const number = Number(text);
    return Number.isFinite(number) ? new Double(number) : failed(value, DOUBLE);
  }
  const infinity = SPECIAL.exec(text);
  if (infinity !== null) {
    return new Double(infinity[1] === "-" ? -Infinity : Infinity);
  }
  return /^nan$/i.test(text) ? new Double(Number.NaN) : failed(value, DOUBLE);
}

function doubleToInt(value: Value): Result {
  const number = numberOf(value);
  // Beside the ends of int64, a double stands for several integers: cel-go excludes them.
  return number > -(2 ** 63) && number < 2 ** 63
    ? intOf(BigInt(Math.trunc(number)))
    : new CelError("integer overflow");
}

function doubleToUint(value: Value): Result {
  const number = numberOf(value);
  return number >= 0 && number < 2 ** 64
    ? new Uint(BigInt(Math.trunc(number)))
    : new CelError("unsigned integer overflow");
}

function numberOf(value: Value): number {
  return value instanceof Double ? value.value : Number.NaN;
}

function toBigInt(value: Value): bigint {
  return value instanceof Uint ? value.value : isInt(value) ? BigInt(value) : 0n;
}

function uintToInt(value: Value): Result {
  const number = toBigInt(value);
  return fitsInt64(number) ? intOf(number) : new CelError("integer overflow");
}

function intToUint(value: Value): Result {
  const number = toBigInt(value);
  return number >= 0n ? new Uint(number) : new CelError("unsigned integer overflow");
}

function timestampToInt(value: Value): Result {
  if (!(value instanceof Timestamp)) {
    return failed(value, INT);
  }
  const seconds = value.nanoseconds / SECOND;
  return intOf(value.nanoseconds % SECOND < 0n ? seconds - 1n : seconds);
}

const SECOND = 1_000_000_000n;

function textToDuration(text: Value): Result {
  const nanoseconds = parseDuration(textOf(text));
  return nanoseconds === undefined ? failed(text, DURATION) : new Duration(nanoseconds);
}

function textToTimestamp(text: Value): Result {
  const timestamp = parseTimestamp(textOf(text));
  if (timestamp === undefined) {
    return failed(text, TIMESTAMP);
  }
  return inRange(timestamp);
}

function inRange(timestamp: Timestamp): Result {
  const { nanoseconds } = timestamp;
  return nanoseconds >= MIN_TIME && nanoseconds <= MAX_TIME
    ? timestamp
    : new CelError("timestamp overflow");
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function bytesToText(value: Value): Result {
  try {
    return value instanceof Uint8Array ? decoder.decode(value) : failed(value, STRING);
  } catch {
    return new CelError("invalid UTF-8 in bytes, cannot convert to string");
  }
}

function toText(value: Value): Result {
  if (value instanceof Double) {
    return goFloat(value.value);
  }
  if (value instanceof Duration) {
    return showDuration(value);
  }
  if (value instanceof Timestamp) {
    return showTimestamp(value);
  }
  return showPlain(value);
}

function conversion(
  name: string,
  to: Type,
  from: readonly (readonly [string, Type, ((value: Value) => Result)?])[],
): FunctionDeclaration {
  return declare(
    name,
    ...from.map(([id, type, does]) =>
      global(id, [type], to, does === undefined ? identity : unary(does)),
    ),
  );
}

export const CONVERSION_FUNCTIONS: readonly FunctionDeclaration[] = [
  conversion("bool", BOOL, [
    ["bool_to_bool", BOOL],
    ["string_to_bool", STRING, textToBool],
  ]),
  conversion("bytes", BYTES, [
    ["bytes_to_bytes", BYTES],
    ["string_to_bytes", STRING, (text) => new TextEncoder().encode(textOf(text))],
  ]),
  conversion("double", DOUBLE, [
    ["double_to_double", DOUBLE],
    ["int64_to_double", INT, (value) => new Double(Number(value))],
    ["string_to_double", STRING, textToDouble],
    ["uint64_to_double", UINT, (value) => new Double(Number(toBigInt(value)))],
  ]),
  conversion("duration", DURATION, [
    ["duration_to_duration", DURATION],
    // It is declared, and always fails.
    ["int64_to_duration", INT, (value) => failed(value, DURATION)],
    ["string_to_duration", STRING, textToDuration],
  ]),
  conversion("int", INT, [
    ["int64_to_int64", INT],
    ["double_to_int64", DOUBLE, doubleToInt],
    [
      "duration_to_int64",
      DURATION,
      (value) => intOf(value instanceof Duration ? value.nanoseconds : 0n),
    ],
    ["string_to_int64", STRING, textToInt],
    ["timestamp_to_int64", TIMESTAMP, timestampToInt],
    ["uint64_to_int64", UINT, uintToInt],
  ]),
  conversion("string", STRING, [
    ["string_to_string", STRING],
    ["bool_to_string", BOOL, toText],
    ["bytes_to_string", BYTES, bytesToText],
    ["double_to_string", DOUBLE, toText],
    ["duration_to_string", DURATION, toText],
    ["int64_to_string", INT, toText],
    ["timestamp_to_string", TIMESTAMP, toText],
    ["uint64_to_string", UINT, toText],
  ]),
  conversion("timestamp", TIMESTAMP, [
    ["timestamp_to_timestamp", TIMESTAMP],
    ["int64_to_timestamp", INT, (value) => inRange(new Timestamp(toBigInt(value) * SECOND))],
    ["string_to_timestamp", STRING, textToTimestamp],
  ]),
  conversion("uint", UINT, [
    ["uint64_to_uint64", UINT],
    ["double_to_uint64", DOUBLE, doubleToUint],
    ["int64_to_uint64", INT, intToUint],
    ["string_to_uint64", STRING, textToUint],
  ]),
];
