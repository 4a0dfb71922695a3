import type { Library } from "../typing/environment.ts";
import { mapOf, parameter } from "../typing/type.ts";
import { keysOf, valueAt } from "../values/maps.ts";
import {
  CelError,
  CelMap,
  isMap,
  noSuchOverload,
  type Result,
  showPlain,
  type Value,
} from "../values/value.ts";
import { binary, declare, global, many } from "./declare.ts";

/*
 * Macros with two variables (cel-go's ext/comprehensions.go), which Kubernetes has since 1.32.
 */

const K = parameter("K");
const V = parameter("V");
const MAP = mapOf(K, V);

/** Adds to the map of a loop, which no one else has. */
function insert(map: Value, key: Value, value: Value): Result {
  if (!(map instanceof CelMap)) {
    return noSuchOverload("cel.@mapInsert", map);
  }
  if (map.get(key) !== undefined) {
    return new CelError(`insert failed: key ${showPlain(key)} already exists`);
  }
  return map.set(key, value) ?? map;
}

function insertAll(map: Value, entries: Value): Result {
  for (const key of isMap(entries) ? keysOf(entries) : []) {
    const value = isMap(entries) ? valueAt(entries, key) : null;
    const inserted = value instanceof CelError ? value : insert(map, key, value);
    if (inserted instanceof CelError) {
      return inserted;
    }
  }
  return map;
}

export const TWO_VARIABLES: Library = {
  macros: { twoVariables: true },
  functions: [
    declare(
      "cel.@mapInsert",
      global(
        "@mapInsert_map_key_value",
        [MAP, K, V],
        MAP,
        many(([map = null, key = null, value = null]) => insert(map, key, value)),
      ),
      global("@mapInsert_map_map", [MAP, MAP], MAP, binary(insertAll)),
    ),
  ],
};
