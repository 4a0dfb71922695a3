import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue, stringifyJson } from "../kubernetes/json.ts";
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
  /** By the id under which findings were first known. */
  readonly check: string;
  readonly reference: ObjectReference;
  readonly container: string;
  /** From `stablePath`. */
  readonly path: string;
  /** 0 for the first violation with these parts in one object, then 1 … */
  readonly ordinal: number;
}

/** 32 hexadecimal digits. */
export function fingerprintOf(parts: FingerprintParts): string {
  const { check, reference, container, path, ordinal } = parts;
  const identity = [
    storageGroupOf(reference),
    reference.kind,
    reference.namespace ?? "",
    reference.name,
  ];
  return sha256(JSON.stringify(["v1", check, ...identity, container, path, ordinal])).slice(0, 32);
}

/** A path in which list items are named by their key or content instead of their index; the first `skipped` segments are left out. */
export function stablePath(object: KubernetesObject, path: FieldPath, skipped = 0): string {
  const parts: string[] = [];
  let value: JsonValue | undefined = object;
  for (const segment of path) {
    if (typeof segment === "number" && isJsonList(value)) {
      value = value[segment];
      parts.push(`[${itemKey(value)}]`);
    } else {
      value = isJsonObject(value) ? value[segment] : undefined;
      parts.push(String(segment));
    }
  }
  return JSON.stringify(skipped === 0 ? parts : parts.slice(skipped));
}

function itemKey(item: JsonValue | undefined): string {
  if (!isJsonObject(item)) return item === undefined ? "" : stringifyJson(item);
  for (const key of LIST_KEYS) {
    const value = item[key];
    if (typeof value === "string" || typeof value === "number") return `${key}=${value}`;
  }
  return stringifyJson(item);
}
