import {
  isJsonList,
  isJsonObject,
  type JsonValue,
  sameJson,
  stringifyJson,
  textsAt,
} from "@watertight/core/kubernetes";
import { type Schema, schemaAt } from "./schema.ts";

/*
 * Which part of an old object a part of a new one takes the place of (k8s.io/apiserver/pkg/cel/common/equality.go, maplist.go).
 */

/** A value with the one that it takes the place of. */
export class Correlation {
  readonly #value: JsonValue;
  readonly #old: JsonValue;
  readonly #schema: Schema;
  #isSame: boolean | undefined;

  constructor(value: JsonValue, old: JsonValue, schema: Schema) {
    this.#value = value;
    this.#old = old;
    this.#schema = schema;
  }

  /** A field that both have, and the schema. */
  key(name: string): Correlation | undefined {
    const [value, old] = [fieldOf(this.#value, name), fieldOf(this.#old, name)];
    const properties = schemaAt(this.#schema, "properties");
    const own = properties && Object.hasOwn(properties, name) && schemaAt(properties, name);
    const schema = own || schemaAt(this.#schema, "additionalProperties");
    return value === undefined || old === undefined || schema === undefined
      ? undefined
      : new Correlation(value, old, schema);
  }

  /** An item of a list that is a map, if the old one has its like. */
  index(at: number): Correlation | undefined {
    const items = schemaAt(this.#schema, "items");
    const item = isJsonList(this.#value) ? this.#value[at] : undefined;
    const old = item === undefined ? undefined : oldItems(this.#old, this.#schema)(item);
    return item === undefined || old === undefined || items === undefined
      ? undefined
      : new Correlation(item, old, items);
  }

  /** Whether nothing was changed; items of a list that is a map may have changed their places. */
  get isSame(): boolean {
    this.#isSame ??= this.#compare();
    return this.#isSame;
  }

  #compare(): boolean {
    const [value, old] = [this.#value, this.#old];
    if (isJsonList(value) && isJsonList(old)) {
      return value.length === old.length && this.#compareItems(value, old);
    }
    if (isJsonObject(value) && isJsonObject(old)) {
      const names = Object.keys(value);
      const isAsLarge = names.length === Object.keys(old).length;
      return isAsLarge && names.every((name) => this.key(name)?.isSame === true);
    }
    return sameJson(value, old);
  }

  #compareItems(value: readonly JsonValue[], old: readonly JsonValue[]): boolean {
    return isMapList(this.#schema)
      ? value.every((_, at) => this.index(at)?.isSame === true)
      : sameJson(value, old);
  }
}

/** A field of an object, undefined where there is none. */
export function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isMapList(schema: Schema): boolean {
  return schema["x-kubernetes-list-type"] === "map";
}

/** The item of an old list that an item takes the place of: only lists that are maps tell, by their keys. */
export function oldItems(
  old: JsonValue | undefined,
  schema: Schema,
): (item: JsonValue) => JsonValue | undefined {
  const names = textsAt(schema, "x-kubernetes-list-map-keys");
  if (!isMapList(schema) || names.length === 0 || !isJsonList(old)) {
    return () => undefined;
  }
  const known = new Map<string, JsonValue>();
  for (const item of old) {
    const key = keyOf(item, names);
    if (key !== undefined && !known.has(key)) {
      known.set(key, item);
    }
  }
  return (item) => {
    const key = keyOf(item, names);
    return key === undefined ? undefined : known.get(key);
  };
}

/** The keys of an item, undefined where one is missing or no scalar. */
function keyOf(item: JsonValue, names: readonly string[]): string | undefined {
  const keys = names.map((name) => fieldOf(item, name));
  return keys.some((key) => key === undefined || typeof key === "object")
    ? undefined
    : stringifyJson(keys.map((key) => key ?? null));
}
