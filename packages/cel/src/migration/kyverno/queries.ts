import { type ApiType, isJsonList, type JsonValue } from "@watertight/core/kubernetes";
import type { Notes } from "../notes.ts";
import { parseQuery, type Query } from "./jmespath.ts";
import {
  countOf,
  listOf,
  type ManyValues,
  type OneValue,
  oneValue,
  presenceOf,
  type Queried,
  type Roots,
  textOf,
} from "./values.ts";

/*
 * From queries of Kyverno to values of CEL.
 */

/** What a text between `{{` and `}}` is; undefined where it is refused. */
export function queried(
  text: string,
  roots: Roots,
  notes: Notes,
  name = "item",
): Queried | undefined {
  const query = parseQuery(text);
  const found = query && answer(query, undefined, { roots, name, depth: { at: 0 } });
  if (found === undefined) {
    notes.refuse(`the expression ${text.trim()} is not translated`);
  }
  return found;
}

interface Asking {
  readonly roots: Roots;
  /** What the variables of lists are called. */
  readonly name: string;
  readonly depth: { at: number };
}

function answer(query: Query, current: Queried | undefined, asking: Asking): Queried | undefined {
  if (query.node === "literal") {
    return { is: "constant", value: query.value };
  }
  if (query.node === "current") {
    return current;
  }
  if (query.node === "field") {
    return current === undefined ? rooted(query, asking) : field(query.name, current);
  }
  return query.node === "list"
    ? several(query.items, current, asking)
    : composed(query, current, asking);
}

type Composed = Exclude<Query, { node: "current" | "field" | "list" | "literal" }>;

function composed(
  query: Composed,
  current: Queried | undefined,
  asking: Asking,
): Queried | undefined {
  switch (query.node) {
    case "then":
      return following(query, current, asking);
    case "pipe": {
      const one = answer(query.one, current, asking);
      return one && answer(query.next, one.is === "many" ? { ...one, isWhole: true } : one, asking);
    }
    case "flatten":
      return flattened(answer(query.of, current, asking), asking);
    case "choice":
      return choice(answer(query.one, current, asking), answer(query.other, current, asking));
    case "call":
      return called(query.name, answer(query.of, current, asking));
  }
}

/** The names at the beginning of a chain: as many as a root takes. */
function namesOf(query: Query): readonly string[] | undefined {
  if (query.node === "field") {
    return [query.name];
  }
  if (query.node !== "then" || query.next.node !== "field") {
    return;
  }
  const before = namesOf(query.one);
  return before && [...before, query.next.name];
}

function rooted(query: Query, { roots }: Asking): Queried | undefined {
  const names = namesOf(query);
  const found = names && roots(names);
  return (
    found &&
    names
      .slice(found.used)
      .reduce<Queried | undefined>((value, name) => value && field(name, value), found.value)
  );
}

function following(
  query: Query & { node: "then" },
  current: Queried | undefined,
  asking: Asking,
): Queried | undefined {
  if (current === undefined && namesOf(query) !== undefined) {
    return rooted(query, asking);
  }
  const one = answer(query.one, current, asking);
  return one && answer(query.next, one, asking);
}

function below(type: ApiType | undefined, name: string): ApiType | undefined {
  if (type?.shape === "structure") {
    return type.fields.get(name);
  }
  return type?.shape === "map" ? type.item : undefined;
}

function field(name: string, value: Queried): Queried | undefined {
  if (value.is === "one") {
    return value.fallback === undefined
      ? { ...value, path: [...value.path, name], type: below(value.type, name) }
      : undefined;
  }
  if (value.is !== "many" || value.fallback !== undefined) {
    return;
  }
  const item = field(name, value.item);
  return item?.is === "one" ? { ...value, item } : undefined;
}

function nextName({ name, depth }: Asking): string {
  depth.at += 1;
  return depth.at === 1 ? name : `${name}${depth.at}`;
}

