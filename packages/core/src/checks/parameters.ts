import type { Schema } from "../json-schema/schema.ts";
import * as declared from "./parameters/declarations.ts";
import type { Parameter } from "./parameters/parameter.ts";

export type { ProbeField, ResourceName } from "./parameters/words.ts";
export { RESOURCES } from "./parameters/words.ts";

type Declared = typeof declared;

/** What operators configure for the built-in checks: a member for each declaration. */
export type CheckParameters = {
  readonly [Name in keyof Declared]: Declared[Name] extends Parameter<infer Value> ? Value : never;
};

/** What holds where the configuration says nothing. */
export const DEFAULT_PARAMETERS: CheckParameters = valuesOf("default");

/** The parameters under which the examples of the checks hold. */
export const EXAMPLE_PARAMETERS: CheckParameters = valuesOf("example");

/** What a configuration may say of each. */
export const PARAMETER_SCHEMAS: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries(declared).map(([name, { description, schema }]) => [
    name,
    { description, ...schema },
  ]),
);

function valuesOf(member: "default" | "example"): CheckParameters {
  const values = Object.entries(declared).map(([name, parameter]) => [name, parameter[member]]);
  // The compiler does not follow names through entries: the declarations are the door at which these types begin.
  return Object.fromEntries(values) as CheckParameters;
}
