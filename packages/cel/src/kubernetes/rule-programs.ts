import { listAt, textAt, valueAt } from "@watertight/core/kubernetes";
import { type Compiled, compile } from "../program.ts";
import { type Environment, withVariables } from "../typing/environment.ts";
import { optionalOf, type Type } from "../typing/type.ts";
import { kubernetesEnvironment } from "./environments.ts";
import { type Schema, typeOfSchema } from "./schema.ts";

/*
 * Rules of a schema, `x-kubernetes-validations`, and the programs that they are.
 */

export interface Rule {
  readonly text: string;
  /** Whether `oldSelf` is an optional, so that the rule is asked of what is new too. */
  readonly isOldOptional: boolean;
  /** "" for none. */
  readonly message: string;
  /** The expression that makes the message; "" for none. */
  readonly expression: string;
  /** What of the value the rule is about; "" for all of it. */
  readonly fieldPath: string;
}

/** Where a rule stands: at the root of an object, and in Kubernetes 1.`minor`. */
export interface RulePlace {
  readonly isRoot: boolean;
  readonly minor: number;
  readonly isOldOptional?: boolean;
}

export function rulesOf(schema: Schema): readonly Rule[] {
  return listAt(schema, "x-kubernetes-validations").map((rule) => ({
    text: textAt(rule, "rule"),
    isOldOptional: valueAt(rule, "optionalOldSelf") === true,
    message: textAt(rule, "message"),
    expression: textAt(rule, "messageExpression"),
    fieldPath: textAt(rule, "fieldPath"),
  }));
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

const programs = new WeakMap<Schema, Map<string, Compiled>>();

/** The program of a rule, once a schema; undefined where expressions do not see what the schema describes. */
export function compiledRule(text: string, schema: Schema, place: RulePlace): Compiled | undefined {
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
