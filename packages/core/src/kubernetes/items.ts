import type { FieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { isKubernetesObject, type KubernetesObject } from "./object.ts";
import { structureOfKind } from "./structure.ts";

/** An object with its path in the document: `[]` where the document is the object. */
export interface DocumentItem {
  readonly object: KubernetesObject;
  readonly path: FieldPath;
}

/** An entry of a list that is no object of the API. */
export interface ItemProblem {
  readonly path: FieldPath;
  /** A clause: what is there instead. */
  readonly message: string;
}

/**
 * The objects of a document, in order: itself, or what a `List`, a typed list such as `PodList`, and lists inside lists
 * hold. Items of a typed list that have no `kind` or `apiVersion` get the list's, as kubectl reads them.
 */
export function* itemsOf(document: KubernetesObject): Generator<DocumentItem | ItemProblem> {
  // Not recursive: lists can be nested as deeply as the reader lets them.
  const waiting: (DocumentItem | ItemProblem)[] = [{ object: document, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ("object" in next && isList(next.object)) waiting.push(...openList(next).reverse());
    else yield next;
  }
}

/** Whether an object is a list of objects and no object itself. A kind may merely be called a list: `AllowList`. */
function isList(object: KubernetesObject): boolean {
  const { apiVersion, kind } = object;
  if (!kind.endsWith("List")) return false;
  if (apiVersion === "v1" && kind === "List") return true;
  const structure = structureOfKind(apiVersion, kind);
  if (structure) return structure.fields.has("items");
  // The metadata of a list has no name; a custom resource has one.
  const metadata = object["metadata"];
  const named = isJsonObject(metadata) && ("name" in metadata || "generateName" in metadata);
  return Array.isArray(object["items"]) && !named && !("spec" in object);
}

function openList({ object: list, path }: DocumentItem): (DocumentItem | ItemProblem)[] {
  const items: JsonValue = list["items"] ?? [];
  if (!isJsonList(items))
    return [{ path: [...path, "items"], message: `the items of the ${list.kind} are no list` }];
  return items.map((item, index) => openItem(item, list, [...path, "items", index]));
}

function openItem(
  item: JsonValue,
  list: KubernetesObject,
  path: FieldPath,
): DocumentItem | ItemProblem {
  if (!isJsonObject(item)) return { path, message: `an item of the ${list.kind} is no object` };
  const object = isKubernetesObject(item) ? item : withTypeOf(list, item);
  return isKubernetesObject(object)
    ? { object, path }
    : { path, message: `an item of the ${list.kind} has no apiVersion or no kind` };
}

function withTypeOf(list: KubernetesObject, item: JsonObject): JsonObject {
  const kind = list.kind.slice(0, -"List".length);
  if (kind === "") return item;
  return {
    ...item,
    apiVersion: isAbsent(item["apiVersion"]) ? list.apiVersion : (item["apiVersion"] ?? null),
    kind: isAbsent(item["kind"]) ? kind : (item["kind"] ?? null),
  };
}

function isAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}
