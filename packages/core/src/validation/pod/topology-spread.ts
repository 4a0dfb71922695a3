import type { TopologySpreadConstraint } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabelSelector } from "../labels.ts";
import type { Place } from "../place.ts";
import { selectorWithKeys, validateLabelKeys } from "./label-keys.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows validateTopologySpreadConstraints in pkg/apis/core/validation/validation.go.

const ACTIONS = ["DoNotSchedule", "ScheduleAnyway"];
const INCLUSIONS = ["Honor", "Ignore"];

export function validateTopologySpread(
  constraints: readonly Decoded<TopologySpreadConstraint>[],
  scope: PodScope,
  at: Place,
): void {
  for (const [index, constraint] of constraints.entries()) {
    const constraintAt = at.index(index);
    validateConstraint(constraint, scope, constraintAt);
    const { topologyKey = "", whenUnsatisfiable = "" } = constraint;
    const isRepeated = constraints
      .slice(index + 1)
      .some(
        (other) =>
          (other.topologyKey ?? "") === topologyKey &&
          (other.whenUnsatisfiable ?? "") === whenUnsatisfiable,
      );
    if (isRepeated) {
      constraintAt
        .slip(".{topologyKey, whenUnsatisfiable}")
        .duplicate(`${topologyKey}, ${whenUnsatisfiable}`);
    }
  }
}

function validateConstraint(
  constraint: Decoded<TopologySpreadConstraint>,
  scope: PodScope,
  at: Place,
): void {
  const { maxSkew = 0, topologyKey = "", whenUnsatisfiable = "" } = constraint;
  if (maxSkew <= 0) at.child("maxSkew").invalid(`${maxSkew} is not positive`);
  if (topologyKey === "") at.child("topologyKey").required();
  at.child("whenUnsatisfiable").among(whenUnsatisfiable, ACTIONS);
  validateMinDomains(constraint, at.child("minDomains"));
  for (const field of ["nodeAffinityPolicy", "nodeTaintsPolicy"] as const) {
    const policy = constraint[field];
    if (policy !== undefined) at.child(field).among(policy, INCLUSIONS);
  }
  const keys = { matchLabelKeys: constraint.matchLabelKeys ?? [], mismatchLabelKeys: [] };
  const selector = selectorWithKeys(constraint.labelSelector, keys, scope);
  validateLabelKeys(keys, selector, at);
  validateLabelSelector(selector, at.child("labelSelector"));
}

function validateMinDomains(
  { minDomains, whenUnsatisfiable }: Decoded<TopologySpreadConstraint>,
  at: Place,
): void {
  if (minDomains === undefined) return;
  if (minDomains <= 0) at.invalid(`${minDomains} is not positive`);
  if (whenUnsatisfiable !== "DoNotSchedule") {
    at.invalid("may only be set where whenUnsatisfiable is DoNotSchedule");
  }
}
