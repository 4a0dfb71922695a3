import type { Edit } from "../../kubernetes/edit.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

/** What of an object has to be written otherwise in another API version, or one clause on why nobody but its owner can tell. */
export type Rewriting = (object: KubernetesObject) => Rewritten;

type Rewritten = readonly Edit[] | { readonly problem: string };

/** Nothing but the version differs. */
export const unchanged: Rewriting = () => [];

/** A member with where it stands. */
export interface At {
  readonly path: FieldPath;
  readonly value: JsonObject;
}

/** The object at this place below another; undefined where there is none. */
export function objectBelow({ path, value }: At, ...keys: readonly string[]): At | undefined {
  let found: JsonValue | undefined = value;
  for (const key of keys) found = isJsonObject(found) ? found[key] : undefined;
  return isJsonObject(found) ? { path: [...path, ...keys], value: found } : undefined;
}

/** The objects of a list, each with where it stands. */
export function itemsBelow({ path, value }: At, ...keys: readonly string[]): readonly At[] {
  const last = keys.at(-1) ?? "";
  const holder = objectBelow({ path, value }, ...keys.slice(0, -1));
  const list = holder?.value[last];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: JsonValue, index) =>
    isJsonObject(item) ? [{ path: [...path, ...keys, index], value: item }] : [],
  );
}

/** The whole object. */
export function whole(object: KubernetesObject): At {
  return { path: [], value: object };
}

/** Whether a member is there and says something: null says nothing. */
export function has({ value }: At, key: string): boolean {
  return value[key] !== undefined && value[key] !== null;
}

/** Takes a member away, if it is there. */
export function without({ path, value }: At, ...keys: readonly string[]): readonly Edit[] {
  return keys.flatMap((key) =>
    value[key] === undefined ? [] : [{ op: "remove" as const, path: [...path, key] }],
  );
}

/** Writes a member, whether it is there or not. */
export function written({ path, value }: At, key: string, to: JsonValue): Edit {
  const op = value[key] === undefined ? "add" : "replace";
  return { op, path: [...path, key], value: to };
}

/** Writes what was meant where nothing stands: the default of the old version, where the new one has another. */
export function byDefault(at: At, key: string, meant: JsonValue): readonly Edit[] {
  return has(at, key) ? [] : [written(at, key, meant)];
}

/** The same member under another name. */
export function renamed(at: At, from: string, to: string): readonly Edit[] {
  const value = at.value[from];
  return value === undefined ? [] : [...without(at, from), written(at, to, value)];
}

/** The members that are there, under other names. */
export function picked(
  { value }: At,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([from, to]) => {
      const member = value[from];
      return member === undefined || member === null ? [] : [[to, member]];
    }),
  );
}
