import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue, stringifyJson } from "../kubernetes/json.ts";
import { valueAtPath } from "../kubernetes/json-fields.ts";
import {
  type KubernetesObject,
  type ObjectReference,
  storageGroupOf,
} from "../kubernetes/object.ts";
import { sha256 } from "../snapshot/sha256.ts";

/** The fields by which the API merges lists, most telling first (patchMergeKey in the API's types). */
const LIST_KEYS = ["name", "mountPath", "devicePath", "containerPort", "port", "ip", "key", "uid"];

/** What a fingerprint is made of: everything that stays when lines move, files are renamed or lists reordered. */
export interface FingerprintParts {
  /** The id under which findings were first known, which needs no escaping in JSON. */
  readonly check: string;
  /** From `identityText`. */
  readonly identity: string;
  readonly container: string;
  /** From `stablePath`, as JSON. */
  readonly path: string;
  /** 0 for the first violation with these parts in one object, then 1 … */
  readonly ordinal: number;
}

/** 32 hexadecimal digits: the hash of a JSON list, whose parts that recur are given as the text that they are in it. */
export function fingerprintOf({
  check,
  identity,
  container,
  path,
  ordinal,
}: FingerprintParts): string {
  const within = container === "" ? '""' : JSON.stringify(container);
  return sha256(`["v1","${check}",${identity},${within},${path},${ordinal}]`).slice(0, 32);
}

/** What recognises an object, as items of a JSON list. */
export function identityText(reference: ObjectReference): string {
  const { kind, namespace = "", name } = reference;
  return JSON.stringify([storageGroupOf(reference), kind, namespace, name]).slice(1, -1);
}

/** A path in which list items are named by their key or content instead of their index, as a JSON list. */
export function stablePath(object: KubernetesObject, path: FieldPath): string {
  const parts: string[] = [];
  let value: JsonValue | undefined = object;
  for (const segment of path) {
    parts.push(stableStep(value, segment));
    value = valueAtPath(value, [segment]);
  }
  return JSON.stringify(parts);
}

/** One step of a stable path, from a value on. */
export function stableStep(value: JsonValue | undefined, segment: string | number): string {
  return typeof segment === "number" && isJsonList(value)
    ? `[${itemKey(value[segment])}]`
    : String(segment);
}

function itemKey(item: JsonValue | undefined): string {
  if (!isJsonObject(item)) return item === undefined ? "" : stringifyJson(item);
  for (const key of LIST_KEYS) {
    const value = item[key];
    if (typeof value === "string" || typeof value === "number") return `${key}=${value}`;
  }
  return stringifyJson(item);
}
