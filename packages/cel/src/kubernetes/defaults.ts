import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@watertight/core/kubernetes";
import { type Schema, schemaAt } from "./schema.ts";

/** An object with the defaults of its schema, as the API server has it before rules are asked (apiextensions-apiserver's defaulting). */
export function withDefaults(value: JsonValue, schema: Schema): JsonValue {
  if (isJsonList(value)) {
    const items = schemaAt(schema, "items");
    return items === undefined ? value : value.map((item) => withDefaults(item, items));
  }
  return isJsonObject(value) ? objectWithDefaults(value, schema) : value;
}

function objectWithDefaults(object: JsonObject, schema: Schema): JsonObject {
  const fields = new Map(Object.entries(object));
  const properties = schemaAt(schema, "properties") ?? {};
  const values = schemaAt(schema, "additionalProperties");
  for (const [name, property] of Object.entries(properties)) {
    const given = isJsonObject(property) ? givenOr(fields.get(name), property) : undefined;
    if (given !== undefined) {
      fields.set(name, given);
    }
  }
  for (const [name, value] of values === undefined ? [] : fields) {
    fields.set(name, Object.hasOwn(properties, name) ? value : withDefaults(value, values ?? {}));
  }
  return Object.fromEntries(fields);
}

/** Null where null may not be is as good as nothing. */
function givenOr(value: JsonValue | undefined, schema: Schema): JsonValue | undefined {
  const isNothing = value === undefined || (value === null && schema["nullable"] !== true);
  const found = isNothing ? schema["default"] : value;
  return found === undefined ? value : withDefaults(found, schema);
}
