import { KINDS, STRUCTURES } from "./api/schema.ts";
import type { JsonValue } from "./json.ts";
import { parseQuantity } from "./quantity.ts";

/** The type of a field as the API server's decoder knows it. */
export type ApiType = ApiLeaf | ApiList | ApiMap | ApiStructure;

/** A value without further fields; `zero` is what `null` stands for inside a list or map. */
export interface ApiLeaf {
  readonly shape: "leaf";
  readonly expected: string;
  /** Whether the decoder takes a value that is not null. */
  readonly accepts: (value: JsonValue) => boolean;
  readonly zero: JsonValue;
}

interface ApiList {
  readonly shape: "list";
  readonly item: ApiType;
}

export interface ApiMap {
  readonly shape: "map";
  readonly item: ApiType;
}

export interface ApiStructure {
  readonly shape: "structure";
  readonly name: string;
  readonly fields: ReadonlyMap<string, ApiType>;
}

/** Any JSON: what the API keeps without looking inside. */
export const ANY: ApiLeaf = {
  shape: "leaf",
  expected: "any value",
  accepts: () => true,
  zero: null,
};

const LEAVES: ReadonlyMap<string, ApiLeaf> = new Map<string, ApiLeaf>([
  ["s", leaf("a string", (value) => typeof value === "string", "")],
  ["b", leaf("a boolean", (value) => typeof value === "boolean", false)],
  ["i", leaf("an integer of 32 bits", isInt32, 0)],
  ["l", leaf("an integer of 64 bits", isInt64, 0)],
  ["n", leaf("a number", isNumber, 0)],
  ["y", leaf("text in base64", isBase64, "")],
  ["q", leaf('a quantity such as "100m" or "1Gi"', isQuantity, "0")],
  ["x", leaf("an integer or a string", (value) => typeof value === "string" || isInt32(value), 0)],
  ["j", ANY],
]);

function leaf(expected: string, accepts: ApiLeaf["accepts"], zero: JsonValue): ApiLeaf {
  return { shape: "leaf", expected, accepts, zero };
}

function isInt32(value: JsonValue): boolean {
  return typeof value === "number" && value === (value | 0);
}

function isInt64(value: JsonValue): boolean {
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value;
  return Number.isInteger(value) && Number(value) >= -(2 ** 63) && Number(value) < 2 ** 63;
}

function isNumber(value: JsonValue): value is number | bigint {
  return typeof value === "bigint" || Number.isFinite(value);
}

// As Go's StdEncoding: padded, and line breaks do not count.
function isBase64(value: JsonValue): boolean {
  if (typeof value !== "string") return false;
  const text = value.replace(/[\r\n]/g, "");
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

// What nearly all quantities look like, told without reading the number.
const USUAL_QUANTITY = /^\d{1,15}(?:m|k|[KMGT]i|[MGT])?$/;

// As Quantity.UnmarshalJSON: numbers count as they are written, white space around them does not.
function isQuantity(value: JsonValue): boolean {
  if (typeof value === "string") {
    return USUAL_QUANTITY.test(value) || parseQuantity(value.trim()) !== undefined;
  }
  return isNumber(value) && parseQuantity(value) !== undefined;
}

interface Schema {
  /** The structure on a line of the schema. */
  readonly structure: (line: number) => ApiStructure | undefined;
  /** Line by name. */
  readonly names: ReadonlyMap<string, number>;
  /** Line by `group/version/Kind`. */
  readonly kinds: ReadonlyMap<string, number>;
  /** "" for the core group. */
  readonly groups: ReadonlySet<string>;
}

let parsed: Schema | undefined;

// The text is split at the first question; a structure is parsed when it is first reached.
function schema(): Schema {
  parsed ??= parseSchema();
  return parsed;
}

function parseSchema(): Schema {
  const lines = STRUCTURES.trim().split("\n");
  const names = new Map(lines.map((line, index) => [line.split(" ", 1)[0] ?? "", index]));
  const kinds = new Map(
    KINDS.trim()
      .split("\n")
      .map((line) => {
        const space = line.indexOf(" ");
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
  );
  const groups = new Set([...kinds.keys()].map((key) => key.split("/").slice(0, -2).join("/")));
  const structures = new Map<number, ApiStructure>();
  const types = new Map<string, ApiType>(LEAVES);

  function structureOf(line: number): ApiStructure | undefined {
    const known = structures.get(line);
    const text = lines[line];
    if (known || text === undefined) return known;
    const [name = "", ...members] = text.split(" ");
    const fields = new Map<string, ApiType>();
    const structure: ApiStructure = { shape: "structure", name, fields };
    // Before its fields are read, because a structure may hold itself.
    structures.set(line, structure);
    for (const member of members) {
      const colon = member.lastIndexOf(":");
      if (colon > 0) fields.set(member.slice(0, colon), typeOf(member.slice(colon + 1)));
    }
    return structure;
  }

  function typeOf(code: string): ApiType {
    const known = types.get(code);
    if (known) return known;
    const type = readType(code);
    types.set(code, type);
    return type;
  }

  function readType(code: string): ApiType {
    if (code.startsWith("[")) return { shape: "list", item: typeOf(code.slice(1)) };
    if (code.startsWith("{")) return { shape: "map", item: typeOf(code.slice(1)) };
    return structureOf(Number(code.slice(1))) ?? ANY;
  }

  return { structure: structureOf, names, kinds, groups };
}

/** The structure of a built-in kind, `undefined` for every other kind or version. */
export function structureOfKind(apiVersion: string, kind: string): ApiStructure | undefined {
  const line = schema().kinds.get(`${apiVersion}/${kind}`);
  return line === undefined ? undefined : schema().structure(line);
}

/** The structure of that name in the Kubernetes API, such as `PodSpec`. */
export function structureNamed(name: string): ApiStructure | undefined {
  const line = schema().names.get(name);
  return line === undefined ? undefined : schema().structure(line);
}

/** The API versions that have a built-in kind, in the order of their groups; none for every other kind. */
export function apiVersionsOfKind(kind: string): readonly string[] {
  const ending = `/${kind}`;
  return [...schema().kinds.keys()]
    .filter((key) => key.endsWith(ending))
    .map((key) => key.slice(0, -ending.length));
}

/** Whether a group is one that Kubernetes itself serves. */
export function isBuiltInGroup(group: string): boolean {
  return schema().groups.has(group);
}
