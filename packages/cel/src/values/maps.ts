import {
  adapt,
  CelError,
  MapValue,
  type PlainMap,
  type Result,
  showPlain,
  type Value,
} from "./value.ts";

/** The value under the key of a map, `undefined` if there is none. */
export function lookUp(map: PlainMap | MapValue, key: Value): Result | undefined {
  if (map instanceof MapValue) {
    return map.get(key);
  }
  return typeof key === "string" ? fieldOf(map, key) : undefined;
}

/** The field of an object of JSON, `undefined` if it has none of its own. */
function fieldOf(object: PlainMap, name: string): Value | undefined {
  if (!Object.hasOwn(object, name)) {
    return;
  }
  const value = object[name];
  return value === undefined ? undefined : adapt(value);
}

export function keysOf(map: PlainMap | MapValue): readonly Value[] {
  return map instanceof MapValue ? map.keys() : Object.keys(map);
}

export function sizeOfMap(map: PlainMap | MapValue): number {
  return map instanceof MapValue ? map.size : Object.keys(map).length;
}

/** The value under a key that the map has: an error if it has none. */
export function valueAt(map: PlainMap | MapValue, key: Value): Result {
  const value = lookUp(map, key);
  return value === undefined ? new CelError(`no such key: ${showPlain(key)}`) : value;
}
