import { isJsonList, isJsonObject, type JsonValue, textsAt } from "@watertight/core/kubernetes";
import type { SizeOf } from "../estimate/part.ts";
import { upTo } from "../estimate/range.ts";
import { type Schema, schemaAt, withObjectMeta } from "./schema.ts";
import { escapeName } from "./schema-names.ts";

/*
 * How much of each part of an object a request has room for, by its structural schema (k8s.io/apiserver/pkg/cel/common/schemas.go).
 */

/** What the API server reads of a request at most, in bytes. */
const REQUEST = 3 * 1024 * 1024;
/** A text has its quotation marks, a list and an object their brackets. */
const LONGEST = REQUEST - 2;

/** What a schema says of sizes. */
export interface SizedType {
  /** Elements, entries, characters; none of what is no collection. */
  readonly most: number;
  /** Bytes of the shortest JSON of it. */
  readonly shortest: number;
  readonly key?: SizedType;
  readonly element?: SizedType;
  readonly fields?: ReadonlyMap<string, SizedType>;
}

/** How often a request has room for what a schema describes. */
export function mostOccurrences({ shortest }: SizedType): bigint {
  return BigInt(Math.trunc(REQUEST / (shortest + 1)));
}

/** Sizes at places of a variable with the type; each variable of a rule has it. */
export function sizesOf(type: SizedType): SizeOf {
  return (steps) => {
    const found = steps.length === 0 ? undefined : typeAt(type, steps.slice(1));
    return found === undefined ? undefined : upTo(BigInt(found.most));
  };
}

function typeAt(type: SizedType, steps: readonly string[]): SizedType | undefined {
  let at: SizedType | undefined = type;
  for (const step of steps) {
    at = at === undefined ? undefined : stepOf(at, step);
  }
  return at;
}

function stepOf({ key, element, fields }: SizedType, step: string): SizedType | undefined {
  if (step === "@items" || step === "@values") {
    return element;
  }
  return step === "@keys" ? key : fields?.get(step);
}

const NUMBER: SizedType = { most: 0, shortest: 1 };
const KEY: SizedType = { most: 0, shortest: 2 };

/** Sizes of what a schema describes; undefined if expressions do not see it. */
export function sizedTypeOf(schema: Schema, isRoot: boolean): SizedType | undefined {
  if (schema["x-kubernetes-int-or-string"] === true) {
    return { most: numberAt(schema, "maxLength", 4) ?? LONGEST, shortest: 1 };
  }
  const whole = isRoot ? withObjectMeta(schema) : schema;
  return READERS.get(whole["type"])?.(whole);
}

function inner(schema: Schema): SizedType | undefined {
  return sizedTypeOf(schema, schema["x-kubernetes-embedded-resource"] === true);
}

/** A limit of the schema, which is none below zero. */
function numberAt(schema: Schema, name: string, times = 1): number | undefined {
  const value = schema[name];
  const isNumber = typeof value === "number" || typeof value === "bigint";
  return isNumber ? Math.max(0, Number(value)) * times : undefined;
}

function listOf(schema: Schema): SizedType | undefined {
  const items = schemaAt(schema, "items");
  const element = items && inner(items);
  if (element === undefined) {
    return;
  }
  const room = Math.trunc(LONGEST / (element.shortest + 1));
  return { most: numberAt(schema, "maxItems") ?? room, shortest: 2, element };
}

function objectOf(schema: Schema): SizedType | undefined {
  const values = schemaAt(schema, "additionalProperties");
  return values === undefined ? structOf(schema) : mapOf(schema, values);
}

function mapOf(schema: Schema, values: Schema): SizedType | undefined {
  const element = inner(values);
  if (element === undefined) {
    return;
  }
  // Two bytes of a key, its quotation marks, a colon and a comma.
  const room = Math.trunc(LONGEST / (element.shortest + 6));
  return { most: numberAt(schema, "maxProperties") ?? room, shortest: 2, key: KEY, element };
}

function structOf(schema: Schema): SizedType {
  const required = new Set(textsAt(schema, "required"));
  const fields = new Map<string, SizedType>();
  let shortest = 2;
  for (const [name, property] of Object.entries(schemaAt(schema, "properties") ?? {})) {
    const type = isJsonObject(property) ? inner(property) : undefined;
    if (type === undefined || !isJsonObject(property)) {
      continue;
    }
    const escaped = escapeName(name);
    if (escaped !== undefined) {
      fields.set(escaped, type);
    }
    // What has a default need not be there.
    if (required.has(name) && isMissing(property["default"])) {
      shortest += new TextEncoder().encode(name).length + type.shortest + 4;
    }
  }
  return { most: 0, shortest, fields };
}

function isMissing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}

const READERS = new Map<JsonValue | undefined, (schema: Schema) => SizedType | undefined>([
  ["array", listOf],
  ["object", objectOf],
  ["string", textOf],
  ["boolean", () => ({ most: 0, shortest: 4 })],
  ["number", () => NUMBER],
  ["integer", () => NUMBER],
]);

/** Formats of texts that are as long as they are. */
const FORMATS = new Map<JsonValue | undefined, SizedType>([
  ["duration", { most: 32, shortest: 3 }],
  ["date", { most: 12, shortest: 12 }],
  ["date-time", { most: 32, shortest: 21 }],
]);

function textOf(schema: Schema): SizedType {
  const { format } = schema;
  const known = FORMATS.get(format);
  if (known !== undefined) {
    return known;
  }
  // A character has up to four bytes.
  const limit = numberAt(schema, "maxLength", format === "byte" ? 1 : 4);
  const longest = format === "byte" ? undefined : longestOf(schema["enum"]);
  return { most: limit ?? longest ?? LONGEST, shortest: 2 };
}

function longestOf(values: JsonValue | undefined): number | undefined {
  if (!isJsonList(values) || values.length === 0) {
    return;
  }
  const encoder = new TextEncoder();
  return values.reduce<number>(
    (most, each) => (typeof each === "string" ? Math.max(most, encoder.encode(each).length) : most),
    0,
  );
}
