import { isJsonList, isJsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { type Compiled, compile, type Program } from "../program.ts";
import { type Environment, withVariables } from "../typing/environment.ts";
import { type Type } from "../typing/type.ts";
import { CelError, type Value } from "../values/value.ts";
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
  readonly message: string | undefined;
  readonly expression: string | undefined;
}

/** The environment of rules at a schema: `self` has its type. */
export function ruleEnvironment(
  schema: Schema,
  { isRoot, minor }: { readonly isRoot: boolean; readonly minor: number },
): Environment | undefined {
  const { type, fieldsOf } = typeOfSchema(schema, isRoot);
  return type === undefined ? undefined : withSelf(kubernetesEnvironment(minor), type, fieldsOf);
}

function withSelf(base: Environment, type: Type, fieldsOf: Environment["fieldsOf"]): Environment {
  return withVariables(
    base,
    [
      ["self", type],
      ["oldSelf", type],
    ],
    fieldsOf,
  );
}

const programs = new WeakMap<Schema, Map<string, Compiled>>();

function compiledRule(text: string, schema: Schema, place: Place): Compiled | undefined {
  const known = programs.get(schema) ?? new Map<string, Compiled>();
  programs.set(schema, known);
  const key = `${place.minor} ${place.isRoot} ${text}`;
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
}

/** What rules of a schema an object violates when it is created: rules on what it was before are for updates, and are left out. */
export function violatedRules(
  object: JsonValue,
  schema: Schema,
  minor: number,
): readonly RuleFault[] {
  const walk = new RuleWalk(minor);
  walk.visit(withDefaults(object, schema), schema, { isRoot: true, minor, path: [] });
  return walk.faults;
}

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
      this.#visitItems(value, schema, place.path);
    } else if (isJsonObject(value)) {
      this.#visitFields(value, schema, place.path);
    }
  }

  #visitItems(list: readonly JsonValue[], schema: Schema, path: Place["path"]): void {
    const items = schemaAt(schema, "items");
    for (const [at, item] of items === undefined ? [] : list.entries()) {
      this.#within(item, items, [...path, at]);
    }
  }

  #visitFields(
    object: { readonly [name: string]: JsonValue },
    schema: Schema,
    path: Place["path"],
  ): void {
    const properties = schemaAt(schema, "properties");
    const values = schemaAt(schema, "additionalProperties");
    for (const [name, value] of Object.entries(object)) {
      const own =
        properties !== undefined && Object.hasOwn(properties, name)
          ? schemaAt(properties, name)
          : values;
      this.#within(value, own, [...path, name]);
    }
  }

  #within(value: JsonValue, schema: Schema | undefined, path: Place["path"]): void {
    if (schema !== undefined) {
      const isRoot = schema["x-kubernetes-embedded-resource"] === true;
      this.visit(value, schema, { isRoot, minor: this.#minor, path });
    }
  }

  #judge(value: JsonValue, { rule, schema }: { rule: Rule; schema: Schema }, place: Place): void {
    const compiled = compiledRule(rule.text, schema, place);
    if (compiled?.program === undefined) {
      const why = compiled === undefined ? "its schema has no type" : firstOf(compiled);
      this.#add("error", `rule ${JSON.stringify(rule.text)} does not compile: ${why}`, rule, place);
    } else if (!compiled.program.variables.includes("oldSelf")) {
      // Rules on what an object was before are for updates.
      this.#evaluate(value, { rule, schema, program: compiled.program }, place);
    }
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
    const bindings = (name: string): Value | undefined => (name === "self" ? self : undefined);
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

function firstOf({ issues }: Compiled): string {
  return issues?.[0]?.message ?? "";
}

function rulesOf(schema: Schema): readonly Rule[] {
  const rules = schema["x-kubernetes-validations"];
  if (!isJsonList(rules)) {
    return [];
  }
  return rules.filter(isJsonObject).map(({ rule, message, messageExpression }) => ({
    text: typeof rule === "string" ? rule : "",
    message: typeof message === "string" ? message : undefined,
    expression: typeof messageExpression === "string" ? messageExpression : undefined,
  }));
}
