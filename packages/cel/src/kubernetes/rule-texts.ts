import {
  type FieldPath,
  isJsonList,
  isJsonObject,
  type JsonValue,
  listAt,
} from "@watertight/core/kubernetes";
import { stepsOf } from "./field-paths.ts";
import type { Rule } from "./rule-programs.ts";
import type { Schema } from "./schema.ts";

/*
 * What is wrong with rules of a CustomResourceDefinition before any is compiled.
 */

/** Why the API server refuses a CustomResourceDefinition, in its words. */
export interface DefinitionFault {
  readonly path: FieldPath;
  readonly message: string;
}

const JUNCTORS: ReadonlySet<string> = new Set(["allOf", "anyOf", "not", "oneOf"]);

/** Rules within what a value may be besides, where they may not be. */
export function misplacedRules(
  value: JsonValue,
  path: FieldPath,
  isWithin = false,
): DefinitionFault[] {
  if (isJsonList(value)) {
    return value.flatMap((each, at) => misplacedRules(each, [...path, at], isWithin));
  }
  if (!isJsonObject(value)) {
    return [];
  }
  const own =
    isWithin && listAt(value, "x-kubernetes-validations").length > 0
      ? [
          {
            path: [...path, "x-kubernetes-validations"],
            message: "must be empty to be structural",
          },
        ]
      : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, each]) =>
      SCHEMAS.has(name) || path.at(-1) === "properties"
        ? misplacedRules(each, [...path, name], isWithin || JUNCTORS.has(name))
        : [],
    ),
  ];
}

const SCHEMAS: ReadonlySet<string> = new Set([
  ...JUNCTORS,
  "additionalProperties",
  "items",
  "properties",
]);

/** What is wrong with a rule that is not its expression. */
export function textFaults(
  rule: Rule,
  schema: Schema,
  path: FieldPath,
): readonly DefinitionFault[] {
  const found: readonly (readonly [string, string])[] = [
    ...lineFaults(rule),
    ...(rule.expression !== "" && rule.expression.trim() === ""
      ? [["messageExpression", "messageExpression must be non-empty if specified"] as const]
      : []),
    ...(rule.fieldPath !== "" && stepsOf(rule.fieldPath, schema) === undefined
      ? [["fieldPath", "must be a valid path"] as const]
      : []),
  ];
  return found.map(([field, message]) => ({ path: [...path, field], message }));
}

/** Of the rule and its message the first that is wrong, by its field. */
function lineFaults(rule: Rule): readonly (readonly [string, string])[] {
  const [text, message] = [rule.text.trim(), rule.message.trim()];
  if (text === "") {
    return [["rule", "rule is not specified"]];
  }
  if (rule.message !== "" && message === "") {
    return [["message", "must be non-empty if specified"]];
  }
  if (hasLineBreak(message)) {
    return [["message", "must not contain line breaks"]];
  }
  return hasLineBreak(text) && message === ""
    ? [["message", "message must be specified if rule contains line breaks"]]
    : [];
}

function hasLineBreak(text: string): boolean {
  return /[\n\r]/.test(text);
}
