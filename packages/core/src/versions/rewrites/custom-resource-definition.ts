import type { Edit } from "../../kubernetes/edit.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { objectBelow, picked, type Rewriting, whole, without, written } from "./rewrite.ts";

/**
 * A CustomResourceDefinition of `v1beta1` as `v1`: what held for all versions is written at each
 * (k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1/conversion.go). Where fields beyond the schema were kept, which v1 lets
 * only the schema say, the schema says it wherever it described an object.
 */
export const customResourceDefinition: Rewriting = (object) => {
  const spec = objectBelow(whole(object), "spec");
  if (!spec) return { problem: "it has no spec" };
  const keeps = spec.value["preserveUnknownFields"] !== false;
  const made = versionsOf(spec.value, keeps);
  if ("problem" in made) return made;
  return [
    ...without(spec, ...OF_ALL, "preserveUnknownFields"),
    written(spec, "versions", made.versions),
    ...(spec.value["scope"] ? [] : [written(spec, "scope", "Namespaced")]),
    ...conversionEdits(spec.value),
    ...without(whole(object), "status"),
  ];
};

const OF_ALL = ["version", "validation", "subresources", "additionalPrinterColumns"];

interface Versions {
  readonly versions: readonly JsonObject[];
}

function versionsOf(spec: JsonObject, keeps: boolean): Versions | { readonly problem: string } {
  const own = declaredVersions(spec);
  if (own.length === 0) return { problem: "it has no version" };
  const versions: JsonObject[] = [];
  for (const each of own) {
    const schema = schemaOf(each["schema"] ?? spec["validation"], keeps);
    if ("problem" in schema) return schema;
    versions.push(versionOf(each, spec, schema.schema));
  }
  return { versions };
}

function declaredVersions({ versions, version }: JsonObject): readonly JsonObject[] {
  const listed = isJsonList(versions) ? versions.filter(isJsonObject) : [];
  if (listed.length > 0) return listed;
  return typeof version === "string" ? [{ name: version, served: true, storage: true }] : [];
}

function versionOf(each: JsonObject, spec: JsonObject, schema: JsonObject): JsonObject {
  const { additionalPrinterColumns: _, schema: __, subresources: ___, ...rest } = each;
  const subresources = each["subresources"] ?? spec["subresources"] ?? null;
  const columns = columnsOf(each["additionalPrinterColumns"] ?? spec["additionalPrinterColumns"]);
  return {
    ...rest,
    schema,
    ...(subresources !== null && { subresources }),
    ...(columns !== undefined && { additionalPrinterColumns: columns }),
  };
}

function columnsOf(columns: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (!isJsonList(columns)) return undefined;
  return columns.map((column) => {
    if (!isJsonObject(column)) return column;
    const { JSONPath, ...rest } = column;
    return JSONPath === undefined ? rest : { ...rest, jsonPath: JSONPath };
  });
}

const KEEPS = "x-kubernetes-preserve-unknown-fields";

function schemaOf(
  validation: JsonValue | undefined,
  keeps: boolean,
): { readonly schema: JsonObject } | { readonly problem: string } {
  const root = isJsonObject(validation) ? validation["openAPIV3Schema"] : undefined;
  if (!isJsonObject(root)) {
    return keeps
      ? { schema: { openAPIV3Schema: { type: "object", [KEEPS]: true } } }
      : { problem: "v1 wants a schema, and it has none" };
  }
  const unclear = placeWithoutType(root, "");
  if (unclear !== undefined) {
    return { problem: `v1 wants the type of every field, and ${unclear || "the schema"} has none` };
  }
  return { schema: { openAPIV3Schema: keeps ? keepingAll(root) : root } };
}

/** The first place of a schema that is not structural for want of a type; undefined where all have one. */
function placeWithoutType(schema: JsonObject, path: string): string | undefined {
  const isFree =
    schema["x-kubernetes-int-or-string"] === true ||
    schema["x-kubernetes-preserve-unknown-fields"] === true;
  if (!schema["type"] && !isFree) return path;
  for (const [key, child] of childrenOf(schema)) {
    const found = placeWithoutType(child, `${path}${path === "" ? "" : "."}${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf(schema: JsonObject): readonly (readonly [string, JsonObject])[] {
  const { properties, items, additionalProperties } = schema;
  return [
    ...(isJsonObject(properties) ? Object.entries(properties) : []),
    ...(isJsonObject(items) ? [["items", items] as const] : []),
    ...(isJsonObject(additionalProperties)
      ? [["additionalProperties", additionalProperties] as const]
      : []),
  ].flatMap(([key, child]) => (isJsonObject(child) ? [[key, child] as const] : []));
}

/** The same schema, that keeps what it does not describe of every object. */
function keepingAll(schema: JsonObject): JsonObject {
  const { properties, items, additionalProperties } = schema;
  const isOpen = schema["type"] === "object" && additionalProperties === undefined;
  return {
    ...schema,
    ...(isOpen && { [KEEPS]: true }),
    ...(isJsonObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, child]) => [
          key,
          isJsonObject(child) ? keepingAll(child) : child,
        ]),
      ),
    }),
    ...(isJsonObject(items) && { items: keepingAll(items) }),
    ...(isJsonObject(additionalProperties) && {
      additionalProperties: keepingAll(additionalProperties),
    }),
  };
}

function conversionEdits(spec: JsonObject): readonly Edit[] {
  const conversion = objectBelow({ path: [], value: { spec } }, "spec", "conversion");
  if (!conversion || conversion.value["strategy"] !== "Webhook") {
    return conversion ? without(conversion, "webhookClientConfig", "conversionReviewVersions") : [];
  }
  const webhook = {
    conversionReviewVersions: ["v1beta1"],
    ...picked(conversion, {
      webhookClientConfig: "clientConfig",
      conversionReviewVersions: "conversionReviewVersions",
    }),
  };
  return [
    ...without(conversion, "webhookClientConfig", "conversionReviewVersions"),
    written(conversion, "webhook", webhook),
  ];
}
