import {
  type ApiStructure,
  type ApiType,
  type FieldMerge,
  isJsonObject,
  isMergedWhole,
  type JsonObject,
  mergeOfField,
  objectAt,
  structureOfKind,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";

/*
 * Types by which objects are merged, as structured-merge-diff has them of the API's OpenAPI document and of CustomResourceDefinitions.
 */

export type MergeType =
  | { readonly is: "deduced" | "scalar" | "untyped" }
  | { readonly is: "list"; readonly how: FieldMerge; readonly item: MergeType }
  | { readonly is: "map"; readonly isWhole: boolean; readonly item: MergeType }
  | {
      readonly is: "structure";
      readonly isWhole: boolean;
      readonly field: (name: string) => MergeType | undefined;
    };

const SCALAR: MergeType = { is: "scalar" };
/** Anything, as a whole. */
const UNTYPED: MergeType = { is: "untyped" };
/** Anything: maps field by field, lists as wholes. */
const DEDUCED: MergeType = { is: "deduced" };

/** The type of a kind of Kubernetes, else that of its CustomResourceDefinition; undefined where neither is known. */
export function mergeTypeOf(
  apiVersion: string,
  kind: string,
  schemaOf: (apiVersion: string, kind: string) => JsonObject | undefined,
): MergeType | undefined {
  const structure = structureOfKind(apiVersion, kind);
  if (structure !== undefined) {
    return structureType(structure);
  }
  const schema = schemaOf(apiVersion, kind);
  return schema && withObjectFields(schemaType(schema));
}

const known = new WeakMap<ApiStructure, MergeType>();

function structureType(structure: ApiStructure): MergeType {
  const made = known.get(structure) ?? {
    is: "structure",
    isWhole: isMergedWhole(structure.name),
    field: (name) => {
      const type = structure.fields.get(name);
      return type && apiType(type, mergeOfField(structure.name, name));
    },
  };
  known.set(structure, made);
  return made;
}

function apiType(type: ApiType, how: FieldMerge | undefined): MergeType {
  switch (type.shape) {
    case "list":
      return { is: "list", how: how ?? "whole", item: apiType(type.item, undefined) };
    case "map":
      return { is: "map", isWhole: how === "whole", item: apiType(type.item, undefined) };
    case "structure": {
      const made = structureType(type);
      return how === "whole" && made.is === "structure" ? { ...made, isWhole: true } : made;
    }
    case "leaf":
      return type.expected === "any value" ? UNTYPED : SCALAR;
  }
}

/** Of a custom resource the API server knows version, kind and metadata whatever its schema says. */
function withObjectFields(type: MergeType): MergeType {
  const meta = structureOfKind("v1", "ConfigMap")?.fields.get("metadata");
  if (type.is !== "structure" || meta === undefined) {
    return type;
  }
  const own = new Map<string, MergeType>([
    ["apiVersion", SCALAR],
    ["kind", SCALAR],
    ["metadata", apiType(meta, undefined)],
  ]);
  return { ...type, field: (name) => own.get(name) ?? type.field(name) };
}

function schemaType(schema: JsonObject): MergeType {
  if (schema["x-kubernetes-int-or-string"] === true) {
    return SCALAR;
  }
  switch (textAt(schema, "type")) {
    case "array":
      return { is: "list", how: listMerge(schema), item: schemaType(objectAt(schema, "items")) };
    case "object":
      return objectType(schema);
    case "":
      return DEDUCED;
    default:
      return SCALAR;
  }
}

function listMerge(schema: JsonObject): FieldMerge {
  const kind = textAt(schema, "x-kubernetes-list-type");
  if (kind === "map") {
    return textsAt(schema, "x-kubernetes-list-map-keys");
  }
  return kind === "set" ? "set" : "whole";
}

function objectType(schema: JsonObject): MergeType {
  const isWhole = textAt(schema, "x-kubernetes-map-type") === "atomic";
  const { properties, additionalProperties } = schema;
  if (isJsonObject(additionalProperties)) {
    return { is: "map", isWhole, item: schemaType(additionalProperties) };
  }
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true;
  if (!isJsonObject(properties)) {
    return isOpen ? DEDUCED : { is: "structure", isWhole, field: () => undefined };
  }
  return {
    is: "structure",
    isWhole,
    field: (name) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return isJsonObject(property) ? schemaType(property) : isOpen ? DEDUCED : undefined;
    },
  };
}
