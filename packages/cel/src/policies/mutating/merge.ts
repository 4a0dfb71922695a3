import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
} from "@watertight/core/kubernetes";
import type { MergeType } from "./merge-types.ts";

/*
 * Merging an apply configuration into an object (sigs.k8s.io/structured-merge-diff/v6/typed/merge.go, and ApplyStructuredMergeDiff of
 * k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/smd.go).
 */

/** The object with the configuration merged into it, or why that cannot be. */
export function mergeApplied(
  live: JsonObject,
  applied: JsonObject,
  type: MergeType,
): { readonly object: JsonObject } | { readonly error: string } {
  const wrong = undeclared(applied, type, "");
  if (wrong.length > 0) {
    const text = wrong.length === 1 ? wrong[0] : ["errors:", ...wrong].join("\n  ");
    return { error: `failed to convert patch object to typed object: ${text}` };
  }
  const wholes = wholesIn(applied, type, "");
  if (wholes.length > 0) {
    const words = "invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs";
    return { error: `${words}: ${wholes.join(", ")}` };
  }
  const merged = merge(live, applied, type);
  return isJsonObject(merged) ? { object: merged } : { error: "failed to merge patch" };
}

/** Fields that the schema does not have, each with its path. */
function undeclared(value: JsonValue, type: MergeType, path: string): readonly string[] {
  if (isJsonObject(value) && (type.is === "structure" || type.is === "map")) {
    return Object.entries(value).flatMap(([name, each]) => {
      const at = `${path}.${name}`;
      const own = type.is === "map" ? type.item : type.field(name);
      return own === undefined
        ? [`${at}: field not declared in schema`]
        : undeclared(each, own, at);
    });
  }
  return isJsonList(value) && type.is === "list" ? itemsUndeclared(value, type, path) : [];
}

function itemsUndeclared(
  list: readonly JsonValue[],
  type: Extract<MergeType, { readonly is: "list" }>,
  path: string,
): readonly string[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const key = keyOf(item, type.how, index);
    if (key === undefined) {
      const wanted = typeof type.how === "string" ? [] : type.how;
      const missing = wanted.find((name) => !isJsonObject(item) || !Object.hasOwn(item, name));
      return [
        `${path}: element ${index}: associative list with keys has an element that omits key field ${JSON.stringify(missing ?? "")} (and doesn't have default value)`,
      ];
    }
    const isTwice = seen.has(key) && type.how !== "whole";
    seen.add(key);
    const at = `${path}${typeof type.how === "string" ? `[${index}]` : shownKey(key)}`;
    return isTwice
      ? [`${path}: duplicate entries for key ${shownKey(key)}`]
      : undeclared(item, type.item, at);
  });
}

/** Keys that an item may leave out, with what they then are. */
const KEY_DEFAULTS = new Map<string, JsonValue>([["protocol", "TCP"]]);

/** What tells an item of a list apart; undefined where it lacks a key. */
function keyOf(
  item: JsonValue,
  how: Extract<MergeType, { readonly is: "list" }>["how"],
  index: number,
): string | undefined {
  if (how === "whole") {
    return String(index);
  }
  if (how === "set") {
    return JSON.stringify(item);
  }
  const pairs: [string, JsonValue][] = [];
  for (const name of how.toSorted()) {
    const own = isJsonObject(item) && Object.hasOwn(item, name) ? item[name] : undefined;
    const value = own ?? KEY_DEFAULTS.get(name);
    if (value === undefined) {
      return;
    }
    pairs.push([name, value]);
  }
  return JSON.stringify(pairs);
}

function shownKey(key: string): string {
  const parsed: unknown = JSON.parse(key);
  if (!Array.isArray(parsed)) {
    return `[=${key}]`;
  }
  const parts = parsed.map((pair) =>
    Array.isArray(pair) ? `${String(pair[0])}=${JSON.stringify(pair[1])}` : "",
  );
  return `[${parts.join(",")}]`;
}

/** Paths of what the configuration would replace as a whole. */
function wholesIn(value: JsonValue, type: MergeType, path: string): readonly string[] {
  if (isJsonObject(value)) {
    return wholeFields(value, type, path);
  }
  if (!isJsonList(value) || type.is === "scalar") {
    return [];
  }
  const isWhole = type.is !== "list" || type.how === "whole";
  const item: MergeType = type.is === "list" ? type.item : type;
  const below = value.flatMap((each, index) => wholesIn(each, item, `${path}[${index}]`));
  return [...(isWhole ? [path] : []), ...below];
}

function wholeFields(value: JsonObject, type: MergeType, path: string): readonly string[] {
  const isWhole =
    type.is === "untyped" || ((type.is === "structure" || type.is === "map") && type.isWhole);
  const own = isWhole ? [path] : [];
  if (type.is !== "structure") {
    return own;
  }
  const below = Object.entries(value).flatMap(([name, each]) => {
    const field = type.field(name);
    return field === undefined ? [] : wholesIn(each, field, `${path}.${name}`);
  });
  return [...own, ...below];
}

