import { compiledRegex } from "../evaluate/regexes.ts";
import type { FunctionDeclaration, Library } from "../typing/environment.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  parameter,
  STRING,
  TIMESTAMP,
  type Type,
  typeOf,
  UINT,
} from "../typing/type.ts";
import { add, divide, modulo, multiply, negate, subtract } from "../values/arithmetic.ts";
import { compare, contains, isOrdered } from "../values/equality.ts";
import { lookUp, sizeOfMap } from "../values/maps.ts";
import {
  CelError,
  isList,
  isMap,
  lengthOf,
  NO_SUCH_OVERLOAD,
  noSuchOverload,
  type Result,
  TypeValue,
  textOf,
  typeOfValue,
  type Value,
} from "../values/value.ts";
import { CONVERSION_FUNCTIONS } from "./conversions.ts";
import { binary, declare, declareOne, global, member, unary } from "./declare.ts";
import { TIME_FUNCTIONS } from "./times.ts";

/*
 * The functions and operators of CEL itself (cel-go's common/stdlib/standard.go).
 */

const A = parameter("A");
const B = parameter("B");
const LIST = listOf(A);
const MAP = mapOf(A, B);

/** The operators that the planner knows itself need only their signatures. */
const LOGIC: readonly FunctionDeclaration[] = [
  declare("_?_:_", global("conditional", [BOOL, A, A], A)),
  declare("_&&_", global("logical_and", [BOOL, BOOL], BOOL)),
  declare("_||_", global("logical_or", [BOOL, BOOL], BOOL)),
  declareOne(
    "!_",
    unary((value) => (typeof value === "boolean" ? !value : NO_SUCH_OVERLOAD)),
    global("logical_not", [BOOL], BOOL),
  ),
  declareOne(
    "@not_strictly_false",
    unary((value) => value !== false),
    global("not_strictly_false", [BOOL], BOOL),
  ),
  declare("_==_", global("equals", [A, A], BOOL)),
  declare("_!=_", global("not_equals", [A, A], BOOL)),
];

const NUMBERS: readonly [string, Type][] = [
  ["double", DOUBLE],
  ["int64", INT],
  ["uint64", UINT],
];

function numeric(verb: string): ReturnType<typeof global>[] {
  return NUMBERS.map(([name, type]) => global(`${verb}_${name}`, [type, type], type));
}

const ARITHMETIC: readonly FunctionDeclaration[] = [
  declareOne(
    "_+_",
    binary(add),
    global("add_bytes", [BYTES, BYTES], BYTES),
    global("add_double", [DOUBLE, DOUBLE], DOUBLE),
    global("add_duration_duration", [DURATION, DURATION], DURATION),
    global("add_duration_timestamp", [DURATION, TIMESTAMP], TIMESTAMP),
    global("add_timestamp_duration", [TIMESTAMP, DURATION], TIMESTAMP),
    global("add_int64", [INT, INT], INT),
    global("add_list", [LIST, LIST], LIST),
    global("add_string", [STRING, STRING], STRING),
    global("add_uint64", [UINT, UINT], UINT),
  ),
  declareOne("_/_", binary(divide), ...numeric("divide")),
  declareOne(
    "_%_",
    binary(modulo),
    global("modulo_int64", [INT, INT], INT),
    global("modulo_uint64", [UINT, UINT], UINT),
  ),
  declareOne("_*_", binary(multiply), ...numeric("multiply")),
  declareOne(
    "-_",
    unary(negate),
    global("negate_double", [DOUBLE], DOUBLE),
    global("negate_int64", [INT], INT),
  ),
  declareOne(
    "_-_",
    binary(subtract),
    global("subtract_double", [DOUBLE, DOUBLE], DOUBLE),
    global("subtract_duration_duration", [DURATION, DURATION], DURATION),
    global("subtract_int64", [INT, INT], INT),
    global("subtract_timestamp_duration", [TIMESTAMP, DURATION], TIMESTAMP),
    global("subtract_timestamp_timestamp", [TIMESTAMP, TIMESTAMP], DURATION),
    global("subtract_uint64", [UINT, UINT], UINT),
  ),
];

