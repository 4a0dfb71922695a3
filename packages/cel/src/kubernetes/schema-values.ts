import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@watertight/core/kubernetes";
import { equal, SpecialList } from "../values/equality.ts";
import { parseDuration, parseTimestamp } from "../values/time.ts";
import {
  adapt,
  CelError,
  Double,
  Duration,
  intOf,
  isInt,
  type List,
  MapValue,
  type Result,
  type Value,
} from "../values/value.ts";
import { type Schema, schemaAt, withObjectMeta } from "./schema.ts";
import { escapeName, unescapeName } from "./schema-names.ts";

/*
 * Values of JSON as their schema has them (k8s.io/apiserver/pkg/cel/common/values.go): `1` is a double where the schema says so,
 * dates are timestamps, lists are compared as sets or by their keys.
 */

/** The value that an expression sees, or what is wrong with the data. */
export function valueOfSchema(value: JsonValue, schema: Schema): Result {
  if (value === null) {
    return schema["nullable"] === true
      ? null
      : new CelError("invalid data, got null for schema with nullable=false");
  }
  if (schema["x-kubernetes-int-or-string"] === true) {
    return typeof value === "object" ? wrong("a string or integer") : adapt(value);
  }
  return READERS.get(schema["type"])?.(value, schema) ?? adapt(value);
}

function wrong(wanted: string): CelError {
  return new CelError(`invalid data, expected ${wanted}`);
}

type Reader = (value: Exclude<JsonValue, null>, schema: Schema) => Result;

const READERS = new Map<JsonValue | undefined, Reader>([
  ["object", readObject],
  ["array", readList],
  ["string", readText],
  ["number", (value) => (isNumber(value) ? new Double(Number(value)) : wrong("a number"))],
  ["integer", readInteger],
  ["boolean", (value) => (typeof value === "boolean" ? value : wrong("a boolean"))],
]);

function isNumber(value: JsonValue): value is bigint | number {
  return typeof value === "number" || typeof value === "bigint";
}

function readInteger(value: JsonValue): Result {
  const number = isNumber(value) ? adapt(value) : null;
  if (number instanceof Double && Number.isInteger(number.value)) {
    return intOf(BigInt(number.value));
  }
  return isInt(number) ? number : wrong("an integer");
}

function readText(value: JsonValue, schema: Schema): Result {
  if (typeof value !== "string") {
    return wrong("a string");
  }
  return FORMATS.get(schema["format"])?.(value) ?? value;
}

const FORMATS = new Map<JsonValue | undefined, (text: string) => Result>([
  ["duration", readDuration],
  ["date", (text) => parseTimestamp(`${text}T00:00:00Z`) ?? wrong(`a date, got ${text}`)],
  ["date-time", (text) => parseTimestamp(text) ?? wrong(`a date and time, got ${text}`)],
  ["byte", (text) => Uint8Array.from(Buffer.from(text, "base64"))],
]);

const UNITS = new Map([
  ["d", 24n],
  ["w", 168n],
]);

/** Go's durations, and days and weeks. */
function readDuration(text: string): Result {
  const nanoseconds = parseDuration(text);
  if (nanoseconds !== undefined) {
    return new Duration(nanoseconds);
  }
  const [, count = "", unit = ""] = /^([0-9]+) *([dw])/.exec(text) ?? [];
  const hours = UNITS.get(unit);
  return hours === undefined
    ? new CelError(`Invalid duration ${text}, expected a duration`)
    : new Duration(BigInt(count) * hours * 3_600_000_000_000n);
}

function readObject(value: JsonValue, schema: Schema): Result {
  if (!isJsonObject(value)) {
    return wrong("a map");
  }
  const isEmbedded = schema["x-kubernetes-embedded-resource"] === true;
  return new SchemaMap(value, isEmbedded ? withObjectMeta(schema) : schema);
}

/** An object or a map of JSON. Of an object, fields of which the schema knows nothing are not seen, nor those that are null. */
class SchemaMap extends MapValue {
  readonly #raw: JsonObject;
  readonly #schema: Schema;
  readonly #properties: Schema | undefined;

