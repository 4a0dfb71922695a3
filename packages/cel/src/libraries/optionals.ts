import { type Library, OPTIONAL_TYPES } from "../typing/environment.ts";
import { BOOL, DYN, INT, listOf, mapOf, optionalOf, parameter, STRING } from "../typing/type.ts";
import { sizeOfMap } from "../values/maps.ts";
import { StructValue } from "../values/struct.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  isList,
  isMap,
  NO_VALUE,
  noSuchOverload,
  Optional,
  type Result,
  Timestamp,
  Uint,
  type Value,
} from "../values/value.ts";
import { declare, global, many, member, unary } from "./declare.ts";

/*
 * Optional values (cel-go's cel/library.go, OptionalTypes).
 */

const K = parameter("K");
const V = parameter("V");
const LIST = listOf(V);
const MAP = mapOf(K, V);
const OPTIONAL = optionalOf(V);

function isZero(value: Value): boolean {
  if (typeof value === "object" && value !== null) {
    return isZeroObject(value);
  }
  return value === null || value === false || value === "" || value === 0;
}

function isZeroObject(value: Exclude<Value, bigint | boolean | null | number | string>): boolean {
  if (isList(value) || value instanceof Uint8Array) {
    return value.length === 0;
  }
  if (value instanceof Duration) {
    return value.nanoseconds === 0n;
  }
  if (value instanceof Double || value instanceof Uint) {
    return Number(value.value) === 0;
  }
  if (value instanceof Timestamp) {
    return value.nanoseconds === FIRST_DAY;
  }
  if (value instanceof Optional) {
    return value.value === undefined;
  }
  return isMap(value) ? sizeOfMap(value) === 0 : isZeroOf(value);
}

/** Go's zero time, at the beginning of the year 1. */
const FIRST_DAY = -62_135_596_800n * 1_000_000_000n;

function isZeroOf(value: object): boolean {
  return value instanceof StructValue && value.fields.size === 0;
}

function optionalValue(value: Value): Result {
  if (!(value instanceof Optional)) {
    return noSuchOverload("value", value);
  }
  return value.value ?? defaultOf(value);
}

function defaultOf({ value }: Optional): Result {
  return value === null ? null : new CelError("optional.none() dereference");
}

function elementOf(list: Value, at: number): Result {
  const element = isList(list) ? list.at(at) : undefined;
  return element === undefined ? NO_VALUE : new Optional(adapt(element));
}

function unwrapped(list: Value): Result {
  const values: Value[] = [];
  for (const each of isList(list) ? list : []) {
    if (!(each instanceof Optional)) {
      return new CelError("value is not optional");
    }
    if (each.value !== undefined) {
      values.push(each.value);
    }
  }
  return values;
}

export const OPTIONALS: Library = {
  types: OPTIONAL_TYPES,
  macros: { optionals: true },
  functions: [
    declare(
      "optional.of",
      global(
        "optional_of",
        [V],
        OPTIONAL,
        unary((value) => new Optional(value)),
      ),
    ),
    declare(
      "optional.ofNonZeroValue",
      global(
        "optional_ofNonZeroValue",
        [V],
        OPTIONAL,
        unary((value) => (isZero(value) ? NO_VALUE : new Optional(value))),
      ),
    ),
    declare(
      "optional.none",
      global(
        "optional_none",
        [],
        OPTIONAL,
        many(() => NO_VALUE),
      ),
    ),
    declare("value", member("optional_value", [OPTIONAL], V, unary(optionalValue))),
    declare(
      "hasValue",
      member(
        "optional_hasValue",
        [OPTIONAL],
        BOOL,
        unary((value) => value instanceof Optional && value.value !== undefined),
      ),
    ),
    declare("or", member("optional_or_optional", [OPTIONAL, OPTIONAL], OPTIONAL)),
    declare("orValue", member("optional_orValue_value", [OPTIONAL, V], V)),
    declare("_?._", global("select_optional_field", [DYN, STRING], OPTIONAL)),
    declare(
      "_[?_]",
      global("list_optindex_optional_int", [LIST, INT], OPTIONAL),
      global("optional_list_optindex_optional_int", [optionalOf(LIST), INT], OPTIONAL),
      global("map_optindex_optional_value", [MAP, K], OPTIONAL),
      global("optional_map_optindex_optional_value", [optionalOf(MAP), K], OPTIONAL),
    ),
    declare(
      "_[_]",
      global("optional_list_index_int", [optionalOf(LIST), INT], OPTIONAL),
      global("optional_map_index_value", [optionalOf(MAP), K], OPTIONAL),
    ),
    declare(
      "last",
      member(
        "list_last",
        [LIST],
        OPTIONAL,
        unary((list) => elementOf(list, -1)),
      ),
    ),
    declare(
      "first",
      member(
        "list_first",
        [LIST],
        OPTIONAL,
        unary((list) => elementOf(list, 0)),
      ),
    ),
    declare(
      "optional.unwrap",
      global("optional_unwrap", [listOf(OPTIONAL)], LIST, unary(unwrapped)),
    ),
    declare("unwrapOpt", member("optional_unwrapOpt", [listOf(OPTIONAL)], LIST, unary(unwrapped))),
  ],
};
