import { passesTest } from "../kubernetes/pod-labels.ts";
import { addAll, type Bits, emptyBits, fullBits, keepOnly, removeAll, setBit } from "./bits.ts";
import type { EndpointClass } from "./classes.ts";
import { type Attribute, type EndpointQuery, keyOfQuery } from "./endpoint-query.ts";

/** Classes of one kind that a query selects, as bits of the universe. Do not change what it returns. */
export type Select = (kind: EndpointClass["kind"], query: EndpointQuery) => Bits;

/** Sorts classes by attribute and value: a query is then a few operations on sets, and the same query is answered once. */
export function createSelection(classes: readonly EndpointClass[], size: number): Select {
  const ofKind = { pod: emptyBits(size), host: emptyBits(size), unidentified: emptyBits(size) };
  for (const [index, { kind }] of classes.entries()) setBit(ofKind[kind], index);
  const index: Index = { size, byValue: indexByValue(classes) };
  const answered = new Map<string, Bits>();
  const keys = new WeakMap<EndpointQuery, string>();
  return (kind, query) => {
    const written = keys.get(query) ?? keyOfQuery(query);
    keys.set(query, written);
    const key = kind + written;
    const known = answered.get(key);
    if (known) return known;
    const bits = evaluate(query, index);
    keepOnly(bits, ofKind[kind]);
    answered.set(key, bits);
    return bits;
  };
}

interface Index {
  readonly size: number;
  readonly byValue: ReadonlyMap<Attribute, ReadonlyMap<string, readonly number[]>>;
}

function indexByValue(classes: readonly EndpointClass[]): Index["byValue"] {
  const byValue = new Map<Attribute, Map<string, number[]>>();
  for (const [index, { attributes }] of classes.entries()) {
    for (const [attribute, value] of attributes) {
      const values = byValue.get(attribute) ?? new Map<string, number[]>();
      byValue.set(attribute, values);
      const list = values.get(value);
      if (list) list.push(index);
      else values.set(value, [index]);
    }
  }
  return byValue;
}

function evaluate(query: EndpointQuery, index: Index): Bits {
  switch (query.is) {
    case "all":
      return fullBits(index.size);
    case "in":
      return having(query.attribute, new Set(query.values), index);
    case "present":
      return having(query.attribute, "any", index);
    case "test":
      return having(
        query.attribute,
        { has: (value) => passesTest(value, query.key, query.test) },
        index,
      );
    case "not": {
      const bits = fullBits(index.size);
      removeAll(bits, evaluate(query.query, index));
      return bits;
    }
    case "and":
      return allOf(query.queries, index);
    case "or": {
      const bits = emptyBits(index.size);
      for (const each of query.queries) addAll(bits, evaluate(each, index));
      return bits;
    }
  }
}

function allOf([first, ...others]: readonly EndpointQuery[], index: Index): Bits {
  const bits = first ? evaluate(first, index) : fullBits(index.size);
  for (const each of others) keepOnly(bits, evaluate(each, index));
  return bits;
}

function having(
  attribute: Attribute,
  values: "any" | ReadonlySet<string> | { readonly has: (value: string) => boolean },
  { size, byValue }: Index,
): Bits {
  const bits = emptyBits(size);
  const lists = byValue.get(attribute) ?? new Map<string, readonly number[]>();
  if (values instanceof Set) {
    for (const value of values as ReadonlySet<string>)
      for (const index of lists.get(value) ?? []) setBit(bits, index);
    return bits;
  }
  for (const [value, list] of lists)
    if (values === "any" || values.has(value)) for (const index of list) setBit(bits, index);
  return bits;
}
