import {
  isJsonList,
  isJsonObject,
  type JsonObject as Json,
  type JsonValue,
} from "@watertight/core/kubernetes";
import { formatNameOf } from "../libraries/formats.ts";
import { IpAddress, Network } from "../libraries/networks.ts";
import { Quantity } from "../libraries/quantity.ts";
import { Semver } from "../libraries/semver.ts";
import { UrlValue } from "../libraries/urls.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  INT,
  NULL,
  STRING,
  TIMESTAMP,
  TYPE,
  type Type,
  UINT,
} from "../typing/type.ts";
import { keysOf, valueAt } from "./maps.ts";
import { StructValue } from "./struct.ts";
import { parseDuration, parseTimestamp, showDuration, showTimestamp } from "./time.ts";
import {
  adapt,
  CelError,
  CelMap,
  Double,
  Duration,
  fitsInt64,
  fitsUint64,
  intOf,
  isInt,
  isList,
  isMap,
  Optional,
  type Tagged,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from "./value.ts";

/*
 * Values as `cel.expr.Value` in its JSON form, which says of each value which type it has. What Protobuf has no message for is an
 * `objectValue` whose `@type` ends in the type's name.
 */

const PREFIX = "type.googleapis.com/";

/** A value as `cel.expr.Value`. */
export function valueToJson(value: Value): Json {
  if (typeof value === "object") {
    return objectToJson(value);
  }
  if (typeof value === "string") {
    return { stringValue: value };
  }
  return typeof value === "boolean" ? { boolValue: value } : numberToJson(adapt(value));
}

function numberToJson(value: Value): Json {
  return isInt(value) ? { int64Value: String(value) } : doubleToJson(value);
}

function doubleToJson(value: Value): Json {
  const number = value instanceof Double ? value.value : Number.NaN;
  return { doubleValue: Number.isFinite(number) ? number : String(number) };
}

type ObjectValue = Exclude<Value, bigint | boolean | number | string>;

function objectToJson(value: ObjectValue): Json {
  if (value === null) {
    return { nullValue: null };
  }
  if (isList(value)) {
    return { listValue: { values: value.map((each) => valueToJson(each)) } };
  }
  if (value instanceof Uint8Array) {
    return { bytesValue: Buffer.from(value).toString("base64") };
  }
  return isMap(value) ? { mapValue: { entries: entriesOf(value) } } : taggedToJson(value);
}

function entriesOf(map: Parameters<typeof keysOf>[0]): Json[] {
  return keysOf(map).map((key) => {
    const value = valueAt(map, key);
    return { key: valueToJson(key), value: valueToJson(value instanceof CelError ? null : value) };
  });
}

function taggedToJson(value: Tagged): Json {
  if (value instanceof Double) {
    return doubleToJson(value);
  }
  if (value instanceof Uint) {
    return { uint64Value: String(value.value) };
  }
  if (value instanceof TypeValue) {
    return { typeValue: value.described.name };
  }
  return { objectValue: { "@type": `${PREFIX}${value.type.name}`, ...contentOf(value) } };
}

function contentOf(value: Tagged): Json {
  if (value instanceof Optional) {
    return value.value === undefined ? {} : { value: valueToJson(value.value) };
  }
  if (value instanceof StructValue) {
    return Object.fromEntries(
      Array.from(value.fields, ([name, field]) => [name, valueToJson(field)]),
    );
  }
  return { value: taggedText(value) };
}

function taggedText(value: Tagged): string {
  if (value instanceof Duration) {
    return showDuration(value);
  }
  if (value instanceof Timestamp) {
    return showTimestamp(value);
  }
  return textOfLibrary(value) ?? value.type.name;
}

function textOfLibrary(value: Tagged): string | undefined {
  const isText =
    value instanceof Quantity ||
    value instanceof IpAddress ||
    value instanceof Network ||
    value instanceof Semver ||
    value instanceof UrlValue;
  return isText ? value.toString() : formatNameOf(value);
}

/** The value that a `cel.expr.Value` stands for, or what is wrong with it. */
export function valueFromJson(json: JsonValue | undefined): Value | CelError {
  if (!isJsonObject(json)) {
    return new CelError("a value is an object with one member, such as int64Value");
  }
  const [member] = Object.entries(json);
  if (member === undefined) {
    return null;
  }
  const [name, content] = member;
  if (name === "nullValue") {
    return null;
  }
  return READERS.get(name)?.(content ?? null) ?? new CelError(`there is no such ${name}`);
}

type Reader = (content: JsonValue) => Value | CelError | undefined;

const READERS = new Map<string, Reader>([
  ["boolValue", (content) => (typeof content === "boolean" ? content : undefined)],
  ["stringValue", (content) => (typeof content === "string" ? content : undefined)],
  ["bytesValue", (content) => Uint8Array.from(Buffer.from(jsonText(content), "base64"))],
  ["int64Value", (content) => integerFrom(content, fitsInt64, intOf)],
  [
    "enumValue",
    (content) =>
      isJsonObject(content) ? integerFrom(content["value"] ?? 0, fitsInt64, intOf) : undefined,
  ],
  ["uint64Value", (content) => integerFrom(content, fitsUint64, (value) => new Uint(value))],
  ["doubleValue", (content) => new Double(Number(content))],
  ["typeValue", (content) => new TypeValue(namedType(jsonText(content)))],
  ["listValue", (content) => listFrom(listAt(content, "values"))],
  ["mapValue", (content) => mapFrom(listAt(content, "entries"))],
  ["objectValue", (content) => (isJsonObject(content) ? messageFrom(content) : undefined)],
]);

const NAMED = new Map(
  [BOOL, BYTES, DOUBLE, DURATION, INT, NULL, STRING, TIMESTAMP, TYPE, UINT].map((type) => [
    type.name,
    type,
  ]),
);

function namedType(name: string): Type {
  return NAMED.get(name) ?? { kind: "opaque", name, parameters: [] };
}

/** A number or a text as JSON has it. */
function jsonText(content: JsonValue | undefined): string {
  return typeof content === "object" ? "" : String(content);
}

function listAt(content: JsonValue, member: string): readonly JsonValue[] {
  const list = memberOf(content, member);
  const none: readonly JsonValue[] = [];
  return isJsonList(list) ? list : none;
}

function memberOf(content: JsonValue | undefined, member: string): JsonValue | undefined {
  return isJsonObject(content) ? content[member] : undefined;
}

function integerFrom(
  content: JsonValue | undefined,
  fits: (value: bigint) => boolean,
  make: (value: bigint) => Value,
): Value | undefined {
  const text = jsonText(content);
  const value = /^-?[0-9]{1,20}$/.test(text) ? BigInt(text) : undefined;
  return value !== undefined && fits(value) ? make(value) : undefined;
}

function listFrom(values: readonly JsonValue[]): Value | CelError {
  const list: Value[] = [];
  for (const each of values) {
    const value = valueFromJson(each);
    if (value instanceof CelError) {
      return value;
    }
    list.push(value);
  }
  return list;
}

/** With keys that are all texts an object, as the API server has its maps from JSON. */
function mapFrom(entries: readonly JsonValue[]): Value | CelError {
  const map = new CelMap();
  for (const entry of entries) {
    const key = valueFromJson(memberOf(entry, "key"));
    const value = valueFromJson(memberOf(entry, "value"));
    const fault = [key, value].find((each) => each instanceof CelError);
    if (fault instanceof CelError || key instanceof CelError || value instanceof CelError) {
      return fault instanceof CelError ? fault : new CelError("an entry has a key and a value");
    }
    const refused = map.set(key, value);
    if (refused !== undefined) {
      return refused;
    }
  }
  return map;
}

/** The messages that have a value of CEL's own. */
function messageFrom(content: Json): Value | CelError | undefined {
  const type = jsonText(content["@type"]).replace(/^.*\//, "");
  const text = jsonText(content["value"]);
  if (type === DURATION.name) {
    const nanoseconds = parseDuration(text);
    return nanoseconds === undefined ? undefined : new Duration(nanoseconds);
  }
  return type === TIMESTAMP.name
    ? parseTimestamp(text)
    : wrappedFrom(type, content["value"] ?? null);
}

const WRAPPERS = new Map([
  ["google.protobuf.BoolValue", "boolValue"],
  ["google.protobuf.StringValue", "stringValue"],
  ["google.protobuf.BytesValue", "bytesValue"],
  ["google.protobuf.Int32Value", "int64Value"],
  ["google.protobuf.Int64Value", "int64Value"],
  ["google.protobuf.UInt32Value", "uint64Value"],
  ["google.protobuf.UInt64Value", "uint64Value"],
  ["google.protobuf.FloatValue", "doubleValue"],
  ["google.protobuf.DoubleValue", "doubleValue"],
]);

function wrappedFrom(type: string, content: JsonValue): Value | CelError | undefined {
  const member = WRAPPERS.get(type);
  return member === undefined
    ? new CelError(`there is no message ${type}`)
    : READERS.get(member)?.(content);
}
