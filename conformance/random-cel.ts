import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";
import { FORMS } from "./random-cel-forms.ts";
import { LEAVES } from "./random-cel-leaves.ts";

/*
 * Expressions of random form over random objects: most of them of one type throughout, some not, and of every library.
 */

type Random = () => number;

const TYPES = Object.keys(FORMS);
const WANTED = [
  "bool",
  "bool",
  "bool",
  "bool",
  "int",
  "string",
  "dyn",
  "ints",
  "strings",
  "optional",
  ...TYPES,
];

/** An expression of random form. */
export function randomExpression(random: Random): string {
  return expressionOf(pick(random, WANTED), 1 + Math.floor(random() * 3), random);
}

/** An expression of every form that there is, of the types that it wants. */
export function everyExpression(random: Random): readonly string[] {
  const forms = Object.values(FORMS)
    .flat()
    .map((form) => filled(form, 1, random, 0));
  return [...forms, ...Object.values(LEAVES).flat()];
}

function filled(form: string, depth: number, random: Random, strays?: number): string {
  return form.replace(/\$([a-z]+)/g, (_, inner: string) =>
    within(expressionOf(inner, depth - 1, random, strays)),
  );
}

/** One in fifty has another type than what stands around it wants. */
function expressionOf(wanted: string, depth: number, random: Random, strays = 0.02): string {
  const type = random() < strays ? pick(random, TYPES) : wanted;
  const forms = depth <= 0 || random() < 0.15 ? LEAVES[type] : FORMS[type];
  return filled(pick(random, forms ?? ["null"]), depth, random, strays);
}

function within(text: string): string {
  return /^[\w.]+$|^'[^']*'$|^\[[^[\]]*\]$/.test(text) ? text : `(${text})`;
}

const TEXTS = ["", "a", "abc", "x.y", "10.0.0.1", "1.2.3", "é☺", "10Mi", "hello world, hello"];
const INTEGERS = [0, 1, 2, 3, -5, 42, 1_000_000];
const NUMBERS = [0, 1, 2.5, -0.75, 1e21];

/** Values of the variables that every environment of the Go program has. */
export function randomBindings(random: Random): Record<string, JsonValue> {
  const texts = (): string[] =>
    Array.from({ length: Math.floor(random() * 4) }, () => pick(random, TEXTS));
  return {
    object: randomObject(random),
    i: pick(random, INTEGERS),
    n: pick(random, INTEGERS),
    s: pick(random, TEXTS),
    t: pick(random, TEXTS),
    b: random() < 0.5,
    d: pick(random, NUMBERS),
    li: Array.from({ length: Math.floor(random() * 4) }, () => pick(random, INTEGERS)),
    ls: texts(),
    ms: { a: pick(random, TEXTS) },
  };
}

function randomObject(random: Random): JsonObject {
  const scalars: readonly JsonValue[] = [...TEXTS, ...INTEGERS, 2.5, true, null];
  const item = (): JsonObject => ({
    ...(random() < 0.8 ? { name: pick(random, TEXTS) } : {}),
    ...(random() < 0.6 ? { n: pick(random, INTEGERS) } : {}),
  });
  return {
    ...(random() < 0.7
      ? { a: random() < 0.3 ? { b: pick(random, scalars) } : pick(random, scalars) }
      : {}),
    ...(random() < 0.5 ? { b: [pick(random, scalars), pick(random, scalars)] } : {}),
    ...(random() < 0.8 ? { spec: { n: pick(random, INTEGERS), s: pick(random, TEXTS) } } : {}),
    ...(random() < 0.8 ? { list: Array.from({ length: Math.floor(random() * 4) }, item) } : {}),
    key: random() < 0.5 ? "s" : "n",
  };
}
