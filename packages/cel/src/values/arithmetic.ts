import { SpecialList } from "./equality.ts";
import { MAX_TIME, MIN_TIME } from "./time.ts";
import {
  CelError,
  Double,
  Duration,
  fitsInt64,
  fitsUint64,
  intOf,
  isInt,
  isList,
  type List,
  NO_SUCH_OVERLOAD,
  noSuchOverload,
  type Result,
  Timestamp,
  typeNameOf,
  Uint,
  type Value,
} from "./value.ts";

/*
 * The operators on values of any type (cel-go's common/types): the type of the left side decides.
 */

type Numeric = "_%_" | "_*_" | "_+_" | "_-_" | "_/_";

const OVERFLOW = new CelError("integer overflow");
const UNSIGNED_OVERFLOW = new CelError("unsigned integer overflow");
const DURATION_OVERFLOW = new CelError("integer overflow");
const TIMESTAMP_OVERFLOW = new CelError("timestamp overflow");

/** Types whose values have the operators that are theirs, in cel-go's traits. */
const ADDED: readonly string[] = ["bytes", "list", "string"];
const TIMES: readonly string[] = ["google.protobuf.Duration", "google.protobuf.Timestamp"];
const NUMBERS: readonly string[] = ["double", "int", "uint"];
const OPERANDS = new Map<string, ReadonlySet<string>>([
  ["_+_", new Set([...ADDED, ...TIMES, ...NUMBERS])],
  ["_-_", new Set([...TIMES, ...NUMBERS])],
  ["_*_", new Set(NUMBERS)],
  ["_/_", new Set(NUMBERS)],
  ["_%_", new Set(["int", "uint"])],
]);

/** What cel-go says depends on which of the operands does not fit. */
function misfit(name: string, left: Value, right: Value): CelError {
  return OPERANDS.get(name)?.has(typeNameOf(left)) === true
    ? NO_SUCH_OVERLOAD
    : noSuchOverload(name, left, right);
}

export function add(left: Value, right: Value): Result {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    return Number.isSafeInteger(sum) ? sum : big("_+_", BigInt(left), BigInt(right));
  }
  if (typeof left === "string") {
    return typeof right === "string" ? left + right : misfit("_+_", left, right);
  }
  if (isList(left)) {
    return isList(right) ? concatenate(left, right) : misfit("_+_", left, right);
  }
  return arithmetic("_+_", left, right) ?? addOthers(left, right);
}

/** What no expression within its budget needs, and no memory holds many of. */
const LONGEST_LIST = 5_000_000;

function concatenate(left: List, right: List): Result {
  if (left.length + right.length > LONGEST_LIST) {
    return new CelError("list is too long");
  }
  return left instanceof SpecialList ? left.joinedWith(right) : [...left, ...right];
}

function addOthers(left: Value, right: Value): Result {
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    const joined = new Uint8Array(left.length + right.length);
    joined.set(left);
    joined.set(right, left.length);
    return joined;
  }
  if (left instanceof Duration) {
    return addToDuration(left, right);
  }
  return left instanceof Timestamp && right instanceof Duration
    ? timestamp(left.nanoseconds + right.nanoseconds, left.offset)
    : misfit("_+_", left, right);
}

function addToDuration(left: Duration, right: Value): Result {
  if (right instanceof Duration) {
    return duration(left.nanoseconds + right.nanoseconds);
  }
  return right instanceof Timestamp
    ? timestamp(left.nanoseconds + right.nanoseconds, right.offset)
    : misfit("_+_", left, right);
}

export function subtract(left: Value, right: Value): Result {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    return Number.isSafeInteger(difference) ? difference : big("_-_", BigInt(left), BigInt(right));
  }
  return arithmetic("_-_", left, right) ?? subtractOthers(left, right);
}

function subtractOthers(left: Value, right: Value): Result {
  if (left instanceof Duration && right instanceof Duration) {
    return duration(left.nanoseconds - right.nanoseconds);
  }
  if (left instanceof Timestamp && right instanceof Duration) {
    return timestamp(left.nanoseconds - right.nanoseconds, left.offset);
  }
  return left instanceof Timestamp && right instanceof Timestamp
    ? duration(left.nanoseconds - right.nanoseconds)
    : misfit("_-_", left, right);
}

export function multiply(left: Value, right: Value): Result {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    return Number.isSafeInteger(product) ? product + 0 : big("_*_", BigInt(left), BigInt(right));
  }
  return arithmetic("_*_", left, right) ?? misfit("_*_", left, right);
}

export function divide(left: Value, right: Value): Result {
  return arithmetic("_/_", left, right) ?? misfit("_/_", left, right);
}

export function modulo(left: Value, right: Value): Result {
  return (
    (left instanceof Double ? undefined : arithmetic("_%_", left, right)) ??
    misfit("_%_", left, right)
  );
}

export function negate(value: Value): Result {
  if (typeof value === "number") {
    return 0 - value;
  }
  if (typeof value === "bigint") {
    return big("_-_", 0n, value);
  }
  if (value instanceof Duration) {
    return duration(-value.nanoseconds);
  }
  return value instanceof Double ? new Double(-value.value) : noSuchOverload("-_", value);
}

function arithmetic(operator: Numeric, left: Value, right: Value): Result | undefined {
  if (isInt(left)) {
    return isInt(right) ? big(operator, BigInt(left), BigInt(right)) : undefined;
  }
  if (left instanceof Double) {
    return right instanceof Double
      ? new Double(onDoubles(operator, left.value, right.value))
      : undefined;
  }
  return left instanceof Uint && right instanceof Uint
    ? unsigned(operator, left.value, right.value)
    : undefined;
}

function big(operator: Numeric, left: bigint, right: bigint): Result {
  const result = onIntegers(operator, left, right);
  if (typeof result !== "bigint") {
    return result;
  }
  return fitsInt64(result) ? intOf(result) : OVERFLOW;
}

function unsigned(operator: Numeric, left: bigint, right: bigint): Result {
  const result = onIntegers(operator, left, right);
  if (typeof result !== "bigint") {
    return result;
  }
  return fitsUint64(result) ? new Uint(result) : UNSIGNED_OVERFLOW;
}

function onIntegers(operator: Numeric, left: bigint, right: bigint): CelError | bigint {
  switch (operator) {
    case "_+_":
      return left + right;
    case "_-_":
      return left - right;
    case "_*_":
      return left * right;
    case "_/_":
      return right === 0n ? new CelError("division by zero") : left / right;
    case "_%_":
      return right === 0n ? new CelError("modulus by zero") : remainder(left, right);
  }
}

/** Go refuses this one remainder although it would be 0. */
function remainder(left: bigint, right: bigint): CelError | bigint {
  return right === -1n && left === -(2n ** 63n) ? OVERFLOW : left % right;
}

function onDoubles(operator: Numeric, left: number, right: number): number {
  switch (operator) {
    case "_+_":
      return left + right;
    case "_-_":
      return left - right;
    case "_*_":
      return left * right;
    case "_/_":
    case "_%_":
      return left / right;
  }
}

function duration(nanoseconds: bigint): Result {
  return fitsInt64(nanoseconds) ? new Duration(nanoseconds) : DURATION_OVERFLOW;
}

function timestamp(nanoseconds: bigint, offset: number): Result {
  return nanoseconds >= MIN_TIME && nanoseconds <= MAX_TIME
    ? new Timestamp(nanoseconds, offset)
    : TIMESTAMP_OVERFLOW;
}
