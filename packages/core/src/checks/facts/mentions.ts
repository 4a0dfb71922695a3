import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { objectAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/**
 * Every word that a field or annotation of the input could name an object by, wherever it stands: operators, controllers and
 * programs refer to objects in fields, annotations and arguments that nobody can list, so that only a name that is said
 * nowhere is surely not used. An object's own name does not count, nor what a controller reports in `status`.
 */
export const mentionedNames: (cluster: Cluster) => ReadonlySet<string> = clusterFact((cluster) => {
  const words = new Set<string>();
  for (const entry of cluster.snapshot.viewed(wordsView)) addWordsOf(entry, words);
  return words;
});

function wordsView(entry: SnapshotObject): readonly string[] {
  const words = new Set<string>();
  addWordsOf(entry, words);
  return [...words];
}

function addWordsOf({ object }: SnapshotObject, words: Set<string>): void {
  for (const key of Object.keys(object)) {
    if (key === "status" || key === "kind" || key === "apiVersion") continue;
    const value = object[key] ?? null;
    if (key === "metadata")
      addWords(isJsonObject(value) ? (value["annotations"] ?? null) : null, words);
    else addWords(value, words);
  }
}

function addWords(value: JsonValue, words: Set<string>): void {
  if (typeof value === "string") {
    // `--default-ssl-certificate=shop/web-tls`, `shop/web-tls`, lists with commas, JSON in annotations.
    for (const word of value.split(/[^a-z0-9.-]+/)) if (word !== "") words.add(word);
  } else if (isJsonList(value)) {
    for (const item of value) addWords(item, words);
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) addWords(value[key] ?? null, words);
  }
}

/** Labels that only describe; any other may be what a sidecar or controller selects the object by. */
const DESCRIPTIVE =
  /^(?:app|k8s-app|app\.kubernetes\.io\/.*|helm\.sh\/chart|chart|release|heritage|component|tier|team|owner|env|environment)$/;

/** Whether something may find an object without naming it: by a label, or because it owns it. */
export function mayBeSelected({ object }: SnapshotObject): boolean {
  return (
    valueAt(object, "metadata", "ownerReferences") !== undefined ||
    Object.keys(objectAt(object, "metadata", "labels")).some((key) => !DESCRIPTIVE.test(key))
  );
}
