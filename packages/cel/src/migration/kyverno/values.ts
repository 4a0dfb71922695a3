import type { ApiType, JsonValue } from "@watertight/core/kubernetes";
import { allOf, fieldOf, hasField, literal, optionalField } from "../cel-text.ts";

/*
 * What a query of Kyverno gives, in CEL. A list that a projection makes is kept as what it runs through, so that `exists` and `all` ask
 * it without its being made; fields that are not there are left out of it, as Kyverno's JMESPath leaves them.
 */

/** A value: fields below one that is always there. */
export interface OneValue {
  readonly is: "one";
  readonly base: string;
  readonly path: readonly string[];
  readonly type: ApiType | undefined;
  /** What stands for it where it is not there. */
  readonly fallback?: JsonValue;
}

/** Values, one for each item of lists within lists. */
export interface ManyValues {
  readonly is: "many";
  readonly sources: readonly { readonly each: string; readonly list: string }[];
  readonly item: OneValue;
  /** Whether there is a list at all: a text of CEL. */
  readonly present: string;
  /** What stands for the list where it has no item. */
  readonly fallback?: JsonValue;
  /** Whether each item is the list of its keys. */
  readonly areKeys?: true;
  /** Whether a pipe has ended the projection, so that a call is one on the list. */
  readonly isWhole?: true;
}

export type Queried =
  | OneValue
  | ManyValues
  | { readonly is: "constant"; readonly value: JsonValue }
  | { readonly is: "keys"; readonly of: OneValue }
  | { readonly is: "number"; readonly text: string }
  | { readonly is: "several"; readonly items: readonly OneValue[] };

/** What names mean in the queries of a rule: the value under `request` and the names that follow it, or under `element`. */
export type Roots = (
  names: readonly string[],
) => { readonly value: OneValue; readonly used: number } | undefined;

export function oneValue(base: string, type?: ApiType): OneValue {
  return { is: "one", base, path: [], type };
}

/** A value as it stands where it is there. */
export function textOf({ base, path }: OneValue): string {
  return path.reduce(fieldOf, base);
}

/** A value as an optional. */
function optionalOf({ base, path }: OneValue): string {
  return path.reduce(optionalField, base);
}

/** Whether a value is there. */
export function presenceOf(value: OneValue): string {
  const { base, path } = value;
  const [only] = path;
  if (only === undefined) {
    return "true";
  }
  return path.length === 1 ? hasField(base, only) : `${optionalOf(value)}.hasValue()`;
}

/** A list, empty where it is not there. */
export function listOf(value: OneValue): string {
  return value.path.length === 0 ? value.base : `${optionalOf(value)}.orValue([])`;
}

/** Holds where some of the values is as wanted. */
export function someOf({ sources, item }: ManyValues, wanted: (item: OneValue) => string): string {
  const test = allOf([presenceOf(item), wanted({ ...item, base: textOf(item), path: [] })]);
  return sources.reduceRight(
    (inside, { each, list }) => `${list}.exists(${each}, ${inside})`,
    test,
  );
}

/** How many values there are. */
export function countOf({ sources, item }: ManyValues): string {
  const [last, ...before] = [...sources].reverse();
  if (last === undefined) {
    return "0";
  }
  const has = presenceOf(item);
  const counted =
    has === "true" ? `${last.list}.size()` : `${last.list}.filter(${last.each}, ${has}).size()`;
  return before.reduce(
    (inside, { each, list }) => `${list}.map(${each}, ${inside}).sum()`,
    counted,
  );
}

/** The text of a value, with what stands for it where it is not there or empty. */
export function textWithFallback(value: OneValue): string | undefined {
  const { fallback, path } = value;
  if (fallback === undefined || path.length === 0) {
    return fallback === undefined ? textOf(value) : undefined;
  }
  const optional = optionalOf(value);
  if (typeof fallback === "string" && fallback !== "") {
    return `(${optional}.orValue('') == '' ? ${literal(fallback)} : ${textOf(value)})`;
  }
  const isPlain = fallback === "" || fallback === false || typeof fallback === "number";
  return isPlain ? `${optional}.orValue(${literal(fallback)})` : undefined;
}
