import {
  isJsonList,
  isJsonObject,
  type JsonValue,
  sameJson,
  stringifyJson,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { type Compiled, compile, type Program } from "../program.ts";
import { type Environment, withVariables } from "../typing/environment.ts";
import { optionalOf, type Type } from "../typing/type.ts";
import { CelError, Optional, type Result, type Value } from "../values/value.ts";
import { withDefaults } from "./defaults.ts";
import { kubernetesEnvironment } from "./environments.ts";
import { type Schema, schemaAt, typeOfSchema, withObjectMeta } from "./schema.ts";
import { valueOfSchema } from "./schema-values.ts";

/*
 * Rules of CustomResourceDefinitions, `x-kubernetes-validations` (apiextensions-apiserver/pkg/apiserver/schema/cel).
 */

/** What all the rules of one object may cost together. */
const OBJECT_BUDGET = 10_000_000;

export interface RuleFault {
  /** Where in the object the rule stands. */
  readonly path: readonly (number | string)[];
  readonly rule: string;
  /** What the rule says of itself, or why it could not be judged. */
  readonly message: string;
  /** `violated`, or that it has no answer: then the API server refuses the object too. */
  readonly kind: "error" | "violated";
}

interface Rule {
  readonly text: string;
  /** Whether `oldSelf` is an optional, so that the rule is asked of what is new too. */
  readonly isOldOptional: boolean;
  readonly message: string | undefined;
  readonly expression: string | undefined;
}

/** The environment of rules at a schema: `self` has its type. */
export function ruleEnvironment(
  schema: Schema,
  { isRoot, minor, isOldOptional = false }: RulePlace,
): Environment | undefined {
  const { type, fieldsOf } = typeOfSchema(schema, isRoot);
  if (type === undefined) {
    return;
  }
  const variables: readonly (readonly [string, Type])[] = [
    ["self", type],
    ["oldSelf", isOldOptional ? optionalOf(type) : type],
  ];
  return withVariables(kubernetesEnvironment(minor), variables, fieldsOf);
}

interface RulePlace {
  readonly isRoot: boolean;
  readonly minor: number;
  readonly isOldOptional?: boolean;
}

const programs = new WeakMap<Schema, Map<string, Compiled>>();

function compiledRule(
  text: string,
  schema: Schema,
  place: Place & { readonly isOldOptional?: boolean },
): Compiled | undefined {
  const known = programs.get(schema) ?? new Map<string, Compiled>();
  programs.set(schema, known);
  const key = `${place.minor} ${place.isRoot} ${place.isOldOptional === true} ${text}`;
  const environment = known.has(key) ? undefined : ruleEnvironment(schema, place);
  const made =
    known.get(key) ?? (environment === undefined ? undefined : compile(text, environment));
  if (made !== undefined) {
    known.set(key, made);
  }
  return made;
}

interface Place {
  readonly isRoot: boolean;
  readonly minor: number;
  readonly path: readonly (number | string)[];
  /** What stood here before; undefined where nothing did, or nothing that is sure to be the same. */
  readonly old: JsonValue | undefined;
}

/**
 * What rules of a schema an object violates when it is created, or when it takes the place of an old one. Rules on what it was before
 * are asked where it was; what an old object did not change it need not mend (ratcheting).
 */
export function violatedRules(
  object: JsonValue,
  schema: Schema,
  minor: number,
  old?: JsonValue,
): readonly RuleFault[] {
  const walk = new RuleWalk(minor);
  const before = old === undefined ? undefined : withDefaults(old, schema);
  walk.visit(withDefaults(object, schema), schema, { isRoot: true, minor, path: [], old: before });
  return walk.faults;
}

/** Since when the API server takes what was broken before and is left as it is. */
const RATCHETS = 30;

class RuleWalk {
  readonly faults: RuleFault[] = [];
  #budget = OBJECT_BUDGET;
  readonly #minor: number;

  constructor(minor: number) {
    this.#minor = minor;
  }

  visit(value: JsonValue, schema: Schema, place: Place): void {
    if (value === null) {
      return;
    }
    for (const rule of rulesOf(schema)) {
      this.#judge(value, { rule, schema }, place);
    }
    if (isJsonList(value)) {
      this.#visitItems(value, schema, place);
    } else if (isJsonObject(value)) {
      this.#visitFields(value, schema, place);
    }
  }

  #visitItems(list: readonly JsonValue[], schema: Schema, { path, old }: Place): void {
    const items = schemaAt(schema, "items");
    const before = oldItems(old, schema);
    for (const [at, item] of items === undefined ? [] : list.entries()) {
      this.#within(item, items, [...path, at], before(item));
    }
  }

  #visitFields(
    object: { readonly [name: string]: JsonValue },
    schema: Schema,
    { path, old }: Place,
  ): void {
    // An atomic map is one value: its fields are not told apart.
    const before = schema["x-kubernetes-map-type"] === "atomic" ? undefined : old;
    const properties = schemaAt(schema, "properties");
    const values = schemaAt(schema, "additionalProperties");
    for (const [name, value] of Object.entries(object)) {
      const own =
        properties !== undefined && Object.hasOwn(properties, name)
          ? schemaAt(properties, name)
          : values;
      this.#within(value, own, [...path, name], valueAt(before, name));
    }
  }

  #within(
    value: JsonValue,
    schema: Schema | undefined,
    path: Place["path"],
    old: JsonValue | undefined,
  ): void {
    if (schema !== undefined) {
      const isRoot = schema["x-kubernetes-embedded-resource"] === true;
      this.visit(value, schema, { isRoot, minor: this.#minor, path, old: old ?? undefined });
    }
  }

  #judge(value: JsonValue, { rule, schema }: { rule: Rule; schema: Schema }, place: Place): void {
    const compiled = compiledRule(rule.text, schema, {
      ...place,
      isOldOptional: rule.isOldOptional,
    });
    if (compiled?.program === undefined) {
      const why = compiled === undefined ? "its schema has no type" : firstOf(compiled);
      this.#add("error", `rule ${JSON.stringify(rule.text)} does not compile: ${why}`, rule, place);
      return;
    }
    const { program } = compiled;
    const asksOld = program.variables.includes("oldSelf");
    // Rules on what a value was before are for updates.
    if (asksOld && !rule.isOldOptional && place.old === undefined) {
      return;
    }
    const count = this.faults.length;
    this.#evaluate(value, { rule, schema, program }, place);
    // What is left as it was need not be mended; the rule has cost what it costs all the same.
    if (!asksOld && this.#isLeft(value, place)) {
      this.faults.length = count;
    }
  }

  #isLeft(value: JsonValue, { old }: Place): boolean {
    return this.#minor >= RATCHETS && old !== undefined && sameJson(value, old);
  }

  #evaluate(
    value: JsonValue,
    { rule, schema, program }: { rule: Rule; schema: Schema; program: Program },
    place: Place,
  ): void {
    const self = valueOfSchema(value, place.isRoot ? withObjectMeta(schema) : schema);
    if (self instanceof CelError) {
      this.#add("error", self.message, rule, place);
      return;
    }
    const old = oldSelfOf(rule, schema, place);
    if (old instanceof CelError) {
      this.#add("error", old.message, rule, place);
      return;
    }
    const bindings = (name: string): Value | undefined =>
      name === "self" ? self : name === "oldSelf" ? old : undefined;
    const answer = program.evaluate(bindings, Math.min(PER_CALL, this.#budget));
    this.#budget -= answer.cost;
    if ("error" in answer) {
      const why = `has no answer: ${answer.error.message}`;
      this.#add("error", `rule ${JSON.stringify(rule.text)} ${why}`, rule, place);
    } else if (answer.value !== true) {
      this.#add("violated", this.#messageOf(rule, schema, { place, bindings }), rule, place);
    }
  }

  #add(kind: RuleFault["kind"], message: string, { text }: Rule, { path }: Place): void {
    this.faults.push({ path, rule: text, kind, message });
  }

  #messageOf(
    { text, message, expression }: Rule,
    schema: Schema,
    { place, bindings }: { place: Place; bindings: (name: string) => Value | undefined },
  ): string {
    const program =
      expression === undefined ? undefined : compiledRule(expression, schema, place)?.program;
    const made = program?.evaluate(bindings);
    const said =
      made !== undefined && "value" in made && typeof made.value === "string"
        ? made.value.trim()
        : "";
    return said || message || `failed rule: ${text.trim()}`;
  }
}

