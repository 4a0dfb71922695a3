import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { secretPathsOf } from "./secret-paths.ts";

/** What stands in the place of a value that is not shown. */
const HIDDEN = "••••••••";

/** The same object with dots for every text that is or holds a secret; the same one where it holds none. */
export function withHiddenSecrets(object: KubernetesObject): KubernetesObject {
  let shown: JsonValue = object;
  for (const path of secretPathsOf(object)) shown = replacedAt(shown, path);
  return shown as KubernetesObject;
}

function replacedAt(value: JsonValue, [first, ...rest]: FieldPath): JsonValue {
  if (first === undefined) return HIDDEN;
  if (isJsonList(value)) {
    return value.map((item, index) => (index === first ? replacedAt(item, rest) : item));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === first ? replacedAt(item, rest) : item]),
  );
}
