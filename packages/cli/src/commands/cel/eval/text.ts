import { type Value, valueToJson } from "@watertight/cel";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
} from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";

/** A value for people: as JSON where it has it, else its text. */
export function valueText(value: Value): string {
  return sanitize(stringifyJson(plainOf(valueToJson(value))));
}

/** What a `cel.expr.Value` says without its types. */
function plainOf(json: JsonValue | undefined): JsonValue {
  const [kind, content = null] = isJsonObject(json) ? (Object.entries(json)[0] ?? []) : [];
  if (isJsonObject(content)) {
    return kind === "objectValue" ? messageOf(content) : collectionOf(content);
  }
  const isInteger = kind === "int64Value" || kind === "uint64Value";
  return isInteger && typeof content === "string" ? BigInt(content) : content;
}

function collectionOf({ values, entries }: JsonObject): JsonValue {
  return isJsonList(entries) ? Object.fromEntries(entries.map(pairOf)) : itemsOf(values);
}

function itemsOf(values: JsonValue | undefined): JsonValue {
  const items: JsonValue = [];
  return isJsonList(values) ? values.map(plainOf) : items;
}

function pairOf(entry: JsonValue): readonly [string, JsonValue] {
  const pair = isJsonObject(entry) ? entry : undefined;
  return [
    stringifyJson(plainOf(pair?.["key"])).replace(/^"(.*)"$/s, "$1"),
    plainOf(pair?.["value"]),
  ];
}

/** Of a message its text, of an optional its value, of an object its fields. */
function messageOf({ "@type": type, ...fields }: JsonObject): JsonValue {
  if (typeof type === "string" && type.endsWith("/optional_type")) {
    return { optional: plainOf(fields["value"]) };
  }
  return typeof fields["value"] === "string"
    ? fields["value"]
    : Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainOf(value)]));
}
