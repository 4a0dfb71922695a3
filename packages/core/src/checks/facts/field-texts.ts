import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../kubernetes/json.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import { structureOfKind } from "../../kubernetes/structure.ts";
import { mayHoldSecret } from "../../secrets/formats.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { TextOfObject } from "./found-secrets.ts";

interface Walk {
  /** Where it is; changes as it goes. */
  readonly path: (string | number)[];
  readonly custom: boolean;
  readonly hasPods: boolean;
  /** Whether the configuration has patterns: then any text may hold something. */
  readonly everyText: boolean;
  readonly found: TextOfObject[];
}

/** The texts of an object that may hold a secret, without those of places that have a check of their own. */
export function fieldTextsOf(entry: SnapshotObject, everyText: boolean): readonly TextOfObject[] {
  // Two checks ask of one object after another; to keep them for all objects of a cluster would fill the memory.
  if (last?.entry !== entry || last.object !== entry.object || last.everyText !== everyText) {
    last = { entry, object: entry.object, everyText, texts: fieldTextsIn(entry, everyText) };
  }
  return last.texts;
}

let last:
  | {
      readonly entry: SnapshotObject;
      readonly object: KubernetesObject;
      readonly everyText: boolean;
      readonly texts: readonly TextOfObject[];
    }
  | undefined;

function fieldTextsIn(
  { object, podTemplates }: SnapshotObject,
  everyText: boolean,
): readonly TextOfObject[] {
  if (isExaminedWhole(object)) return [];
  const custom = structureOfKind(object.apiVersion, object.kind) === undefined;
  const found: TextOfObject[] = [];
  visitMembers(object, { path: [], custom, hasPods: podTemplates.length > 0, everyText, found });
  return found;
}

function visitMembers(value: JsonObject, walk: Walk): void {
  const name = value["name"];
  for (const key of Object.keys(value)) {
    if (isExaminedElsewhere(key, walk)) continue;
    const isPair = key === "value" && typeof name === "string";
    visitValue(value[key] ?? null, key, isPair ? name : key, walk);
  }
}

function visitValue(value: JsonValue, segment: string | number, key: string, walk: Walk): void {
  walk.path.push(segment);
  if (typeof value === "string") {
    if (walk.custom || walk.everyText || mayHoldSecret(value)) {
      walk.found.push(textOf(value, key, walk));
    }
  } else if (isJsonList(value)) {
    for (let index = 0; index < value.length; index++)
      visitValue(value[index] ?? null, index, key, walk);
  } else if (isJsonObject(value)) visitMembers(value, walk);
  walk.path.pop();
}

function textOf(text: string, key: string, { path, custom }: Walk): TextOfObject {
  const place = { path: [...path], text, label: `field ${key}` };
  return custom && path[0] === "spec" ? { ...place, key, assigns: true } : place;
}

/** Whether another check has the field, or nobody wrote it. */
function isExaminedElsewhere(key: string, { path, hasPods }: Walk): boolean {
  if (path.length === 0) return OF_EVERY_OBJECT.has(key);
  if (path.at(-1) === "metadata" && (path.length === 1 || hasPods)) return OF_METADATA.has(key);
  return hasPods && (OF_CONTAINERS.has(key) || (key === "value" && path.at(-2) === "env"));
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(["apiVersion", "kind", "status"]);
const OF_METADATA: ReadonlySet<string> = new Set(["annotations", "managedFields"]);
const OF_CONTAINERS: ReadonlySet<string> = new Set(["args", "command"]);

function isExaminedWhole(object: KubernetesObject): boolean {
  const { apiVersion, kind } = object;
  // The schema of a CustomResourceDefinition only describes fields.
  return (
    (apiVersion === "v1" && (kind === "Secret" || kind === "ConfigMap")) ||
    groupOf(object) === "apiextensions.k8s.io"
  );
}
