import type { PodDisruptionBudget } from "../kubernetes/api/types.ts";
import type { Decoded } from "./decoded.ts";
import { validateLabelSelector } from "./labels.ts";
import { pathSegmentName } from "./names.ts";
import { validateObjectMeta } from "./object-meta.ts";
import type { Place } from "./place.ts";
import { validateAtMostAll, validateIntOrPercent } from "./workloads/int-or-percent.ts";

// Follows pkg/apis/policy/validation/validation.go.

const EVICTIONS = ["AlwaysAllow", "IfHealthyBudget"];
const NAMING = { namespaced: true, name: pathSegmentName, isGeneric: true };

/** `ValidatePodDisruptionBudget`; its metadata is only asked about where the rest is right (rest.BeforeCreate). */
export function validateDisruptionBudget(
  { metadata, spec = {} }: Decoded<PodDisruptionBudget>,
  at: Place,
): void {
  const specAt = at.child("spec");
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: eviction } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    specAt.invalid("may not have both minAvailable and maxUnavailable");
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (value === undefined) continue;
    validateIntOrPercent(value, specAt.child(field));
    validateAtMostAll(value, specAt.child(field));
  }
  validateLabelSelector(spec.selector, specAt.child("selector"));
  if (eviction !== undefined) specAt.child("unhealthyPodEvictionPolicy").among(eviction, EVICTIONS);
  if (at.errorCount === 0) validateObjectMeta(metadata, NAMING, at.child("metadata"));
}
