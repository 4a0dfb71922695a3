import type {
  Affinity,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import {
  validateLabelName,
  validateLabelSelector,
  validateLabelValues,
  validateOperator,
} from "../labels.ts";
import { dnsLabelProblem, dnsSubdomainProblem, labelValueProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";
import { selectorWithKeys, validateLabelKeys } from "./label-keys.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows validateAffinity and ValidateTolerations in pkg/apis/core/validation/validation.go.

export function validateAffinity(affinity: Decoded<Affinity>, scope: PodScope, at: Place): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity) validateNodeAffinity(nodeAffinity, at.child("nodeAffinity"));
  if (podAffinity) validatePodAffinity(podAffinity, scope, at.child("podAffinity"));
  if (podAntiAffinity) validatePodAffinity(podAntiAffinity, scope, at.child("podAntiAffinity"));
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

function validateNodeAffinity(affinity: Decoded<NodeAffinity>, at: Place): void {
  const required = affinity[REQUIRED];
  if (required) {
    const { nodeSelectorTerms: terms = [] } = required;
    const termsAt = at.child(REQUIRED).child("nodeSelectorTerms");
    if (terms.length === 0) termsAt.required("must have at least one term");
    for (const [index, term] of terms.entries()) {
      validateNodeTerm(term, true, termsAt.index(index));
    }
  }
  for (const [index, { weight = 0, preference }] of (affinity[PREFERRED] ?? []).entries()) {
    const termAt = at.child(PREFERRED).index(index);
    validateWeight(weight, termAt);
    validateNodeTerm(preference ?? {}, false, termAt.child("preference"));
  }
}

function validateWeight(weight: number, at: Place): void {
  if (weight < 1 || weight > 100) at.child("weight").invalid(`${weight} is not between 1 and 100`);
}

// What is only preferred may have values that no label can have.
function validateNodeTerm(
  { matchExpressions = [], matchFields = [] }: Decoded<NodeSelectorTerm>,
  isRequired: boolean,
  at: Place,
): void {
  for (const [index, requirement] of matchExpressions.entries()) {
    const requirementAt = at.child("matchExpressions").index(index);
    validateNodeRequirement(requirement, requirementAt);
    if (isRequired) validateLabelValues(requirement.values ?? [], requirementAt.child("values"));
  }
  for (const [index, requirement] of matchFields.entries()) {
    validateNodeField(requirement, at.child("matchFields").index(index));
  }
}

function validateNodeRequirement(
  { key = "", operator = "", values = [] }: Decoded<NodeSelectorRequirement>,
  at: Place,
): void {
  validateLabelName(key, at.child("key"));
  if (operator === "Gt" || operator === "Lt") {
    if (values.length !== 1) {
      at.child("values").required(`must have one value for operator ${operator}`);
    }
  } else validateOperator(operator, values, at);
}

function validateNodeField(
  { key = "", operator = "", values = [] }: Decoded<NodeSelectorRequirement>,
  at: Place,
): void {
  if (operator !== "In" && operator !== "NotIn") {
    at.child("operator").invalid(`${quoted(operator)} is none of In and NotIn`);
  } else if (values.length !== 1) at.child("values").required("must have one value");
  if (key !== "metadata.name") {
    at.child("key").invalid(`${quoted(key)} is not metadata.name`);
    return;
  }
  for (const [index, value] of values.entries()) {
    at.child("values").index(index).judge(value, dnsSubdomainProblem(value));
  }
}

function validatePodAffinity(affinity: Decoded<PodAffinity>, scope: PodScope, at: Place): void {
  for (const [index, term] of (affinity[REQUIRED] ?? []).entries()) {
    validatePodTerm(term, scope, at.child(REQUIRED).index(index));
  }
  for (const [index, { weight = 0, podAffinityTerm }] of (affinity[PREFERRED] ?? []).entries()) {
    const termAt = at.child(PREFERRED).index(index);
    validateWeight(weight, termAt);
    validatePodTerm(podAffinityTerm ?? {}, scope, termAt.child("podAffinityTerm"));
  }
}

function validatePodTerm(term: Decoded<PodAffinityTerm>, scope: PodScope, at: Place): void {
  const { matchLabelKeys = [], mismatchLabelKeys = [], topologyKey = "", namespaces = [] } = term;
  const selector = selectorWithKeys(
    term.labelSelector,
    { matchLabelKeys, mismatchLabelKeys },
    scope,
  );
  validateLabelSelector(selector, at.child("labelSelector"));
  validateLabelSelector(term.namespaceSelector, at.child("namespaceSelector"));
  for (const [index, namespace] of namespaces.entries()) {
    const problem = dnsLabelProblem(namespace);
    // Printed in the singular.
    if (problem !== undefined) {
      at.slip(".namespace", "namespaces", index).judge(namespace, problem);
    }
  }
  validateLabelKeys({ matchLabelKeys, mismatchLabelKeys }, selector, at);
  if (topologyKey === "") at.child("topologyKey").required();
  validateLabelName(topologyKey, at.child("topologyKey"));
}

const EFFECTS = ["NoExecute", "NoSchedule", "PreferNoSchedule"];
const OPERATORS = ["Equal", "Exists"];

/** `ValidateTolerations`; comparisons are a feature that is off by default. */
export function validateTolerations(tolerations: readonly Decoded<Toleration>[], at: Place): void {
  for (const [index, toleration] of tolerations.entries()) {
    const tolerationAt = at.index(index);
    validateTolerated(toleration, tolerationAt);
    validateEffect(toleration, tolerationAt.child("effect"));
  }
}

function validateEffect({ effect = "", tolerationSeconds }: Decoded<Toleration>, at: Place): void {
  if (tolerationSeconds !== undefined && effect !== "NoExecute") {
    at.invalid("must be NoExecute beside tolerationSeconds");
  }
  if (effect !== "") at.among(effect, EFFECTS);
}

function validateTolerated(
  { key = "", operator = "", value = "" }: Decoded<Toleration>,
  at: Place,
): void {
  if (key !== "") validateLabelName(key, at.child("key"));
  else if (operator !== "Exists") {
    at.child("operator").invalid("must be Exists where there is no key");
  }
  validateToleratedValue(operator || "Equal", value, at.child("operator"));
}

function validateToleratedValue(operator: string, value: string, at: Place): void {
  at.among(operator, OPERATORS);
  if (operator === "Exists" && value !== "") at.invalid("may not be Exists beside a value");
  if (operator !== "Equal") return;
  const problem = labelValueProblem(value);
  if (problem !== undefined) at.invalid(`has the value ${quoted(value)}, which ${problem}`);
}
