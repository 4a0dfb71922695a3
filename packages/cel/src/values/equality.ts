import { keysOf, lookUp, sizeOfMap } from "./maps.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  isInt,
  isList,
  isMap,
  type List,
  MapValue,
  NO_SUCH_OVERLOAD,
  Optional,
  type PlainMap,
  type Result,
  Tagged,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from "./value.ts";

/** A value of a library with an equality of its own. */
export abstract class Comparable extends Tagged {
  abstract equals(other: Value): Result;
}

/** A list that is compared and joined by rules of its schema. */
export abstract class SpecialList extends Array<Value> {
  abstract equalsList(other: List): boolean;
  abstract joinedWith(other: List): List;
}

/** Whether two values are equal, over all numeric types: an error only for some types of Kubernetes' libraries. */
export function equal(left: Value, right: Value): Result {
  if (left === right) {
    return typeof left !== "object" || left === null || isReflexive(left, right);
  }
  if (left === null || right === null) {
    return false;
  }
  if (typeof left === "object") {
    return equalObjects(left, right);
  }
  return isInt(left) && equalNumbers(left, right);
}

function isReflexive(left: Exclude<Value, null>, right: Value): Result {
  return left instanceof Double ? !Number.isNaN(left.value) : equalObjects(left, right);
}

function equalNumbers(left: Value, right: Value): boolean {
  if (typeof right !== "object" && !isInt(right)) {
    return false;
  }
  return compareNumbers(left, right) === 0;
}

function equalObjects(left: Exclude<Value, null>, right: Value): Result {
  if (left instanceof Tagged) {
    return equalTagged(left, right);
  }
  if (isList(left)) {
    return isList(right) && equalLists(left, right);
  }
  if (left instanceof Uint8Array) {
    return right instanceof Uint8Array && compareBytes(left, right) === 0;
  }
  return isMap(left) && isMap(right) && equalMaps(left, right);
}

function equalTagged(left: Tagged, right: Value): Result {
  if (left instanceof Comparable) {
    return left.equals(right);
  }
  if (left instanceof Optional) {
    return right instanceof Optional && equalOptionals(left, right);
  }
  if (left instanceof TypeValue) {
    return right instanceof TypeValue && left.described.name === right.described.name;
  }
  if (left instanceof Double || left instanceof Uint) {
    return equalNumbers(left, right);
  }
  return isMap(left) ? isMap(right) && equalMaps(left, right) : equalTimes(left, right);
}

function equalTimes(left: Tagged, right: Value): boolean {
  if (left instanceof Timestamp) {
    return right instanceof Timestamp && left.nanoseconds === right.nanoseconds;
  }
  return (
    left instanceof Duration && right instanceof Duration && left.nanoseconds === right.nanoseconds
  );
}

function equalOptionals(left: Optional, right: Optional): Result {
  if (left.value === undefined || right.value === undefined) {
    return left.value === right.value;
  }
  return equal(left.value, right.value);
}

/** An element without an equality counts as equal, as in cel-go. */
function equalLists(left: List, right: List): boolean {
  if (left instanceof SpecialList) {
    return left.equalsList(right);
  }
  return (
    left.length === right.length &&
    left.every((each, at) => equal(adapt(each), adapt(right[at] ?? null)) !== false)
  );
}

function equalMaps(left: PlainMap | MapValue, right: PlainMap | MapValue): boolean {
  const own =
    left instanceof MapValue && right instanceof MapValue ? left.equalsMap(right) : undefined;
  if (own !== undefined) {
    return own;
  }
  return (
    sizeOfMap(left) === sizeOfMap(right) &&
    keysOf(left).every((key) => {
      const own = lookUp(left, key);
      const other = lookUp(right, key);
      return isThere(own) && isThere(other) && equal(own, other) !== false;
    })
  );
}

function isThere(value: Result | undefined): value is Value {
  return value !== undefined && !(value instanceof CelError);
}

/** Whether a list has an element that is equal. */
export function contains(list: List, value: Value): boolean {
  for (const each of list) {
    if (equal(value, adapt(each)) === true) {
      return true;
    }
  }
  return false;
}

/** -1, 0 or 1; of what has no order an error. */
export function compare(left: Value, right: Value): Result {
  if (typeof left === "number" && typeof right === "number") {
    return left < right ? -1 : Number(left > right);
  }
  if (typeof left === "string") {
    return typeof right === "string" ? compareText(left, right) : NO_SUCH_OVERLOAD;
  }
  const numeric = compareNumbers(left, right);
  return numeric === undefined ? compareOthers(left, right) : numeric;
}

function compareOthers(left: Value, right: Value): Result {
  if (typeof left === "boolean" && typeof right === "boolean") {
    return Number(left) - Number(right);
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return compareBytes(left, right);
  }
  const ordered = ordinals(left, right);
  if (ordered !== undefined) {
    return ordered[0] < ordered[1] ? -1 : Number(ordered[0] > ordered[1]);
  }
  return NO_SUCH_OVERLOAD;
}

function ordinals(left: Value, right: Value): readonly [bigint, bigint] | undefined {
  if (left instanceof Timestamp && right instanceof Timestamp) {
    return [left.nanoseconds, right.nanoseconds];
  }
  return left instanceof Duration && right instanceof Duration
    ? [left.nanoseconds, right.nanoseconds]
    : undefined;
}

const ORDERED = [Uint8Array, Double, Uint, Timestamp, Duration];

/** Whether `<` is defined on the value's type. */
export function isOrdered(value: Value): boolean {
  return typeof value !== "object" || ORDERED.some((type) => value instanceof type);
}

function compareNumbers(left: Value, right: Value): Result | undefined {
  const one = numberOf(left);
  const two = numberOf(right);
  if (one === undefined || two === undefined) {
    return;
  }
  if (left instanceof Double || right instanceof Double) {
    return compareDoubles(Number(one), Number(two));
  }
  return one < two ? -1 : Number(one > two);
}

function compareDoubles(left: number, right: number): Result {
  if (Number.isNaN(left) || Number.isNaN(right)) {
    return new CelError("NaN values cannot be ordered");
  }
  return left < right ? -1 : Number(left > right);
}

function numberOf(value: Value): bigint | number | undefined {
  if (isInt(value)) {
    return value;
  }
  return value instanceof Double || value instanceof Uint ? value.value : undefined;
}

/** By code points, which is the order of their UTF-8. */
function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const one = left.charCodeAt(at);
    const two = right.charCodeAt(at);
    if (one !== two) {
      return codePointOrder(one) < codePointOrder(two) ? -1 : 1;
    }
  }
  return left.length < right.length ? -1 : 1;
}

/** UTF-16 puts what needs two units before the last of those that need one. */
function codePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) {
      return Math.sign(difference);
    }
  }
  return Math.sign(left.length - right.length);
}
