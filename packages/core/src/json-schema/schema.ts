/** The part of JSON Schema (2020-12) that the configuration needs; a test holds that nothing else is used. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "integer";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: { readonly format: string };
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** The first is shown where `pattern` does not match. */
  readonly examples?: readonly string[];
  readonly format?: string;
}

/** A list of texts, none of them empty or there twice; `more` is said of each. */
export function strings(more: Partial<Schema> = {}): Schema {
  return { type: "array", uniqueItems: true, items: text(more) };
}

/** A text that is not empty. */
export function text(more: Partial<Schema> = {}): Schema {
  return { type: "string", minLength: 1, ...more };
}
