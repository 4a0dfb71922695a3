import type { Schema } from "./schema.ts";

import { nearest } from "./suggest.ts";

export type Path = readonly (string | number)[];

/** What is wrong with a value, or with the key that leads to it. */
export interface Mistake {
  readonly path: Path;
  readonly at: "key" | "value";
  /** A clause without full stop, to stand after the position. */
  readonly message: string;
}

/** For each `format` the words that have it. */
export type Formats = Readonly<Record<string, readonly string[]>>;

/** Every way in which a value, as JSON has it, breaks a schema; none means that it has the schema's shape. */
export function validate(value: unknown, schema: Schema, formats: Formats): Mistake[] {
  return [...mistakesOf(value, schema, [], formats)];
}

function* mistakesOf(
  value: unknown,
  schema: Schema,
  path: Path,
  formats: Formats,
): Generator<Mistake> {
  const type = typeOf(value);
  if (schema.type === "integer" && typeof value === "number") {
    const message = numberMistake(value, schema, path);
    if (message !== undefined) yield { path, at: "value", message };
  } else if (schema.type !== undefined && type !== schema.type) {
    const message = `${nameOf(path)} must be ${NAMES[schema.type]}, not ${NAMES[type]}`;
    yield { path, at: "value", message };
  } else if (typeof value === "string") {
    const message = textMistake(value, schema, path, formats);
    if (message !== undefined) yield { path, at: "value", message };
  } else if (Array.isArray(value)) yield* itemMistakes(value, schema, path, formats);
  else if (isMapping(value)) yield* memberMistakes(value, schema, path, formats);
}

function* itemMistakes(
  items: readonly unknown[],
  schema: Schema,
  path: Path,
  formats: Formats,
): Generator<Mistake> {
  for (const [index, item] of items.entries()) {
    const here = [...path, index];
    if (schema.items) yield* mistakesOf(item, schema.items, here, formats);
    if (schema.uniqueItems === true && items.indexOf(item) < index) {
      yield { path: here, at: "value", message: `${nameOf(path)} has "${String(item)}" twice` };
    }
  }
}

function* memberMistakes(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: Path,
  formats: Formats,
): Generator<Mistake> {
  const known = new Map(Object.entries(schema.properties ?? {}));
  yield* absentMembers(value, schema.required ?? [], path);
  for (const [key, member] of Object.entries(value)) {
    const here = [...path, key];
    const memberSchema = known.get(key) ?? schema.additionalProperties;
    if (memberSchema === false) {
      const place = path.length === 0 ? "" : ` in ${nameOf(path)}`;
      const message = `there is no key "${key}"${place}${guess(key, [...known.keys()])}`;
      yield { path: here, at: "key", message };
      continue;
    }
    const message = formatMistake(key, schema.propertyNames?.format, formats);
    if (message !== undefined) yield { path: here, at: "key", message };
    if (memberSchema) yield* mistakesOf(member, memberSchema, here, formats);
  }
}

function* absentMembers(
  value: Readonly<Record<string, unknown>>,
  required: readonly string[],
  path: Path,
): Generator<Mistake> {
  for (const key of required) {
    if (Object.hasOwn(value, key)) continue;
    yield { path, at: "value", message: `${nameOf(path)} has no "${key}"` };
  }
}

function textMistake(
  value: string,
  schema: Schema,
  path: Path,
  formats: Formats,
): string | undefined {
  if (schema.enum && !schema.enum.includes(value)) {
    const known = schema.enum.join(", ");
    return `${nameOf(path)} must be one of ${known}, not "${value}"${guess(value, schema.enum)}`;
  }
  if (value.length < (schema.minLength ?? 0)) return `${nameOf(path)} must not be empty`;
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
    const like = (schema.examples ?? []).map((example) => `, like "${example}"`).join("");
    return `${nameOf(path)} cannot be "${value}"; it must match ${schema.pattern}${like}`;
  }
  return formatMistake(value, schema.format, formats);
}

function numberMistake(value: number, schema: Schema, path: Path): string | undefined {
  if (!Number.isInteger(value)) return `${nameOf(path)} must be a whole number, not ${value}`;
  if (value < (schema.minimum ?? value)) {
    return `${nameOf(path)} must be at least ${String(schema.minimum)}, not ${value}`;
  }
  if (value <= (schema.maximum ?? value)) return undefined;
  return `${nameOf(path)} must be at most ${String(schema.maximum)}, not ${value}`;
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  "check-id": "check",
  "excepted-check-id": "check",
};

function formatMistake(
  word: string,
  format: string | undefined,
  formats: Formats,
): string | undefined {
  if (format === "regex") return expressionMistake(word);
  const known = format === undefined ? undefined : formats[format];
  if (format === undefined || known === undefined || known.includes(word)) return undefined;
  return `there is no ${FORMAT_NAMES[format] ?? format} "${word}"${guess(word, known)}`;
}

function expressionMistake(text: string): string | undefined {
  try {
    new RegExp(text);
    return undefined;
  } catch {
    return `"${text}" is no regular expression`;
  }
}

function guess(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? "" : `; did you mean "${candidate}"?`;
}

type Type = NonNullable<Schema["type"]> | "number" | "null";

const NAMES = {
  object: "a mapping",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  null: "empty",
} satisfies Record<Type, string>;

function typeOf(value: unknown): Type {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return "object";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "string" ? "string" : "number";
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === "object";
}

function nameOf(path: Path): string {
  if (path.length === 0) return "the configuration";
  return path
    .map((segment) => (typeof segment === "number" ? `[${segment}]` : `.${segment}`))
    .join("")
    .slice(1);
}
