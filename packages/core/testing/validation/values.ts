import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { ApiLeaf, ApiStructure, ApiType } from "../../src/kubernetes/structure.ts";
import { FIELD_VALUES } from "./field-values.ts";
import { KEY_VALUES } from "./key-values.ts";
import { below, pick, type Random } from "./random.ts";

const TEXTS = [
  ...["", "a", "web", "app", "a.b", "a/b", "example.com/x", "kubernetes.io/x", "*", "*.a.b", "A"],
  ...[
    "Bad_Name",
    "-a",
    "a-",
    "a..b",
    "..",
    ".",
    "../up",
    "up/../down",
    "..data",
    "/abs",
    "1",
    "80",
  ],
  ...["é", " a", "a b", "a%b", "a,b", "x".repeat(63), "x".repeat(64), "x".repeat(254), "a\nb"],
  ...[
    "10.0.0.1",
    "010.0.0.1",
    "fd00::1",
    "::ffff:1.2.3.4",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "\u{1f600}",
  ],
];
const INTEGERS = [
  ...[0, 1, -1, 2, 3, 5, 10, 21, 80, 100, 101, 255, 256, 443, 512, 600, 3600, 65535, 65536],
  ...[86400, 86401, 2147483647, -2147483648],
];
const LONGS = [...INTEGERS, 4294967296, 4294967297];
const QUANTITIES = [
  ...["0", "1", "2", "-1", "1.5", "100m", "500m", "1Gi", "64Mi", "2Mi", "3Mi", "1k", "0.1", "1e3"],
  ...["1Ki", "4", "1m", 1, 2],
];
const PORTS = ["http", "80", "25%", "110%", "-1", "Bad_Port", "", 0, 1, -1, 80, 70000, "50%", "x%"];

/** A value of a type of the API for a field of that name (`Structure.field`): as a rule one that the field is known to take or to refuse. */
export function randomValue(random: Random, type: ApiType, field: string, depth = 0): JsonValue {
  if (type.shape === "leaf") return randomLeaf(random, type, field);
  if (type.shape === "structure") return randomStructure(random, type, depth);
  if (type.shape === "list") {
    return Array.from({ length: below(random, 4) }, () =>
      random() < 0.01 ? null : randomValue(random, type.item, field, depth + 1),
    );
  }
  return Object.fromEntries(
    Array.from({ length: below(random, 3) }, () => [
      pick(random, KEY_VALUES[shortOf(field)] ?? TEXTS),
      randomValue(random, type.item, `${field}*`, depth + 1),
    ]),
  );
}

function randomStructure(random: Random, type: ApiStructure, depth: number): JsonValue {
  const fields = [...type.fields].filter(([name]) => !SERVER_FIELDS.has(name));
  // About two fields each, whatever the structure has.
  const chance = depth > 6 ? 0 : Math.min(0.7, 2.5 / fields.length);
  return Object.fromEntries(
    fields
      .filter(() => random() < chance)
      .map(([name, of]) => [name, randomValue(random, of, `${type.name}.${name}`, depth + 1)]),
  );
}

/** What only the server writes, or what is decoded by rules of its own. */
export const SERVER_FIELDS: ReadonlySet<string> = new Set([
  ...["status", "managedFields", "creationTimestamp", "deletionTimestamp", "generation"],
  ...["deletionGracePeriodSeconds", "resourceVersion", "uid", "selfLink", "apiVersion*", "kind*"],
]);

function shortOf(field: string): string {
  return field.slice(field.indexOf(".") + 1);
}

/** What is judged by its form alone: the texts of CEL all compile, and zones of that form all exist. */
const ONLY: ReadonlySet<string> = new Set([
  ...["expression", "messageExpression", "valueExpression"],
  // Which zones there are is not judged either.
  "timeZone",
]);

function randomLeaf(random: Random, type: ApiLeaf, field: string): JsonValue {
  const values = FIELD_VALUES[field] ?? FIELD_VALUES[shortOf(field)] ?? [];
  const known = values.filter((value) => type.accepts(value));
  if (known.length > 0 && (ONLY.has(shortOf(field)) || random() < 0.8)) return pick(random, known);
  const pools: readonly (readonly JsonValue[])[] = [
    TEXTS,
    [true, false],
    INTEGERS,
    LONGS,
    [0.5, 1],
    ["", "YQ==", "e30="],
    QUANTITIES,
    PORTS,
  ];
  const fitting = POOL_OF.findIndex((expected) => type.expected.startsWith(expected));
  return pick(random, pools[fitting] ?? [{}]);
}

const POOL_OF = [
  ...[
    "a string",
    "a boolean",
    "an integer of 32",
    "an integer of 64",
    "a number",
    "text in base64",
  ],
  ...["a quantity", "an integer or"],
];