/** `undefined` on a side: it is absent there. */
function merge(
  live: JsonValue | undefined,
  applied: JsonValue | undefined,
  type: MergeType,
): JsonValue | undefined {
  const sides = [live ?? null, applied ?? null];
  if (sides.some(isJsonObject)) {
    return mergeObjects(live, applied, type);
  }
  return type.is === "list" && type.how !== "whole" && sides.some(isJsonList)
    ? mergeLists(listAt(live), listAt(applied), type)
    : (applied ?? live);
}

function isReplaced(type: MergeType): boolean {
  if (type.is === "structure" || type.is === "map") {
    return type.isWhole;
  }
  return type.is !== "deduced";
}

function mergeObjects(
  live: JsonValue | undefined,
  applied: JsonValue | undefined,
  type: MergeType,
): JsonValue | undefined {
  const [one, other] = [objectAt(live), objectAt(applied)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  if (isReplaced(type) || names.size === 0) {
    return applied ?? live;
  }
  const merged = new Map<string, JsonValue>();
  for (const name of names) {
    const value = merge(fieldOf(one, name), fieldOf(other, name), fieldType(type, name));
    if (value !== undefined) {
      merged.set(name, value);
    }
  }
  return merged.size === 0 ? undefined : Object.fromEntries(merged);
}

function fieldOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Of fields that the schema does not have nothing is known. */
function fieldType(type: MergeType, name: string): MergeType {
  return type.is === "structure" ? (type.field(name) ?? { is: "deduced" }) : itemType(type);
}

function itemType(type: MergeType): MergeType {
  return type.is === "map" ? type.item : type;
}

interface Keyed {
  readonly keys: readonly string[];
  /** By key; of several with one key none is merged. */
  readonly items: ReadonlyMap<string, JsonValue | undefined>;
}

function keyed(
  list: readonly JsonValue[],
  { how }: Extract<MergeType, { readonly is: "list" }>,
): Keyed {
  const items = new Map<string, JsonValue | undefined>();
  const keys = list.map((item, index) => keyOf(item, how, index) ?? `\0${index}`);
  for (const [index, key] of keys.entries()) {
    items.set(key, items.has(key) ? undefined : list[index]);
  }
  return { keys, items };
}

function mergeLists(
  live: readonly JsonValue[],
  applied: readonly JsonValue[],
  type: Extract<MergeType, { readonly is: "list" }>,
): JsonValue | undefined {
  if (live.length === 0 && applied.length === 0) {
    return applied;
  }
  return new ListMerge(live, keyed(live, type), keyed(applied, type)).merged((one, other) =>
    merge(one, other, type.item),
  );
}

/** Items of both in an order that keeps that of each, where they do not differ (visitListItems). */
class ListMerge {
  readonly #live: readonly JsonValue[];
  readonly #left: Keyed;
  readonly #right: Keyed;
  readonly #taken = new Set<string>();
  readonly #shared: string[];
  #l = 0;
  #r = 0;

  constructor(live: readonly JsonValue[], left: Keyed, right: Keyed) {
    this.#live = live;
    this.#left = left;
    this.#right = right;
    this.#shared = right.keys.filter((key) => left.items.has(key));
  }

  merged(
    join: (one: JsonValue | undefined, other: JsonValue | undefined) => JsonValue | undefined,
  ): JsonValue {
    const out: JsonValue[] = [];
    const add = (one: JsonValue | undefined, other: JsonValue | undefined): void => {
      const value = join(one, other);
      if (value !== undefined) {
        out.push(value);
      }
    };
    while (this.#l < this.#left.keys.length || this.#r < this.#right.keys.length) {
      this.#step(add);
    }
    return out;
  }

  #step(add: (one: JsonValue | undefined, other: JsonValue | undefined) => void): void {
    const l = this.#left.keys[this.#l];
    const r = this.#right.keys[this.#r];
    if (r !== undefined && l === r) {
      this.#takeRight(r, add);
      this.#l += 1;
    } else if (r !== undefined && this.#isOutOfTurn(l)) {
      this.#l += 1;
    } else if (l !== undefined && !this.#right.items.has(l)) {
      add(this.#live[this.#l], undefined);
      this.#l += 1;
    } else {
      this.#l += l !== undefined && this.#taken.has(l) ? 1 : 0;
      if (r !== undefined) {
        this.#takeRight(r, add);
      }
    }
  }

  /** Whether both have it, and another that both have comes first. */
  #isOutOfTurn(key: string | undefined): boolean {
    const [next] = this.#shared;
    const isShared = key !== undefined && this.#right.items.has(key);
    return isShared && next !== undefined && next !== key;
  }

  #takeRight(
    key: string,
    add: (one: JsonValue | undefined, other: JsonValue | undefined) => void,
  ): void {
    this.#taken.add(key);
    add(this.#left.items.get(key), this.#right.items.get(key));
    this.#r += 1;
    if (this.#shared[0] === key) {
      this.#shared.shift();
    }
  }
}
