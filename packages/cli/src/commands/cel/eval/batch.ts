import {
  CelError,
  type CelFault,
  compile,
  type Environment,
  type Evaluation,
  type Value,
  valueFromJson,
  valueToJson,
} from "@watertight/cel";
import { isJsonObject, type JsonObject } from "@watertight/core/kubernetes";
import { type Answer, answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";
import { environmentFor, limitOf, type Mode } from "./environment.ts";

/** `cel eval --batch`: what is wrong with an expression is its answer. */
export function celBatch(streams: BatchStreams): Promise<Ending> {
  return answerLines(streams, answerCel);
}

function answerCel(question: JsonObject): Answer {
  const { expression, bindings = {}, mode = "kubernetes", kubeVersion } = question;
  if (typeof expression !== "string" || !isJsonObject(bindings)) {
    return { problem: "A question has an expression, a text, and bindings, an object." };
  }
  if (mode !== "kubernetes" && mode !== "plain") {
    return { problem: 'The mode is "kubernetes" or "plain".' };
  }
  const values = readBindings(bindings);
  if (typeof values === "string") {
    return { problem: values };
  }
  const version = typeof kubeVersion === "string" ? kubeVersion : undefined;
  const environment = environmentFor(mode, version, values.keys());
  if (environment === undefined) {
    return { problem: "The kubeVersion is none of Kubernetes, such as 1.30." };
  }
  const answer = evaluated({ expression, mode }, environment, values);
  return { json: { ...idOf(question), ...answerJson(answer, question["cost"] === true) } };
}

function readBindings(bindings: JsonObject): ReadonlyMap<string, Value> | string {
  const values = new Map<string, Value>();
  for (const [name, json] of Object.entries(bindings)) {
    const value = valueFromJson(json);
    if (value instanceof CelError) {
      return `The binding ${name} is no cel.expr.Value: ${value.message}.`;
    }
    values.set(name, value);
  }
  return values;
}

/** A value with its cost, or the first of what is wrong. */
export function evaluated(
  { expression, mode }: { readonly expression: string; readonly mode: Mode },
  environment: Environment,
  values: ReadonlyMap<string, Value>,
): Evaluation {
  const bindings = (name: string): Value | undefined => values.get(name);
  const compiled = compile(expression, environment);
  if (compiled.program !== undefined) {
    return compiled.program.evaluate(bindings, limitOf(mode));
  }
  const [error] = compiled.issues;
  const fault: Evaluation = { error: error ?? UNKNOWN, cost: 0 };
  // CEL may be evaluated without a check of types, and then only what is met has to be right.
  const unchecked =
    mode === "plain" && error?.phase === "check"
      ? compile(expression, environment, { unchecked: true }).program?.evaluate(
          bindings,
          limitOf(mode),
        )
      : undefined;
  return unchecked !== undefined && "value" in unchecked ? unchecked : fault;
}

const UNKNOWN: CelFault = { phase: "check", message: "not compiled", line: 1, column: 1 };

/** `{value}` or `{error}`, and if it is asked for the cost. */
export function answerJson(answer: Evaluation, hasCost: boolean): JsonObject {
  const cost = hasCost ? { cost: answer.cost } : {};
  if ("value" in answer) {
    return { value: valueToJson(answer.value), ...cost };
  }
  const { phase, message, line, column } = answer.error;
  return { error: { phase, message, line, column }, ...cost };
}
