import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import { type CloudResource, type Found, find, type Shape, snakeCase } from "./resource.ts";

/** The paths of a field by shape, dotted, those of today first; Terraform's are the API's in its own spelling where they are not given. */
type Paths = { readonly api: readonly string[] } & {
  readonly [Key in Exclude<Shape, "api">]?: readonly string[];
};

/** How a fact is read of the documents of one provider. */
export interface FactRule {
  readonly name: string;
  readonly paths: Paths;
  /** The fact of what is written; undefined where that says nothing. */
  readonly read: (value: JsonValue) => JsonValue | undefined;
  /** What holds where the field is absent or null, and the clause on why; absent: that is not known. */
  readonly absent?: Absent;
  /** The same of single shapes; null: not known there. */
  readonly absentIn?: Readonly<Partial<Record<Shape, Absent | null>>>;
  /** What it is where Terraform knows that something is set, but not yet to what. */
  readonly whenSet?: JsonValue;
  /** Terraform computes it where it is not set, so that a plan knows it only after apply; what is absent then holds. */
  readonly computed?: true;
}

interface Absent {
  readonly value: JsonValue;
  readonly because: string;
}

/** The facts of a resource by rules. */
export function factsBy(
  rules: readonly FactRule[],
  resource: CloudResource,
): Map<string, PlacedFact> {
  return new Map(rules.map((rule) => [rule.name, factBy(rule, resource)]));
}

function factBy(rule: FactRule, resource: CloudResource): PlacedFact {
  const paths = pathsIn(rule.paths, resource.shape);
  if (!paths) return { unknown: NO_FIELD[resource.shape], at: resource.at };
  const found = find(resource, ...paths);
  if (found.unknown) return unknownFact(rule, resource, found, paths);
  if (found.value === undefined) return absentFact(rule, resource, found);
  const value = rule.read(found.value);
  return value === undefined
    ? { unknown: "its value cannot be read", at: found.at }
    : { value, at: found.at };
}

const NO_FIELD: Readonly<Record<Shape, string>> = {
  api: "the document does not say it",
  terraform: "the provider of Terraform has no argument for it",
  "cluster-api": "Cluster API has no field for it",
  eksctl: "eksctl has no field for it",
};

function pathsIn(paths: Paths, shape: Shape): readonly string[] | undefined {
  const own = paths[shape];
  if (own) return own.length === 0 ? undefined : own;
  return shape === "terraform"
    ? paths.api.map((path) => path.split(".").map(snakeCase).join("."))
    : undefined;
}

const AFTER_APPLY = "it is known only after apply";

function unknownFact(
  rule: FactRule,
  resource: CloudResource,
  { at }: Found,
  [path = ""]: readonly string[],
): PlacedFact {
  const isSet = resource.terraform?.sets(path.split("."));
  if (rule.computed && isSet === false && rule.absent) {
    return { value: rule.absent.value, assumed: rule.absent.because, at };
  }
  if (rule.whenSet !== undefined && isSet !== false) return { value: rule.whenSet, at };
  return { unknown: AFTER_APPLY, at };
}

function absentFact(rule: FactRule, { shape }: CloudResource, { at }: Found): PlacedFact {
  const own = rule.absentIn?.[shape];
  const absent = own === undefined ? rule.absent : own;
  return absent
    ? { value: absent.value, assumed: absent.because, at }
    : { unknown: "the document does not say it", at };
}

/** `true` and `false`, as booleans or texts. */
export function readBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  return { true: true, false: false }[value.toLowerCase()];
}

export function readNot(value: JsonValue): boolean | undefined {
  const read = readBoolean(value);
  return read === undefined ? undefined : !read;
}

export function readText(value: JsonValue): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function readTexts(value: JsonValue): readonly string[] | undefined {
  return isJsonList(value) ? value.filter((item) => typeof item === "string") : undefined;
}

/** Whether something is set at all: `{}` and `[]` are not. */
export function readPresence(value: JsonValue): boolean {
  if (isJsonList(value)) return value.length > 0;
  if (isJsonObject(value)) return Object.keys(value).length > 0;
  return value !== "" && value !== null;
}

/** Whether a text is one of some, without case. */
export function readOneOf(...texts: readonly string[]): (value: JsonValue) => boolean | undefined {
  const wanted = new Set(texts.map((text) => text.toLowerCase()));
  return (value) => (typeof value === "string" ? wanted.has(value.toLowerCase()) : undefined);
}

/** The opposite. */
export function readNoneOf(...texts: readonly string[]): (value: JsonValue) => boolean | undefined {
  const isOneOf = readOneOf(...texts);
  return (value) => {
    const known = isOneOf(value);
    return known === undefined ? undefined : !known;
  };
}