/** In the order of cel-go, with comparisons of different numeric types, which Kubernetes has since 1.28. */
const COMPARED: readonly (readonly [string, Type, Type])[] = [
  ["bool", BOOL, BOOL],
  ["int64", INT, INT],
  ["int64_double", INT, DOUBLE],
  ["int64_uint64", INT, UINT],
  ["uint64", UINT, UINT],
  ["uint64_double", UINT, DOUBLE],
  ["uint64_int64", UINT, INT],
  ["double", DOUBLE, DOUBLE],
  ["double_int64", DOUBLE, INT],
  ["double_uint64", DOUBLE, UINT],
  ["string", STRING, STRING],
  ["bytes", BYTES, BYTES],
  ["timestamp", TIMESTAMP, TIMESTAMP],
  ["duration", DURATION, DURATION],
];

function comparison(
  name: string,
  verb: string,
  holds: (order: number) => boolean,
): FunctionDeclaration {
  return declareOne(
    name,
    binary((left, right) => {
      const order = isOrdered(left) ? compare(left, right) : noSuchOverload(name, left, right);
      return typeof order === "number" ? holds(order) : order;
    }),
    ...COMPARED.map(([suffix, left, right]) => global(`${verb}_${suffix}`, [left, right], BOOL)),
  );
}

const COMPARISONS: readonly FunctionDeclaration[] = [
  comparison("_<_", "less", (order) => order < 0),
  comparison("_<=_", "less_equals", (order) => order <= 0),
  comparison("_>_", "greater", (order) => order > 0),
  comparison("_>=_", "greater_equals", (order) => order >= 0),
];

function isIn(value: Value, collection: Value): Result {
  if (isList(collection)) {
    return contains(collection, value);
  }
  if (!isMap(collection)) {
    return NO_SUCH_OVERLOAD;
  }
  const found = lookUp(collection, value);
  return found instanceof CelError ? found : found !== undefined;
}

function sizeOf(value: Value): Result {
  if (typeof value === "string") {
    return lengthOf(value);
  }
  if (isList(value) || value instanceof Uint8Array) {
    return value.length;
  }
  return isMap(value) ? sizeOfMap(value) : noSuchOverload("size", value);
}

const COLLECTIONS: readonly FunctionDeclaration[] = [
  declare("_[_]", global("index_list", [LIST, INT], A), global("index_map", [MAP, A], B)),
  declareOne(
    "@in",
    binary(isIn),
    global("in_list", [A, LIST], BOOL),
    global("in_map", [A, MAP], BOOL),
  ),
  declareOne(
    "size",
    unary(sizeOf),
    global("size_bytes", [BYTES], INT),
    member("bytes_size", [BYTES], INT),
    global("size_list", [LIST], INT),
    member("list_size", [LIST], INT),
    global("size_map", [MAP], INT),
    member("map_size", [MAP], INT),
    global("size_string", [STRING], INT),
    member("string_size", [STRING], INT),
  ),
];

function ofText(
  name: string,
  id: string,
  does: (text: string, other: string) => boolean,
): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [STRING, STRING],
      BOOL,
      binary((text, other) => does(textOf(text), textOf(other))),
    ),
  );
}

function matches(text: Value, pattern: Value): Result {
  if (typeof text !== "string" || typeof pattern !== "string") {
    return noSuchOverload("matches", text, pattern);
  }
  const regex = compiledRegex(pattern);
  return regex instanceof CelError ? regex : regex.test(text);
}

const TEXTS: readonly FunctionDeclaration[] = [
  ofText("contains", "contains_string", (text, other) => text.includes(other)),
  ofText("endsWith", "ends_with_string", (text, other) => text.endsWith(other)),
  ofText("startsWith", "starts_with_string", (text, other) => text.startsWith(other)),
  declareOne(
    "matches",
    binary(matches),
    global("matches", [STRING, STRING], BOOL),
    member("matches_string", [STRING, STRING], BOOL),
  ),
];

const TYPES: readonly FunctionDeclaration[] = [
  declareOne(
    "type",
    unary((value) => new TypeValue(typeOfValue(value))),
    global("type", [A], typeOf(A)),
  ),
  declareOne(
    "dyn",
    unary((value) => value),
    global("to_dyn", [A], DYN),
  ),
];

/** CEL itself. */
export const STANDARD: Library = {
  functions: [
    ...LOGIC,
    ...ARITHMETIC,
    ...COMPARISONS,
    ...COLLECTIONS,
    ...TYPES,
    ...CONVERSION_FUNCTIONS,
    ...TEXTS,
    ...TIME_FUNCTIONS,
  ],
};
