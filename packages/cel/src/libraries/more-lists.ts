import { Abandoned, LIST_COST, sizeForCost } from "../evaluate/costs.ts";
import type { CostRule, FunctionDeclaration, Library } from "../typing/environment.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  parameter,
  STRING,
  TIMESTAMP,
  type Type,
  UINT,
} from "../typing/type.ts";
import { compare, contains, isOrdered } from "../values/equality.ts";
import {
  adapt,
  CelError,
  isList,
  type List,
  type Result,
  typeNameOf,
  type Value,
} from "../values/value.ts";
import { binary, declare, declareOne, global, many, member, unary } from "./declare.ts";

/*
 * cel-go's functions on lists (ext/lists.go, version 3), which Kubernetes has since 1.34.
 */

const T = parameter("T");
const LIST = listOf(T);

const COMPARABLE: readonly Type[] = [INT, UINT, DOUBLE, BOOL, DURATION, TIMESTAMP, STRING, BYTES];

function elementsOf(value: Value | undefined): List {
  return value !== undefined && isList(value) ? value : [];
}

function slice([list, from, to]: readonly Value[]): Result {
  const elements = elementsOf(list);
  const [start, end] = [Number(from), Number(to)];
  const call = `cannot slice(${start}, ${end})`;
  if (start < 0 || end < 0) {
    return new CelError(`${call}, negative indexes not supported`);
  }
  if (start > end) {
    return new CelError(`${call}, start index must be less than or equal to end index`);
  }
  return elements.length < end
    ? new CelError(`${call}, list is length ${elements.length}`)
    : elements.slice(start, end);
}

function flatten(list: Value, depth: Value): Result {
  if (!isList(list)) {
    return new CelError(`no such overload: ${typeNameOf(list)}.flatten`);
  }
  const levels = Number(depth);
  return levels < 0 ? new CelError("level must be non-negative") : flattened(list, levels);
}

function flattened(list: List, depth: number): Value[] {
  const flat: Value[] = [];
  for (const element of list) {
    if (isList(element) && depth > 0) {
      flat.push(...flattened(element, depth - 1));
    } else {
      flat.push(adapt(element));
    }
  }
  return flat;
}

function sortedBy(list: Value, keys: Value): Result {
  const elements = elementsOf(list);
  const values = elementsOf(keys).map(adapt);
  if (elements.length !== values.length) {
    return new CelError("@sortByAssociatedKeys() expected a list of the same size as the keys");
  }
  const [first] = values;
  if (first === undefined) {
    return list;
  }
  if (!isOrdered(first)) {
    return new CelError("list elements must be comparable");
  }
  const type = typeNameOf(first);
  if (values.length > 1 && values.some((value) => typeNameOf(value) !== type)) {
    return new CelError("list elements must have the same type");
  }
  return values
    .map((_, at) => at)
    .sort((left, right) => Number(compare(values[left] ?? null, values[right] ?? null)))
    .map((at) => elements[at] ?? null);
}

function range(count: Value): Result {
  return Array.from({ length: Math.max(0, Number(count)) }, (_, at) => at);
}

function distinct(list: Value): Result {
  const found: Value[] = [];
  for (const element of elementsOf(list)) {
    const value = adapt(element);
    if (!contains(found, value)) {
      found.push(value);
    }
  }
  return found;
}

function allocating(factor: number, size: number): number {
  return Math.trunc(size * factor) + 1 + LIST_COST;
}

const ofResult: CostRule = (_args, result) => allocating(1, sizeForCost(result));

const ofFlattening: CostRule = ([list = null, depth = 1]) =>
  allocating(Number(required(depth)), sizeForCost(list));

/** What these rules take of an argument is not there if it is an error: upstream's give up the whole evaluation then. */
function required(value: Value): Value {
  if (value === null) {
    throw new Abandoned("the argument of a function that counts its cost is an error");
  }
  return value;
}

function ofComparisons(list: Value | undefined): number {
  const size = sizeForCost(required(list ?? null));
  const first = adapt(elementsOf(list)[0] ?? null);
  const isText = size > 0 && (typeof first === "string" || first instanceof Uint8Array);
  return allocating(isText ? 2.1 : 2, size * size);
}

const FUNCTIONS: readonly FunctionDeclaration[] = [
  declare("slice", member("list_slice", [LIST, INT, INT], LIST, many(slice))),
  {
    name: "flatten",
    isUnguarded: true,
    overloads: [
      member(
        "list_flatten",
        [listOf(listOf(T))],
        LIST,
        unary((list) => flatten(list, 1)),
      ),
      member("list_flatten_int", [listOf(DYN), INT], listOf(DYN), binary(flatten)),
    ],
  },
  declareOne(
    "sort",
    unary((list) => sortedBy(list, list)),
    ...COMPARABLE.map((type) => member(`list_${type.name}_sort`, [listOf(type)], listOf(type))),
  ),
  declareOne(
    "@sortByAssociatedKeys",
    binary(sortedBy),
    ...COMPARABLE.map((type) =>
      member(`list_${type.name}_sortByAssociatedKeys`, [LIST, listOf(type)], LIST),
    ),
  ),
  declare("lists.range", global("lists_range", [INT], listOf(INT), unary(range))),
  declare(
    "reverse",
    member(
      "list_reverse",
      [LIST],
      LIST,
      unary((list) => elementsOf(list).toReversed()),
    ),
  ),
  declare("distinct", member("list_distinct", [LIST], LIST, unary(distinct))),
];

export const MORE_LISTS: Library = {
  functions: FUNCTIONS,
  macros: { sortBy: true },
  costs: new Map<string, CostRule>([
    ["list_slice", ofResult],
    ["list_flatten", ofFlattening],
    ["list_flatten_int", ofFlattening],
    ["lists_range", ([count = null]) => allocating(1, Math.max(0, Number(count)))],
    ["list_reverse", ofResult],
    ["list_distinct", ([list]) => ofComparisons(list)],
    ...COMPARABLE.flatMap(({ name }): [string, CostRule][] => [
      [`list_${name}_sort`, ([list]) => ofComparisons(list)],
      [`list_${name}_sortByAssociatedKeys`, ([, keys]) => ofComparisons(keys)],
    ]),
  ]),
};
