import { CelError, typeOfValue, type Value } from "../values/value.ts";
import {
  createActivation,
  type Evaluated,
  OUT_OF_BUDGET,
  type PolicyInput,
  type PolicyLimits,
  Round,
} from "./activation.ts";
import type { CompiledPolicy, CompiledValidation } from "./compiled.ts";
import { conditionsMatch } from "./conditions.ts";
import { byteLength, goTrim } from "./text.ts";

/*
 * What a ValidatingAdmissionPolicy says of a request with one param (validator.Validate of
 * k8s.io/apiserver/pkg/admission/plugin/policy/validating/validator.go).
 */

/** What one validation comes to, or that there was no answer. */
export interface ValidationDecision {
  readonly admits: boolean;
  /** "" where it admits without an error. */
  readonly message: string;
  readonly reason: string;
  /** Index in the policy's validations; 0 of what is about all of them. */
  readonly index: number;
  readonly expression: string;
  /** Why there was no answer. */
  readonly error?: string;
}

type AnnotationResult =
  | { readonly key: string; readonly value: string }
  | { readonly key: string; readonly error: string };

export interface ValidationResult {
  readonly decisions: readonly ValidationDecision[];
  readonly annotations: readonly AnnotationResult[];
}

const NOTHING: ValidationResult = { decisions: [], annotations: [] };

export function validate(
  policy: CompiledPolicy,
  input: PolicyInput,
  limits: PolicyLimits,
): ValidationResult {
  const matched = conditionsMatch(policy, input, limits);
  if (typeof matched === "string") {
    return failed(policy, matched);
  }
  if (!matched) {
    return NOTHING;
  }
  const activation = activationOf(policy, input, limits, true);
  const round = new Round(activation, limits.budget, limits.perCall);
  const results = round.all(policy.validations.map(({ expression }) => expression));
  if (results === undefined) {
    return failed(policy, OUT_OF_BUDGET);
  }
  const messages = messagesOf(policy, input, { ...limits, budget: round.left });
  const decisions = policy.validations.map((validation, index) =>
    decided(policy, { validation, index, result: results[index] ?? {}, messages }),
  );
  const annotations = annotationsOf(policy, input, limits);
  return annotations === undefined ? failed(policy, OUT_OF_BUDGET) : { decisions, annotations };
}

function activationOf(
  policy: CompiledPolicy,
  input: PolicyInput,
  limits: PolicyLimits,
  hasAuthorizer: boolean,
): ReturnType<typeof createActivation> {
  const given = { hasAuthorizer, hasNamespace: true, match: input.match };
  return createActivation(input, policy.variables, given, limits.perCall);
}

/** One decision for all: there is no answer. */
function failed(policy: CompiledPolicy, error: string): ValidationResult {
  return { decisions: [unanswered(policy, { index: 0, expression: "", error })], annotations: [] };
}

function unanswered(
  { failsOpen }: CompiledPolicy,
  { index, expression, error }: { index: number; expression: string; error: string },
): ValidationDecision {
  return { admits: failsOpen, message: error, reason: "", index, expression, error };
}

/** What message expressions give, undefined where the budget does not reach for them. */
type Messages = readonly (Evaluated | undefined)[] | undefined;

function messagesOf(policy: CompiledPolicy, input: PolicyInput, limits: PolicyLimits): Messages {
  const expressions = policy.validations.map(({ messageExpression }) => messageExpression);
  if (expressions.every((each) => each === undefined)) {
    return [];
  }
  const activation = activationOf(policy, input, limits, false);
  return new Round(activation, limits.budget, limits.perCall).all(expressions);
}

interface Judged {
  readonly validation: CompiledValidation;
  readonly index: number;
  readonly result: Evaluated;
  readonly messages: Messages;
}

function decided(
  policy: CompiledPolicy,
  { validation, index, result, messages }: Judged,
): ValidationDecision {
  const expression = validation.expression.source;
  if (result.error !== undefined) {
    return unanswered(policy, { index, expression, error: result.error });
  }
  if (messages === undefined) {
    const error = `failed messageExpression: ${OUT_OF_BUDGET}`;
    return unanswered(policy, { index, expression, error });
  }
  if (result.value === true) {
    return { admits: true, message: "", reason: "", index, expression };
  }
  return {
    admits: false,
    message: messageOf(validation, messages[index]),
    reason: validation.reason || "Invalid",
    index,
    expression,
  };
}

const LONGEST_MESSAGE = 5 * 1024;

function messageOf(validation: CompiledValidation, made: Evaluated | undefined): string {
  const text = typeof made?.value === "string" ? goTrim(made.value) : "";
  const isUsable = !text.includes("\n") && byteLength(text) <= LONGEST_MESSAGE;
  return (
    (isUsable ? text : "") ||
    goTrim(validation.message) ||
    `failed expression: ${goTrim(validation.expression.source)}`
  );
}

/** Undefined where the budget does not reach. They have no authorizer, although they may name it. */
function annotationsOf(
  policy: CompiledPolicy,
  input: PolicyInput,
  limits: PolicyLimits,
): readonly AnnotationResult[] | undefined {
  if (policy.annotations.length === 0) {
    return [];
  }
  const activation = activationOf(policy, input, limits, false);
  const round = new Round(activation, limits.budget, limits.perCall);
  const results = round.all(policy.annotations.map(({ value }) => value));
  return results?.flatMap((result, at) => {
    const { key = "", value } = policy.annotations[at] ?? {};
    return annotated(policy, { key, source: value?.source ?? "", result: result ?? {} });
  });
}

function annotated(
  { failsOpen }: CompiledPolicy,
  { key, source, result }: { key: string; source: string; result: Evaluated },
): readonly AnnotationResult[] {
  if (result.error !== undefined) {
    return failsOpen ? [] : [{ key, error: result.error }];
  }
  const value: Value = result.value ?? null;
  if (typeof value === "string") {
    const text = goTrim(value);
    return text === "" ? [] : [{ key, value: text }];
  }
  if (value === null) {
    return [];
  }
  const type = value instanceof CelError ? "error" : typeOfValue(value).name;
  const error = `valueExpression '${source}' resulted in unsupported return type: ${type}. Return type must be either string or null.`;
  return [{ key, error }];
}
