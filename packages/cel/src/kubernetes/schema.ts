import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { FieldsOf } from "../typing/environment.ts";
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  objectType,
  STRING,
  TIMESTAMP,
  type Type,
} from "../typing/type.ts";
import { escapeName } from "./schema-names.ts";

/*
 * Types that expressions see of a structural schema (k8s.io/apiserver/pkg/cel/common/schemas.go).
 */

/** A schema of a CustomResourceDefinition, as JSON. */
export type Schema = JsonObject;

/** The schema under a name, if there is one. */
export function schemaAt(schema: Schema, name: string): Schema | undefined {
  const found = schema[name];
  return isJsonObject(found) ? found : undefined;
}

/** The type of what a schema describes, `undefined` if expressions do not see it, with the fields of the objects in it. */
export function typeOfSchema(
  schema: Schema,
  isRoot: boolean,
): { readonly type: Type | undefined; readonly fieldsOf: FieldsOf } {
  const objects = new Map<string, ReadonlyMap<string, Type>>();
  const type = new SchemaTypes(objects).typeOf(isRoot ? withObjectMeta(schema) : schema, "self");
  return { type, fieldsOf: (name) => objects.get(name) };
}

const TEXT: Schema = { type: "string" };
const META: Schema = { type: "object", properties: { name: TEXT, generateName: TEXT } };

/** Of every object, kind, version and name are there, whatever its schema says. */
export function withObjectMeta(schema: Schema): Schema {
  const properties = schemaAt(schema, "properties");
  return { ...schema, properties: { ...properties, kind: TEXT, apiVersion: TEXT, metadata: META } };
}

const FORMATS = new Map<JsonValue | undefined, Type>([
  ["byte", BYTES],
  ["duration", DURATION],
  ["date", TIMESTAMP],
  ["date-time", TIMESTAMP],
]);

const SCALARS = new Map<JsonValue | undefined, Type>([
  ["string", STRING],
  ["boolean", BOOL],
  ["number", DOUBLE],
  ["integer", INT],
]);

class SchemaTypes {
  readonly #objects: Map<string, ReadonlyMap<string, Type>>;

  constructor(objects: Map<string, ReadonlyMap<string, Type>>) {
    this.#objects = objects;
  }

  typeOf(schema: Schema, path: string): Type | undefined {
    if (schema["x-kubernetes-int-or-string"] === true) {
      return DYN;
    }
    const { type, format } = schema;
    if (type === "array") {
      return this.#list(schema, path);
    }
    if (type === "object") {
      return this.#object(schema, path);
    }
    return (type === "string" ? FORMATS.get(format) : undefined) ?? SCALARS.get(type);
  }

  #list(schema: Schema, path: string): Type | undefined {
    const items = schemaAt(schema, "items");
    const type = items === undefined ? undefined : this.#within(items, `${path}.@idx`);
    return type === undefined ? undefined : listOf(type);
  }

  #within(schema: Schema, path: string): Type | undefined {
    const isObject = schema["x-kubernetes-embedded-resource"] === true;
    return this.typeOf(isObject ? withObjectMeta(schema) : schema, path);
  }

  #object(schema: Schema, path: string): Type | undefined {
    const values = schemaAt(schema, "additionalProperties");
    if (values !== undefined) {
      const type = this.#within(values, `${path}.@elem`);
      return type === undefined ? undefined : mapOf(STRING, type);
    }
    const fields = new Map<string, Type>();
    for (const [name, property] of Object.entries(schemaAt(schema, "properties") ?? {})) {
      const escaped = escapeName(name);
      const type = isJsonObject(property) ? this.#within(property, `${path}.${name}`) : undefined;
      if (escaped !== undefined && type !== undefined) {
        fields.set(escaped, type);
      }
    }
    this.#objects.set(path, fields);
    return objectType(path);
  }
}
