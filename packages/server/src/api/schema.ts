import type { JsonObject } from "@watertight/core/kubernetes";

/** A JSON Schema (2020-12), as OpenAPI 3.1 has it. */
export type Schema = JsonObject;

export const TEXT: Schema = { type: "string" };
export const NUMBER: Schema = { type: "number" };
export const INTEGER: Schema = { type: "integer" };
export const TIME: Schema = { type: "string", format: "date-time" };
/** What another document of the project describes. */
export const ANY_OBJECT: Schema = { type: "object" };

/** An object with these members and no others; those whose name ends with `?` may be absent. */
export function members(all: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(all);
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(all).map(([name, schema]) => [name.replace(/[?]$/, ""), schema]),
    ),
    required: names.filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

export function listOf(items: Schema): Schema {
  return { type: "array", items };
}

export function oneOf(values: readonly string[]): Schema {
  return { type: "string", enum: [...values] };
}

/** A document as all are: with the version of its shape first. */
export function documentOf(all: Readonly<Record<string, Schema>>): Schema {
  return members({ schemaVersion: { const: 1 }, ...all });
}

/** A schema of the document's components. */
export function named(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