  constructor(raw: JsonObject, schema: Schema) {
    super();
    this.#raw = raw;
    this.#schema = schema;
    this.#properties = schemaAt(schema, "properties");
  }

  #schemaOf(name: string): Schema | undefined {
    if (this.#properties === undefined) {
      return schemaAt(this.#schema, "additionalProperties");
    }
    return Object.hasOwn(this.#properties, name) ? schemaAt(this.#properties, name) : undefined;
  }

  override get(key: Value): Result | undefined {
    if (typeof key !== "string") {
      return new CelError("no such overload");
    }
    const name = this.#properties === undefined ? key : unescapeName(key);
    return name === undefined ? undefined : this.#field(name);
  }

  #field(name: string): Result | undefined {
    const raw = Object.hasOwn(this.#raw, name) ? this.#raw[name] : undefined;
    const schema = this.#schemaOf(name);
    const isAbsent = raw === undefined || (raw === null && this.#properties !== undefined);
    return isAbsent || schema === undefined ? undefined : valueOfSchema(raw, schema);
  }

  override keys(): readonly Value[] {
    return Object.keys(this.#raw).flatMap((name) => {
      const key = this.#properties === undefined ? name : escapeName(name);
      return key === undefined || this.#schemaOf(name) === undefined ? [] : [key];
    });
  }

  override get size(): number {
    return Object.keys(this.#raw).length;
  }

  /** With fields that the schema does not know, objects are equal if all of their JSON is. */
  override equalsMap(other: MapValue): boolean | undefined {
    const isKnown = Object.keys(this.#raw).every((name) => this.#schemaOf(name) !== undefined);
    return other instanceof SchemaMap && !isKnown
      ? equal(this.#raw, other.#raw) === true
      : undefined;
  }
}

function readList(value: JsonValue, schema: Schema): Result {
  const items = schemaAt(schema, "items");
  if (!isJsonList(value) || items === undefined) {
    return wrong("an array");
  }
  const elements: Value[] = [];
  for (const each of value) {
    const element = valueOfSchema(each, items);
    if (element instanceof CelError) {
      return element;
    }
    elements.push(element);
  }
  const kind = schema["x-kubernetes-list-type"];
  if (kind === "map") {
    return KeyedList.keyed(elements, schema["x-kubernetes-list-map-keys"]);
  }
  return kind === "set" ? SetList.from(elements) : elements;
}

/** A list in which no element is twice, in any order. */
class SetList extends SpecialList {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override equalsList(other: List): boolean {
    return (
      this.length === other.length &&
      this.every((own) => other.some((each) => equal(own, adapt(each)) === true))
    );
  }

  override joinedWith(other: List): List {
    const added = other.filter((each) => !this.some((own) => equal(own, adapt(each)) === true));
    return SetList.from([...this, ...added]);
  }
}

/** A list whose elements are known by some of their fields. */
class KeyedList extends SpecialList {
  #keys: readonly string[] = [];

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static keyed(elements: readonly Value[], keys: JsonValue | undefined): KeyedList {
    const list = new KeyedList();
    list.push(...elements);
    list.#keys = isJsonList(keys) ? keys.filter((key) => typeof key === "string") : [];
    return list;
  }

  #isSame(own: Value, other: Value): boolean {
    return this.#keys.every((key) => {
      const one = own instanceof MapValue ? own.get(escapeName(key) ?? key) : undefined;
      const two = other instanceof MapValue ? other.get(escapeName(key) ?? key) : undefined;
      return one === two || (isValue(one) && isValue(two) && equal(one, two) === true);
    });
  }

  override equalsList(other: List): boolean {
    return (
      this.length === other.length &&
      this.every((own) =>
        other.some((each) => this.#isSame(own, each) && equal(own, each) === true),
      )
    );
  }

  /** The other's elements take the places of those with the same keys. */
  override joinedWith(other: List): List {
    const kept = this.map((own) => other.find((each) => this.#isSame(own, each)) ?? own);
    const added = other.filter((each) => !this.some((own) => this.#isSame(own, each)));
    return KeyedList.keyed([...kept, ...added], this.#keys);
  }
}

function isValue(value: Result | undefined): value is Value {
  return value !== undefined && !(value instanceof CelError);
}
