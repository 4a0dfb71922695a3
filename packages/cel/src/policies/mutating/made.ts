import type { JsonValue } from "@watertight/core/kubernetes";
import { quoteGo } from "../../values/go-quote.ts";
import { keysOf, lookUp } from "../../values/maps.ts";
import { StructValue } from "../../values/struct.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  isList,
  isMap,
  Optional,
  Timestamp,
  typeNameOf,
  Uint,
  type Value,
} from "../../values/value.ts";

/*
 * What expressions make, `Object{}` and `JSONPatch{}`, as JSON (k8s.io/apiserver/pkg/cel/mutation).
 */

/** A value of CEL as JSON, or what of it has none. */
export function jsonOf(value: Value): JsonValue | CelError {
  if (value instanceof StructValue) {
    return fieldsJson([...value.fields]);
  }
  if (isList(value)) {
    return listJson(value);
  }
  if (isMap(value)) {
    return mapJson(value);
  }
  return scalarJson(value);
}

function scalarJson(value: Value): JsonValue | CelError {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (value instanceof Double) {
    return value.value;
  }
  if (value instanceof Uint) {
    return value.value;
  }
  if (value instanceof Optional) {
    return value.value === undefined ? null : jsonOf(value.value);
  }
  const isTime = value instanceof Timestamp || value instanceof Duration;
  return new CelError(`${isTime ? "time" : typeNameOf(value)} could not marshal to JSON`);
}

function listJson(list: readonly Value[]): JsonValue | CelError {
  const items: JsonValue[] = [];
  for (const each of list) {
    const json = jsonOf(adapt(each));
    if (json instanceof CelError) {
      return json;
    }
    items.push(json);
  }
  return items;
}

function mapJson(map: Parameters<typeof keysOf>[0]): JsonValue | CelError {
  const entries: [string, Value][] = [];
  for (const key of keysOf(map)) {
    const value = lookUp(map, key) ?? null;
    if (typeof key !== "string") {
      return new CelError(`map key is of type ${typeNameOf(key)}, not string`);
    }
    if (value instanceof CelError) {
      return value;
    }
    entries.push([key, value]);
  }
  return fieldsJson(entries);
}

function fieldsJson(fields: readonly (readonly [string, Value])[]): JsonValue | CelError {
  const members = new Map<string, JsonValue>();
  for (const [name, value] of fields) {
    const json = jsonOf(value);
    if (json instanceof CelError) {
      return json;
    }
    members.set(name, json);
  }
  return Object.fromEntries(members);
}

/** What of an object does not stand where the names of its types say, in upstream's words: `Object.spec{}` is the value of `spec`. */
export function misplacedTypes(value: Value, path: string): readonly string[] {
  if (value instanceof StructValue) {
    const { name } = value.type;
    const own =
      name === path
        ? []
        : [
            `unexpected type name ${quoteGo(name)}, expected ${quoteGo(path)}, which matches field name path from root Object type`,
          ];
    const below = [...value.fields].flatMap(([field, each]) =>
      misplacedTypes(each, `${path}.${field}`),
    );
    return [...own, ...below];
  }
  if (isList(value)) {
    return value.flatMap((each) => misplacedTypes(adapt(each), path));
  }
  if (!isMap(value)) {
    return [];
  }
  return keysOf(value).flatMap((key) => {
    const held = lookUp(value, key) ?? null;
    return held instanceof CelError ? [] : misplacedTypes(held, path);
  });
}
