import type {
  AuditAnnotation,
  MatchResources,
  MutatingAdmissionPolicy,
  MutatingAdmissionPolicyBinding,
  Mutation,
  ParamRef,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingAdmissionPolicySpec,
  Validation,
} from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { trimmed } from "../go-space.ts";
import { dnsSubdomainProblem, qualifiedNameProblem } from "../names.ts";
import { givenName, validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import {
  validateExpression,
  validateMatchConditions,
  validateParamKind,
  validateParamRef,
  validateVariables,
} from "./conditions.ts";
import { validateMatchResources } from "./rules.ts";
import { FAILURE_POLICIES, NAMING, REINVOCATIONS } from "./webhooks.ts";

// Follows pkg/apis/admissionregistration/validation/validation.go and the defaults of v1.

/** `ValidateValidatingAdmissionPolicy`. */
export function validateValidatingPolicy(
  { metadata = {}, spec = {} }: Decoded<ValidatingAdmissionPolicy>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  const specAt = at.child("spec");
  validateShared(spec, specAt);
  const { validations = [], auditAnnotations = [] } = spec;
  if (validations.length === 0 && auditAnnotations.length === 0) {
    specAt.child("validations").required("must have an item, or auditAnnotations");
    specAt.child("auditAnnotations").required("must have an item, or validations");
  }
  for (const [index, validation] of validations.entries()) {
    validateValidation(validation, specAt.child("validations").index(index));
  }
  validateAnnotations(auditAnnotations, givenName(metadata), specAt.child("auditAnnotations"));
}

type Shared = Pick<
  Decoded<ValidatingAdmissionPolicySpec>,
  "failurePolicy" | "matchConditions" | "matchConstraints" | "paramKind" | "variables"
>;

function validateShared(spec: Shared, at: Place): void {
  const { failurePolicy = "Fail", paramKind, matchConstraints } = spec;
  at.child("failurePolicy").among(failurePolicy, FAILURE_POLICIES);
  if (paramKind) validateParamKind(paramKind, at.child("paramKind"));
  const constraintsAt = at.child("matchConstraints");
  if (!matchConstraints) constraintsAt.required();
  else {
    validateMatchResources(matchConstraints, constraintsAt);
    const { resourceRules = [] } = matchConstraints;
    if (resourceRules.length === 0) constraintsAt.child("resourceRules").required();
  }
  validateMatchConditions(spec.matchConditions ?? [], at.child("matchConditions"));
  validateVariables(spec.variables ?? [], at.child("variables"));
}

const REASONS = ["Forbidden", "Invalid", "RequestEntityTooLarge"];

function validateValidation(
  { expression, message = "", messageExpression = "", reason }: Decoded<Validation>,
  at: Place,
): void {
  validateExpression(expression, at.child("expression"));
  if (isBlank(messageExpression)) at.child("messageExpression").invalid("may not be blank");
  if (isBlank(message)) at.child("message").invalid("may not be blank");
  else if (/[\n\r]/.test(trimmed(message))) at.child("message").invalid("may not have line breaks");
  if (reason !== undefined) at.child("reason").among(reason, REASONS);
}

function isBlank(text: string): boolean {
  return text !== "" && trimmed(text) === "";
}

const MOST_ANNOTATIONS = 20;
const LONGEST_VALUE = 5 * 1024;

function validateAnnotations(
  annotations: readonly Decoded<AuditAnnotation>[],
  policy: string,
  at: Place,
): void {
  if (annotations.length > MOST_ANNOTATIONS) at.invalid(`has more than ${MOST_ANNOTATIONS} items`);
  const keys = new Set<string>();
  for (const [index, { key = "", valueExpression = "" }] of annotations.entries()) {
    const keyAt = at.index(index).child("key");
    if (policy === "") keyAt.invalid("must have the policy's name before it");
    else keyAt.judge(key, qualifiedNameProblem(`${policy}/${key}`));
    if (keys.has(key)) keyAt.duplicate(key);
    keys.add(key);
    const value = trimmed(valueExpression);
    const valueAt = at.index(index).child("valueExpression");
    if (value === "") valueAt.required();
    else if (isLongerThan(value, LONGEST_VALUE)) valueAt.required("is longer than 5 KiB");
  }
}

/** `ValidateValidatingAdmissionPolicyBinding`. */
export function validateValidatingPolicyBinding(
  { metadata, spec = {} }: Decoded<ValidatingAdmissionPolicyBinding>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateBinding(spec, at.child("spec"));
  validateActions(spec.validationActions ?? [], at.child("spec").child("validationActions"));
}

interface BindingSpec {
  readonly policyName?: string;
  readonly paramRef?: Decoded<ParamRef>;
  readonly matchResources?: Decoded<MatchResources>;
}

function validateBinding(
  { policyName = "", paramRef, matchResources }: BindingSpec,
  at: Place,
): void {
  at.child("policyName").needs(policyName, dnsSubdomainProblem);
  if (paramRef) validateParamRef(paramRef, at.child("paramRef"));
  if (matchResources) validateMatchResources(matchResources, at.child("matchResources"));
}

const ACTIONS = ["Audit", "Deny", "Warn"];

function validateActions(actions: readonly string[], at: Place): void {
  if (actions.length === 0) at.required("must have at least one action");
  const seen = new Set<string>();
  for (const [index, action] of actions.entries()) {
    at.index(index).among(action, ACTIONS);
    if (seen.has(action)) at.index(index).duplicate(action);
    seen.add(action);
  }
  if (seen.has("Deny") && seen.has("Warn")) at.invalid("may not have both Deny and Warn");
}

/** `ValidateMutatingAdmissionPolicy`. */
export function validateMutatingPolicy(
  { metadata, spec = {} }: Decoded<MutatingAdmissionPolicy>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  const { mutations = [], reinvocationPolicy = "", matchConstraints } = spec;
  const specAt = at.child("spec");
  validateShared(spec, specAt);
  validateMutatedOperations(matchConstraints ?? {}, specAt.child("matchConstraints"));
  const mutationsAt = specAt.child("mutations");
  if (mutations.length === 0) mutationsAt.required("must have at least one mutation");
  for (const [index, mutation] of mutations.entries()) {
    validateMutation(mutation, mutationsAt.index(index));
  }
  const reinvocationAt = specAt.child("reinvocationPolicy");
  if (reinvocationPolicy === "") reinvocationAt.required();
  else reinvocationAt.among(reinvocationPolicy, REINVOCATIONS);
}

const MUTATED = ["*", "CONNECT", "CREATE", "UPDATE"];

// Printed without numbers.
function validateMutatedOperations(
  { resourceRules = [] }: Decoded<MatchResources>,
  at: Place,
): void {
  for (const [index, { operations = [] }] of resourceRules.entries()) {
    const rulesAt = at.slip(".resourceRules.operations", "resourceRules", index, "operations");
    for (const operation of operations) rulesAt.among(operation, MUTATED);
  }
}

const PATCHES = ["ApplyConfiguration", "JSONPatch"];

function validateMutation(
  { patchType = "", applyConfiguration, jsonPatch }: Decoded<Mutation>,
  at: Place,
): void {
  if (patchType === "") at.child("patchType").required();
  else at.child("patchType").among(patchType, PATCHES);
  if (!PATCHES.includes(patchType)) return;
  const isJson = patchType === "JSONPatch";
  const [wanted, other] = isJson
    ? [jsonPatch, applyConfiguration]
    : [applyConfiguration, jsonPatch];
  const [wantedAt, otherAt] = [
    at.child(isJson ? "jsonPatch" : "applyConfiguration"),
    at.child(isJson ? "applyConfiguration" : "jsonPatch"),
  ];
  if (!wanted) wantedAt.required();
  else validateExpression(wanted.expression, wantedAt.child("expression"));
  if (other) otherAt.invalid(`may not be set for ${patchType}`);
}

/** `ValidateMutatingAdmissionPolicyBinding`. */
export function validateMutatingPolicyBinding(
  { metadata, spec = {} }: Decoded<MutatingAdmissionPolicyBinding>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateBinding(spec, at.child("spec"));
  validateMutatedOperations(spec.matchResources ?? {}, at.child("spec").child("matchResources"));
}
