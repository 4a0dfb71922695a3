import { isJsonObject, type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import type { ObjectName } from "../documents/documents.ts";
import type { ObjectRow } from "../documents/objects.ts";

/** What names an object of the page. */
export function nameOfObject({ object }: Pick<ObjectRow, "object">): ObjectName {
  const metadata = metadataOf(object);
  const namespace = textAt(metadata, "namespace");
  return {
    apiVersion: textAt(object, "apiVersion"),
    kind: textAt(object, "kind"),
    namespace: namespace === "" ? null : namespace,
    name: textAt(metadata, "name"),
  };
}

/** Labels or annotations, as far as they are texts. */
export function mapIn(object: JsonObject, which: "annotations" | "labels"): Map<string, string> {
  const values = metadataOf(object)[which];
  const found = new Map<string, string>();
  if (!isJsonObject(values)) return found;
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "string") found.set(key, value);
  }
  return found;
}

function metadataOf(object: JsonObject): JsonObject {
  return objectAt(object, "metadata");
}
