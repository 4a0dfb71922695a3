import { isJsonList, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";

/*
 * Schemas of CustomResourceDefinitions with rules, and objects that they are for, as they were and as they are.
 */

type Random = () => number;

const chance = (random: Random, share: number): boolean => random() < share;
const some = (random: Random, most: number): number => Math.floor(random() * (most + 1));

const RULES: Readonly<Record<string, readonly string[]>> = {
  string: [
    "self.size() < 4",
    "self != 'bad'",
    "self.matches('^[a-z]+$')",
    "self.contains('a')",
    "self == oldSelf",
    "self.find('[0-9]+') == ''",
    "self.lowerAscii().replace('a', 'bcd').split('').all(c, c != 'x')",
    "self.split(',').map(x, x.trim()).join('-').startsWith('a')",
    "!(self in ['bad', 'worse'])",
    "isIP(self) || quantity('1').isLessThan(quantity('2'))",
    "[self, 'x'].sort()[0] == 'a'",
    "oldSelf.hasValue() || self != 'new'",
  ],
  integer: [
    "self > 1",
    "self >= oldSelf",
    "self % 2 == 0",
    "10 / self > 1",
    "[self, 1, 2].all(x, x > 0)",
    "string(self) + 'x' != '1x'",
  ],
  object: [
    "has(self.a)",
    "!has(self.n) || self.n > 0",
    "has(self.n) && has(self.m) && self.n <= self.m",
    "has(self.list) && self.list.all(x, has(x.k))",
    "!has(self.list) || self.list.exists_one(x, x.k == 'a')",
    "!has(self.list) || self.list.all(x, self.list.all(y, x.k != y.k || x == y))",
    "!has(self.names) || self.names.all(n, n.contains('a') && self.names.size() < 9)",
    "!has(self.names) || self.names.map(n, n + n).filter(n, n.size() > 3).size() < 3",
    "!has(self.map) || self.map.all(k, self.map[k] != k)",
    "!has(self.map) || !has(self.names) || self.names.all(n, n in self.map)",
    "!has(self.list) || self.list.all(x, has(x.names) && x.names.all(n, x.k.contains(n)))",
    "self == oldSelf",
    "!has(oldSelf.n) || (has(self.n) && self.n >= oldSelf.n)",
    "self.nothing == 1",
    "self.n",
    "has(self.inner) ? self.inner.n < 3 : true",
    "!has(self.names) || sets.contains(self.names, ['a'])",
    "!has(self.names) || self.names.distinct().size() == self.names.size()",
    "!has(self.names) || self.names.transformList(i, v, v + string(i)).size() > 0",
    "self.?n.orValue(1) > 0 && self.?inner.?n.optMap(v, v + 1).orValue(0) < 9",
    "!has(self.names) || self.names.sortBy(x, x.size()).size() > 0",
    "!has(self.names) || self.names.all(i, v, i < 3 || v.size() > 2)",
    "(has(self.names) ? self.names : ['x']).all(n, n.size() > 0)",
  ],
  array: [
    "self.size() < 3",
    "self.all(x, x == x)",
    "self == oldSelf",
    "size(self) != 1",
    "self.all(x, self.exists_one(y, x == y))",
  ],
};

const MESSAGES: readonly JsonObject[] = [
  {},
  {},
  { message: "said" },
  { message: " spaced " },
  { messageExpression: "'made of ' + string(1)" },
  { messageExpression: "''", message: "after" },
  { messageExpression: "'two\\nlines'" },
  { reason: "FieldValueForbidden" },
  { optionalOldSelf: true },
  { messageExpression: "1" },
  { messageExpression: "nothing" },
  { message: "  " },
];

/** Mostly such rules as an API server takes; with `bad` also such as it does not. */
function rulesFor(kind: string, random: Random, bad: boolean): JsonObject {
  const texts = RULES[kind] ?? [];
  if (!chance(random, kind === "object" ? 0.7 : 0.35) || texts.length === 0) {
    return {};
  }
  const rules = Array.from({ length: 1 + some(random, 1) }, () => {
    const rule = pick(random, texts);
    const extra = pick(random, bad ? MESSAGES : MESSAGES.slice(0, 8));
    const isOptional = rule.includes("oldSelf.hasValue") && !bad;
    return { rule, ...extra, ...(isOptional ? { optionalOldSelf: true } : {}) };
  });
  return { "x-kubernetes-validations": rules };
}

interface Making {
  readonly random: Random;
  readonly bad: boolean;
}

function limits(random: Random, name: string): JsonObject {
  return chance(random, 0.6) ? { [name]: pick(random, [1, 3, 10, 100, 5000]) } : {};
}

function textSchema({ random, bad }: Making): JsonObject {
  return {
    type: "string",
    ...limits(random, "maxLength"),
    ...(chance(random, 0.1) ? { enum: ["a", "bad", "abc"] } : {}),
    ...(chance(random, 0.1) ? { default: "a" } : {}),
    ...rulesFor("string", random, bad),
  };
}

function numberSchema({ random, bad }: Making): JsonObject {
  return { type: "integer", ...rulesFor("integer", random, bad) };
}

function itemSchema(making: Making, depth: number): JsonObject {
  const { random, bad } = making;
  return {
    type: "object",
    required: chance(random, 0.7) ? ["k", "v"] : ["k"],
    properties: {
      k: textSchema(making),
      v: numberSchema(making),
      ...(depth > 0 ? { names: textList(making) } : {}),
    },
    ...(chance(random, 0.3)
      ? { "x-kubernetes-validations": [{ rule: "!has(self.v) || self.v > 0" }] }
      : {}),
    ...(bad && chance(random, 0.2) ? { "x-kubernetes-map-type": "atomic" } : {}),
  };
}

function textList(making: Making): JsonObject {
  const { random, bad } = making;
  const kind = pick(random, ["", "atomic", "set"]);
  return {
    type: "array",
    items: textSchema(making),
    ...limits(random, "maxItems"),
    ...(kind === "" ? {} : { "x-kubernetes-list-type": kind }),
    ...rulesFor("array", random, bad),
  };
}

function objectList(making: Making, depth: number): JsonObject {
  const { random, bad } = making;
  const isMap = chance(random, 0.6);
  return {
    type: "array",
    items: itemSchema(making, depth),
    ...limits(random, "maxItems"),
    ...(isMap ? { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"] } : {}),
    ...rulesFor("array", random, bad),
  };
}

function objectSchema(making: Making, depth: number): JsonObject {
  const { random, bad } = making;
  const properties: Record<string, JsonObject> = {
    a: textSchema(making),
    n: numberSchema(making),
    m: { type: "integer" },
    names: textList(making),
    list: objectList(making, depth),
    map: {
      type: "object",
      additionalProperties: textSchema(making),
      ...limits(random, "maxProperties"),
    },
    ...(depth > 0 ? { inner: objectSchema(making, depth - 1) } : {}),
  };
  return {
    type: "object",
    properties,
    ...(chance(random, 0.3) ? { required: ["a"] } : {}),
    ...(bad && chance(random, 0.1) ? { "x-kubernetes-map-type": "atomic" } : {}),
    ...(bad && chance(random, 0.03)
      ? { allOf: [{ properties: { n: { "x-kubernetes-validations": [{ rule: "self < 7" }] } } }] }
      : {}),
    ...rulesFor("object", random, bad),
  };
}

/** The schema of a kind; with `bad` one that an API server may refuse. */
export function randomSchema(random: Random, bad: boolean): JsonObject {
  const making = { random, bad };
  return {
    type: "object",
    properties: { spec: objectSchema(making, 1) },
    ...(chance(random, 0.2)
      ? { "x-kubernetes-validations": [{ rule: "self.metadata.name != 'bad'" }] }
      : {}),
  };
}

/** The expressions of rules, each on the whole kind. */
export const EXPRESSIONS: readonly string[] = (RULES["object"] ?? [])
  .filter((rule) => !rule.includes("oldSelf") && rule !== "self.n")
  .map((rule) => rule.replaceAll("self", "self.spec"));

const TEXTS = ["a", "b", "bad", "abc", "new", "12", "", "a,b"];

function randomValue(schema: JsonObject, random: Random): JsonValue {
  const { type, properties, items, additionalProperties } = schema as {
    readonly type: string;
    readonly properties?: Record<string, JsonObject>;
    readonly items?: JsonObject;
    readonly additionalProperties?: JsonObject;
  };
  if (type === "string") return pick(random, TEXTS);
  if (type === "integer") return pick(random, [0, 1, 2, 3, 8]);
  if (type === "array") return listOf(items ?? {}, random);
  if (additionalProperties !== undefined) {
    return Object.fromEntries(
      Array.from({ length: some(random, 2) }, () => [
        pick(random, TEXTS.slice(0, 5)),
        randomValue(additionalProperties, random),
      ]),
    );
  }
  return Object.fromEntries(
    Object.entries(properties ?? {}).flatMap(([name, property]) =>
      name === "k" || chance(random, 0.7) ? [[name, randomValue(property, random)]] : [],
    ),
  );
}

/** Items of an object list have different keys. */
function listOf(items: JsonObject, random: Random): JsonValue[] {
  const made = Array.from({ length: some(random, 3) }, () => randomValue(items, random));
  const seen = new Set<string>();
  return made.filter((item) => {
    const key = JSON.stringify((item as JsonObject | null)?.["k"] ?? item);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** An object of a kind. */
export function randomObject(schema: JsonObject, random: Random): JsonObject {
  const spec = randomValue((schema["properties"] as JsonObject)["spec"] as JsonObject, random);
  return {
    apiVersion: "shop.example/v1",
    kind: "Cart",
    metadata: { name: pick(random, ["good", "good", "bad"]) },
    spec,
  };
}

/** An object with a part of it changed. */
export function changed(object: JsonObject, schema: JsonObject, random: Random): JsonObject {
  const other = randomObject(schema, random);
  return { ...object, spec: mixed(object["spec"] ?? null, other["spec"] ?? null, random) };
}

function mixed(value: JsonValue, other: JsonValue, random: Random): JsonValue {
  const isObject = (each: JsonValue): each is JsonObject =>
    typeof each === "object" && each !== null && !Array.isArray(each);
  if (!isObject(value) || !isObject(other)) {
    if (isJsonList(value) && chance(random, 0.3)) return value.toReversed();
    return chance(random, 0.25) ? other : value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name in other ? mixed(each, other[name] ?? null, random) : each,
    ]),
  );
}
