import type { FunctionDeclaration, Library } from "../typing/environment.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  INT,
  listOf,
  parameter,
  STRING,
  TIMESTAMP,
  type Type,
  UINT,
} from "../typing/type.ts";
import { add } from "../values/arithmetic.ts";
import { compare, equal, isOrdered } from "../values/equality.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  isList,
  type List,
  noSuchOverload,
  type Result,
  Uint,
  type Value,
} from "../values/value.ts";
import { binary, declare, member, unary } from "./declare.ts";

/*
 * Kubernetes' functions on lists (k8s.io/apiserver/pkg/cel/library/lists.go), which it has had from the start.
 */

const A = parameter("A");

const SUMMABLE: readonly (readonly [string, Type, Value])[] = [
  ["int", INT, 0],
  ["uint", UINT, new Uint(0n)],
  ["double", DOUBLE, new Double(0)],
  ["duration", DURATION, new Duration(0n)],
];

const COMPARABLE: readonly (readonly [string, Type])[] = [
  ["int", INT],
  ["uint", UINT],
  ["double", DOUBLE],
  ["bool", BOOL],
  ["duration", DURATION],
  ["timestamp", TIMESTAMP],
  ["string", STRING],
  ["bytes", BYTES],
];

function elementsOf(value: Value): List {
  return isList(value) ? value : [];
}

function isSorted(list: Value): Result {
  let previous: Value | undefined;
  for (const element of elementsOf(list)) {
    const next = adapt(element);
    if (!isOrdered(next)) {
      return noSuchOverload("isSorted", next);
    }
    if (previous !== undefined && compare(previous, next) === 1) {
      return false;
    }
    previous = next;
  }
  return true;
}

function sum(list: Value, zero: Value): Result {
  let total: Value = zero;
  for (const element of elementsOf(list)) {
    const next = add(total, adapt(element));
    if (next instanceof CelError) {
      return next;
    }
    total = next;
  }
  return total;
}

function extreme(name: string, list: Value, replacing: number): Result {
  let found: Value | undefined;
  for (const element of elementsOf(list)) {
    const next = adapt(element);
    if (!isOrdered(next)) {
      return noSuchOverload(name, next);
    }
    if (found === undefined || compare(found, next) === replacing) {
      found = next;
    }
  }
  return found ?? new CelError(`${name} called on empty list`);
}

function indexOf(list: Value, item: Value): number {
  return elementsOf(list).findIndex((element) => equal(adapt(element), item) === true);
}

function lastIndexOf(list: Value, item: Value): number {
  return elementsOf(list).findLastIndex((element) => equal(adapt(element), item) === true);
}

const FUNCTIONS: readonly FunctionDeclaration[] = [
  declare(
    "isSorted",
    ...COMPARABLE.map(([name, type]) =>
      member(`list_${name}_is_sorted_bool`, [listOf(type)], BOOL, unary(isSorted)),
    ),
  ),
  declare(
    "sum",
    ...SUMMABLE.map(([name, type, zero]) =>
      member(
        `list_${name}_sum_${name}`,
        [listOf(type)],
        type,
        unary((list) => sum(list, zero)),
      ),
    ),
  ),
  ...(
    [
      ["max", -1],
      ["min", 1],
    ] as const
  ).map(([verb, replacing]) =>
    declare(
      verb,
      ...COMPARABLE.map(([name, type]) =>
        member(
          `list_${name}_${verb}_${name}`,
          [listOf(type)],
          type,
          unary((list) => extreme(verb, list, replacing)),
        ),
      ),
    ),
  ),
  declare("indexOf", member("list_a_index_of_int", [listOf(A), A], INT, binary(indexOf))),
  declare(
    "lastIndexOf",
    member("list_a_last_index_of_int", [listOf(A), A], INT, binary(lastIndexOf)),
  ),
];

export const LISTS: Library = { functions: FUNCTIONS };
