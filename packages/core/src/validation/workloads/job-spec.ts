import type { JobSpec, PodTemplateSpec } from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { domainPrefixedPathProblem } from "../names.ts";
import type { Place } from "../place.ts";
import { validatePodTemplate } from "../pod/pod.ts";
import { validateFailurePolicy, validateSuccessPolicy } from "./job-policies.ts";

// Follows validateJobSpec in pkg/apis/batch/validation/validation.go.

const NUMBERS = [
  ...["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit"],
  ...["ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"],
] as const;
const COMPLETION_MODES = ["NonIndexed", "Indexed"];
const REPLACEMENTS = ["Failed", "TerminatingOrFailed"];
const LONGEST_MANAGER = 63;

/** What a Job and a CronJob's template have in common, defaulted. */
export function validateJobSpec(spec: Decoded<JobSpec>, root: Place, at: Place): void {
  for (const field of NUMBERS) at.child(field).notNegative(spec[field]);
  const { completionMode = "NonIndexed", template = {}, podFailurePolicy, successPolicy } = spec;
  at.child("completionMode").among(completionMode, COMPLETION_MODES);
  if (spec.managedBy !== undefined) validateManager(spec.managedBy, at.child("managedBy"));
  validateIndexes(spec, at);
  if (podFailurePolicy) validateFailurePolicy(spec, at.child("podFailurePolicy"));
  if (successPolicy) {
    if (completionMode === "Indexed") validateSuccessPolicy(spec, at.child("successPolicy"));
    else at.child("successPolicy").invalid("may only be set for completionMode Indexed");
  }
  const { podReplacementPolicy: replacement } = spec;
  if (replacement !== undefined) {
    const known = podFailurePolicy ? ["Failed"] : REPLACEMENTS;
    at.child("podReplacementPolicy").among(replacement, known);
  }
  validatePodTemplate(template, root, at.child("template"));
  validateRestartPolicy(template, podFailurePolicy !== undefined, at.child("template"));
}

function validateManager(manager: string, at: Place): void {
  at.needs(manager, domainPrefixedPathProblem);
  if (isLongerThan(manager, LONGEST_MANAGER)) at.tooLong(LONGEST_MANAGER);
}

function validateIndexes(spec: Decoded<JobSpec>, at: Place): void {
  const { completionMode = "NonIndexed", backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    at.child("backoffLimitPerIndex").required("must be set beside maxFailedIndexes");
  }
  if (completionMode === "Indexed") validateIndexed(spec, at);
  if (completionMode !== "NonIndexed") return;
  for (const [field, value] of Object.entries({ backoffLimitPerIndex, maxFailedIndexes })) {
    if (value !== undefined) at.child(field).invalid("may only be set for completionMode Indexed");
  }
}

const MANY = 100_000;
const FEW = 10_000;

function validateIndexed(spec: Decoded<JobSpec>, at: Place): void {
  const { completions, parallelism = 0, backoffLimitPerIndex } = spec;
  const isLarge = backoffLimitPerIndex !== undefined && (completions ?? 0) > MANY;
  const most = isLarge ? FEW : MANY;
  if (completions === undefined) {
    at.child("completions").required("must be set for completionMode Indexed");
  }
  if (parallelism > most) at.child("parallelism").invalid(`${parallelism} is more than ${most}`);
  validateFailedIndexes(spec, isLarge, at.child("maxFailedIndexes"));
}

function validateFailedIndexes(
  { maxFailedIndexes, completions }: Decoded<JobSpec>,
  isLarge: boolean,
  at: Place,
): void {
  const most = isLarge ? FEW : MANY;
  if (maxFailedIndexes === undefined) {
    if (isLarge) at.required(`must be set for more than ${MANY} completions`);
  } else if (maxFailedIndexes > Math.min(most, completions ?? most)) {
    at.invalid(`${maxFailedIndexes} is more than ${most} or than completions`);
  }
}

const RESTARTS = ["OnFailure", "Never"];

function validateRestartPolicy(
  template: Decoded<PodTemplateSpec>,
  hasFailurePolicy: boolean,
  at: Place,
): void {
  const policy = template.spec?.restartPolicy || "Always";
  const policyAt = at.child("spec").child("restartPolicy");
  if (policy === "Always") policyAt.required("must be OnFailure or Never");
  else if (!RESTARTS.includes(policy)) policyAt.notSupported(policy, RESTARTS);
  else if (hasFailurePolicy && policy !== "Never") {
    policyAt.invalid("must be Never beside podFailurePolicy");
  }
}