const PER_CALL = 1_000_000;

function oldSelfOf(
  { isOldOptional }: Rule,
  schema: Schema,
  { old, isRoot }: Place,
): Result | undefined {
  const value =
    old === undefined ? undefined : valueOfSchema(old, isRoot ? withObjectMeta(schema) : schema);
  if (!isOldOptional || value instanceof CelError) {
    return value;
  }
  return new Optional(value);
}

/** The item of an old list that an item takes the place of: only lists that are maps tell, by their keys. */
function oldItems(
  old: JsonValue | undefined,
  schema: Schema,
): (item: JsonValue) => JsonValue | undefined {
  const keys = textsAt(schema, "x-kubernetes-list-map-keys");
  if (schema["x-kubernetes-list-type"] !== "map" || !isJsonList(old)) {
    return () => undefined;
  }
  const keyOf = (item: JsonValue): string =>
    stringifyJson(keys.map((key) => valueAt(item, key) ?? null));
  const known = new Map(old.map((item) => [keyOf(item), item]));
  return (item) => known.get(keyOf(item));
}

function firstOf({ issues }: Compiled): string {
  return issues?.[0]?.message ?? "";
}

function rulesOf(schema: Schema): readonly Rule[] {
  const rules = schema["x-kubernetes-validations"];
  if (!isJsonList(rules)) {
    return [];
  }
  return rules
    .filter(isJsonObject)
    .map(({ rule, message, messageExpression, optionalOldSelf }) => ({
      text: typeof rule === "string" ? rule : "",
      isOldOptional: optionalOldSelf === true,
      message: typeof message === "string" ? message : undefined,
      expression: typeof messageExpression === "string" ? messageExpression : undefined,
    }));
}
