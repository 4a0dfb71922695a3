import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../kubernetes/json.ts";

/** Which JSON types a value may have; fields that a shape does not name may hold anything. */
export type WrittenShape =
  | "text"
  | "number"
  | "boolean"
  | "number or text"
  | { readonly list: WrittenShape }
  | { readonly fields: Readonly<Record<string, WrittenShape>> };

interface WrongType {
  readonly path: FieldPath;
  /** A lower-case clause. */
  readonly message: string;
}

/** Where a value is not of a shape: the API server refuses such an object. Null is as absent. */
export function wrongTypesIn(
  value: JsonValue | undefined,
  shape: WrittenShape,
  path: FieldPath,
): readonly WrongType[] {
  if (value === undefined || value === null) return [];
  if (typeof shape === "string")
    return ACCEPTS[shape](value) ? [] : [{ path, message: `this has to be a ${shape}` }];
  if ("list" in shape) {
    if (!isJsonList(value)) return [{ path, message: "this has to be a list" }];
    return value.flatMap((item, index) => wrongTypesIn(item, shape.list, [...path, index]));
  }
  if (!isJsonObject(value)) return [{ path, message: "this has to be a mapping" }];
  return Object.entries(shape.fields).flatMap(([field, inner]) =>
    Object.hasOwn(value, field) ? wrongTypesIn(value[field], inner, [...path, field]) : [],
  );
}

const ACCEPTS = {
  text: (value: JsonValue) => typeof value === "string",
  number: (value: JsonValue) => typeof value === "number",
  boolean: (value: JsonValue) => typeof value === "boolean",
  "number or text": (value: JsonValue) => typeof value === "number" || typeof value === "string",
};
