import type { LabelSelector, LabelSelectorRequirement } from "../kubernetes/api/types.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import type { Decoded } from "./decoded.ts";
import type { FieldError } from "./field-error.ts";
import { labelValueProblem, qualifiedNameProblem } from "./names.ts";
import { Place, quoted } from "./place.ts";

/** `ValidateLabels` of apimachinery's pkg/apis/meta/v1/validation. */
export function validateLabels(
  labels: Readonly<Record<string, string>> | undefined,
  at: Place,
): void {
  for (const key in labels) {
    validateLabelName(key, at, key);
    const problem = labelValueProblem(labels[key] ?? "");
    if (problem !== undefined) at.invalid(`${quoted(labels[key] ?? "")} ${problem}`, key);
  }
}

/** What is wrong with labels at a path of an object of any kind. */
export function labelErrorsOf(
  labels: Readonly<Record<string, string>>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  validateLabels(labels, new Place(errors, undefined, path, formatFieldPath(path)));
  return errors;
}

/** `ValidateLabelName`; `within` leads to the exact place. */
export function validateLabelName(name: string, at: Place, ...within: string[]): void {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined) at.invalid(`${quoted(name)} ${problem}`, ...within);
}

/** `ValidateLabelSelector` of apimachinery's pkg/apis/meta/v1/validation, with the options of a creation. */
export function validateLabelSelector(
  selector: Decoded<LabelSelector> | undefined,
  at: Place,
): void {
  if (selector === undefined) return;
  validateLabels(selector.matchLabels, at.child("matchLabels"));
  for (const [index, requirement] of (selector.matchExpressions ?? []).entries()) {
    validateRequirement(requirement, at.child("matchExpressions").index(index));
  }
}

function validateRequirement(
  { key = "", operator = "", values = [] }: Decoded<LabelSelectorRequirement>,
  at: Place,
): void {
  validateOperator(operator, values, at);
  validateLabelName(key, at.child("key"));
  validateLabelValues(values, at.child("values"));
}

/** Operators that selectors of pods and of nodes have in common, and whether they need values. */
export function validateOperator(operator: string, values: readonly string[], at: Place): void {
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length === 0) at.child("values").required(`must be set for operator ${operator}`);
      return;
    case "Exists":
    case "DoesNotExist":
      if (values.length > 0) {
        at.child("values").forbidden(`may not be set for operator ${operator}`);
      }
      return;
    default:
      at.child("operator").invalid(`${quoted(operator)} is no operator of selectors`);
  }
}

/** Each value as a label's. */
export function validateLabelValues(values: readonly string[], at: Place): void {
  for (const [index, value] of values.entries()) {
    const problem = labelValueProblem(value);
    if (problem !== undefined) at.index(index).judge(value, problem);
  }
}

/** Whether `LabelSelectorAsSelector` of apimachinery makes a selector of it; one that is absent selects nothing. */
export function isUsableSelector(selector: Decoded<LabelSelector> | undefined): boolean {
  if (selector === undefined) return true;
  const labels = Object.entries(selector.matchLabels ?? {});
  return (
    labels.every(([key, value]) => isLabel(key, [value])) &&
    (selector.matchExpressions ?? []).every(isUsableRequirement)
  );
}

function isUsableRequirement({
  key = "",
  operator,
  values = [],
}: Decoded<LabelSelectorRequirement>): boolean {
  const takesValues = operator === "In" || operator === "NotIn";
  const isKnown = takesValues || operator === "Exists" || operator === "DoesNotExist";
  return isKnown && values.length > 0 === takesValues && isLabel(key, values);
}

function isLabel(key: string, values: readonly string[]): boolean {
  return (
    qualifiedNameProblem(key) === undefined &&
    values.every((value) => labelValueProblem(value) === undefined)
  );
}