function itemType(type: ApiType | undefined): ApiType | undefined {
  return type?.shape === "list" ? type.item : undefined;
}

function flattened(value: Queried | undefined, asking: Asking): Queried | undefined {
  if (value === undefined || value.is === "constant" || value.is === "number") {
    return;
  }
  const each = nextName(asking);
  switch (value.is) {
    case "one":
      return value.fallback === undefined ? itemsOf(value, each) : undefined;
    case "several": {
      const [first] = value.items;
      const list = `(${value.items.map(listOf).join(" + ")})`;
      const item = oneValue(each, itemType(first?.type));
      return { is: "many", sources: [{ each, list }], item, present: "true" };
    }
    case "keys": {
      const list = `dyn(${textOf(value.of)})`;
      const present = presenceOf(value.of);
      return { is: "many", sources: [{ each, list }], item: oneValue(each), present };
    }
    case "many":
      return flattenedItems(value, each);
  }
}

function itemsOf(value: OneValue, each: string): ManyValues {
  return {
    is: "many",
    sources: [{ each, list: listOf(value) }],
    item: oneValue(each, itemType(value.type)),
    present: presenceOf(value),
  };
}

function flattenedItems(value: ManyValues, each: string): Queried | undefined {
  const { item, sources, fallback, areKeys, ...rest } = value;
  if (areKeys) {
    const keys = { each, list: `dyn(${textOf(item)})` };
    return { ...rest, sources: [...sources, keys], item: oneValue(each) };
  }
  // What is no list stays as it is; a list of lists is not what any field is.
  if (fallback !== undefined || (item.type !== undefined && item.type.shape !== "list")) {
    return fallback === undefined ? value : undefined;
  }
  return {
    ...value,
    sources: [...sources, { each, list: listOf(item) }],
    item: oneValue(each, itemType(item.type)),
  };
}

function several(
  items: readonly Query[],
  current: Queried | undefined,
  asking: Asking,
): Queried | undefined {
  const values = items.map((item) => answer(item, current, asking));
  const known = values.filter((each): each is OneValue => each?.is === "one");
  return known.length === values.length ? { is: "several", items: known } : undefined;
}

function choice(one: Queried | undefined, other: Queried | undefined): Queried | undefined {
  if (other?.is !== "constant") {
    return;
  }
  const { value } = other;
  if (one?.is === "many") {
    return manyOr(one, value);
  }
  if (one?.is !== "one" || one.fallback !== undefined) {
    return;
  }
  // What is always there needs nothing to stand for it.
  return one.path.length === 0 && one.base.startsWith("request.")
    ? one
    : { ...one, fallback: value };
}

function manyOr(values: ManyValues, value: JsonValue): Queried | undefined {
  if (values.fallback !== undefined) {
    return;
  }
  const present = { ...values, present: "true" };
  return isJsonList(value) && value.length === 0 ? present : { ...present, fallback: value };
}

function called(name: string, value: Queried | undefined): Queried | undefined {
  if (value?.is === "many") {
    return calledMany(name, value);
  }
  if (value?.is !== "one" || value.fallback !== undefined || value.path.length > 0) {
    return;
  }
  return calledOne(name, value);
}

function calledOne(name: string, value: OneValue): Queried | undefined {
  switch (name) {
    case "keys":
      return { is: "keys", of: value };
    case "to_upper":
      return { ...value, base: `${value.base}.upperAscii()` };
    case "to_lower":
      return { ...value, base: `${value.base}.lowerAscii()` };
    default:
      return;
  }
}

function calledMany(name: string, value: ManyValues): Queried | undefined {
  if (value.isWhole === true) {
    return name === "length" && value.present === "true" && value.fallback === undefined
      ? { is: "number", text: countOf(value) }
      : undefined;
  }
  // A call after a dot is one for each item.
  const item = called(name, value.item);
  if (item?.is === "keys") {
    return { ...value, areKeys: true };
  }
  return item?.is === "one" ? { ...value, item } : undefined;
}
