import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { qualifiedNameProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";

// Follows validatePodFailurePolicy and validateSuccessPolicy in pkg/apis/batch/validation/validation.go.

const MOST_RULES = 20;
const MOST_CODES = 255;
const LONGEST_INDEXES = 64 * 1024;
const ACTIONS = ["Count", "FailIndex", "FailJob", "Ignore"];
const OPERATORS = ["In", "NotIn"];
const STATUSES = ["False", "True", "Unknown"];

export function validateFailurePolicy(spec: Decoded<JobSpec>, at: Place): void {
  const { rules = [] } = spec.podFailurePolicy ?? {};
  const { containers = [], initContainers = [] } = spec.template?.spec ?? {};
  const names = new Set([...containers, ...initContainers].map(({ name }) => name ?? ""));
  const rulesAt = at.child("rules");
  if (rules.length > MOST_RULES) rulesAt.tooMany(rules.length, MOST_RULES);
  const isByIndex = spec.backoffLimitPerIndex !== undefined;
  for (const [index, rule] of rules.entries()) {
    const ruleAt = rulesAt.index(index);
    validateAction(rule.action, isByIndex, ruleAt.child("action"));
    validateFailureRule(rule, names, ruleAt);
  }
}

function validateAction(action = "", isByIndex: boolean, at: Place): void {
  if (action === "") at.required();
  else if (action !== "FailIndex") at.among(action, ACTIONS);
  else if (!isByIndex) at.invalid("may only be FailIndex beside backoffLimitPerIndex");
}

function validateFailureRule(
  { onExitCodes, onPodConditions = [] }: Decoded<PodFailurePolicyRule>,
  names: ReadonlySet<string>,
  at: Place,
): void {
  if (onExitCodes) validateExitCodes(onExitCodes, names, at.child("onExitCodes"));
  if (onPodConditions.length > 0) validateConditions(onPodConditions, at.child("onPodConditions"));
  if ((onExitCodes !== undefined) === onPodConditions.length > 0) {
    at.invalid("must have one of onExitCodes and onPodConditions");
  }
}

function validateConditions(
  patterns: readonly Decoded<PodFailurePolicyOnPodConditionsPattern>[],
  at: Place,
): void {
  if (patterns.length > MOST_RULES) at.tooMany(patterns.length, MOST_RULES);
  for (const [index, { type = "", status = "" }] of patterns.entries()) {
    at.index(index).child("type").judge(type, qualifiedNameProblem(type));
    at.index(index)
      .child("status")
      .among(status || "True", STATUSES);
  }
}

function validateExitCodes(
  { operator = "", containerName, values = [] }: Decoded<PodFailurePolicyOnExitCodesRequirement>,
  names: ReadonlySet<string>,
  at: Place,
): void {
  const operatorAt = at.child("operator");
  if (operator === "") operatorAt.required();
  else operatorAt.among(operator, OPERATORS);
  if (containerName !== undefined && !names.has(containerName)) {
    at.child("containerName").invalid(`${quoted(containerName)} is no container of the template`);
  }
  validateCodes(values, operator === "In", at.child("values"));
}

function validateCodes(values: readonly number[], isIn: boolean, at: Place): void {
  if (values.length === 0) at.invalid("must have at least one code");
  if (values.length > MOST_CODES) at.tooMany(values.length, MOST_CODES);
  const seen = new Set<number>();
  for (const [index, value] of values.entries()) {
    if (isIn && value === 0) at.index(index).invalid("may not be 0 for operator In");
    if (seen.has(value)) at.index(index).duplicate(String(value));
    seen.add(value);
  }
  if (values.some((value, index) => index > 0 && (values[index - 1] ?? value) > value)) {
    at.invalid("must be in ascending order");
  }
}

export function validateSuccessPolicy(spec: Decoded<JobSpec>, at: Place): void {
  const { rules = [] } = spec.successPolicy ?? {};
  const rulesAt = at.child("rules");
  if (rules.length === 0) rulesAt.required("must have at least one rule");
  if (rules.length > MOST_RULES) rulesAt.tooMany(rules.length, MOST_RULES);
  const { completions } = spec;
  // Without completions, which is an error already, upstream does not come to an end here.
  if (completions === undefined) return;
  for (const [index, rule] of rules.entries()) {
    validateSuccessRule(rule, completions, rulesAt.index(index));
  }
}

function validateSuccessRule(
  { succeededCount: count, succeededIndexes: indexes }: Decoded<SuccessPolicyRule>,
  completions: number,
  at: Place,
): void {
  const total = indexes === undefined ? undefined : totalOfIndexes(indexes, completions);
  if (indexes !== undefined) {
    const indexesAt = at.child("succeededIndexes");
    if (isLongerThan(indexes, LONGEST_INDEXES)) indexesAt.tooLong(LONGEST_INDEXES);
    if (total === undefined) indexesAt.invalid(`${quoted(indexes)} are no indexes of the Job`);
  }
  if (count === undefined) {
    if (indexes === undefined) at.required("must have succeededCount or succeededIndexes");
    return;
  }
  const most = indexes === undefined ? completions : Math.min(completions, total ?? 0);
  const countAt = at.child("succeededCount");
  countAt.notNegative(count);
  if (count > most) countAt.invalid(`${count} is more than ${most}`);
}

/** `validateIndexesFormat`: how many indexes there are in a text such as `0-2,5`; undefined where it is none. */
function totalOfIndexes(text: string, completions: number): number | undefined {
  if (text === "") return 0;
  let last = -1;
  let total = 0;
  for (const interval of text.split(",")) {
    const [first, to] = boundsOf(interval) ?? [-1, -1];
    if (first <= last || to >= completions) return undefined;
    total += to - first + 1;
    last = to;
  }
  return total;
}

function boundsOf(interval: string): readonly [number, number] | undefined {
  const [first, to, ...more] = interval.split("-").map(indexOf);
  if (first === undefined || more.length > 0) return undefined;
  if (!interval.includes("-")) return [first, first];
  return to === undefined || first >= to ? undefined : [first, to];
}

// As Go's Atoi, which takes a plus.
function indexOf(text: string): number | undefined {
  return /^\+?\d+$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER
    ? Number(text)
    : undefined;
}
