import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  stringifyJson,
  valueAt,
} from "@watertight/core/kubernetes";
import {
  type Condition,
  type Each,
  isPlace,
  type ObjectTemplate,
  type Place,
  type Template,
  type Text,
  type ValueCondition,
} from "./template.ts";

/** What the places of objects are filled with. */
export interface Installation {
  readonly namespace: string;
  readonly version: string;
  /** Whole, as the schema of the values wants them. */
  readonly values: JsonObject;
}

/** The objects of an installation, in the order of the templates. */
export function objectsOf(
  templates: readonly ObjectTemplate[],
  installation: Installation,
): readonly JsonObject[] {
  return templates.flatMap(({ when, object }) => {
    if (when && !holds(when, installation)) return [];
    const made = filled(object, installation);
    return isJsonObject(made) ? [made] : [];
  });
}

/** A part with its places filled; undefined: it is not there. */
function filled(template: Template, installation: Installation): JsonValue | undefined {
  if (typeof template !== "object" || template === null) return template;
  if (isPlace(template)) return filledPlace(template, installation);
  if (isTemplateList(template)) {
    return template.flatMap((item) => itemsOf(item, installation));
  }
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, member]): (readonly [string, JsonValue])[] => {
      const made = member === undefined ? undefined : filled(member, installation);
      return made === undefined ? [] : [[key, made]];
    }),
  );
}

function itemsOf(item: Template, installation: Installation): readonly JsonValue[] {
  if (isPlace(item) && item.$ === "each") return eachOf(item, installation);
  const made = filled(item, installation);
  return made === undefined ? [] : [made];
}

function filledPlace(place: Place, installation: Installation): JsonValue | undefined {
  if (place.$ === "each") return eachOf(place, installation);
  if (place.$ !== "choice") return filledText(place, installation);
  const chosen = holds(place.when, installation) ? place.then : place.otherwise;
  return chosen === undefined ? undefined : filled(chosen, installation);
}

// `Array.isArray` does not narrow a readonly list.
function isTemplateList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}

function filledText(place: Text, installation: Installation): JsonValue {
  switch (place.$) {
    case "value":
      return valueAt(installation.values, ...place.path.split(".")) ?? null;
    case "namespace":
      return installation.namespace;
    case "version":
      return installation.version;
    case "file":
      return fileOf(valueAt(installation.values, ...place.path.split(".")) ?? null);
    case "text":
      return place.parts.map((part) => partOf(part, installation)).join("");
  }
}

/** What is put together to a text: the schema lets nothing but texts and numbers there. */
function partOf(part: string | Text, installation: Installation): string {
  const made = typeof part === "string" ? part : filledText(part, installation);
  return typeof made === "string" ? made : stringifyJson(made);
}

function eachOf({ path, within = [] }: Each, { values }: Installation): readonly JsonValue[] {
  return listAt(values, ...path.split(".")).map((item) =>
    within.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), item),
  );
}

function holds(condition: Condition, { values }: Installation): boolean {
  const conditions = "any" in condition ? condition.any : [condition];
  return conditions.some((each) => holdsOf(each, values) !== (each.not ?? false));
}

function holdsOf(
  { path, is, mentions, isMapping = false }: ValueCondition,
  values: JsonObject,
): boolean {
  const found = valueAt(values, ...path.split(".")) ?? null;
  if (isMapping) return isJsonObject(found);
  if (is !== undefined) return found === is;
  return mentions === undefined ? !isEmpty(found) : goJson(found).includes(mentions);
}

/** As templates of Go have it (https://pkg.go.dev/text/template#hdr-Actions). */
function isEmpty(value: JsonValue): boolean {
  if (isJsonList(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === 0 || value === "";
}

/** JSON as `toPrettyJson` of Helm's templates writes it. */
function fileOf(value: JsonValue): string {
  return goJson(value, 2);
}

/** JSON as Go writes it: keys in order, and what HTML could mistake as escapes (https://pkg.go.dev/encoding/json#Marshal). */
function goJson(value: JsonValue, indent?: number): string {
  return JSON.stringify(sorted(value), undefined, indent).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sorted(value: JsonValue): JsonValue {
  if (isJsonList(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted(byBytes)
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

/** Go compares the bytes of UTF-8, which have the order of code points. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
