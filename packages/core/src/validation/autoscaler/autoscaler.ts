import type {
  AutoscalingV1HorizontalPodAutoscaler,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HPAScalingPolicy,
  HPAScalingRules,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { dnsSubdomainName } from "../names.ts";
import { validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { nanosOf } from "../quantities.ts";
import { validateMetrics } from "./metrics.ts";
import { validateReference } from "./object-reference.ts";

// Follows pkg/apis/autoscaling/validation/validation.go and the defaults of autoscaling/v1 and v2.

const NAMING = { namespaced: true, name: dnsSubdomainName };

/** `ValidateHorizontalPodAutoscaler`. */
export function validateAutoscaler(
  { metadata, spec = {} }: Decoded<HorizontalPodAutoscaler>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateSpec(spec, at.child("spec"));
}

/** The same of version v1, whose one target is a metric; the annotations that hold others are not read. */
export function validateAutoscalerV1(
  { metadata, spec = {} }: Decoded<AutoscalingV1HorizontalPodAutoscaler>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  const { targetCPUUtilizationPercentage: percentage, ...rest } = spec;
  const target = { type: "Utilization", averageUtilization: percentage ?? 1 };
  const metrics = [{ type: "Resource", resource: { name: "cpu", target } }];
  validateSpec({ ...rest, metrics }, at.child("spec"));
}

function validateSpec(spec: Decoded<HorizontalPodAutoscalerSpec>, at: Place): void {
  const { minReplicas = 1, scaleTargetRef = {}, metrics = [] } = spec;
  // Scaling to zero is a feature that is off by default.
  if (minReplicas < 1) at.child("minReplicas").invalid(`${minReplicas} is less than 1`);
  validateMost(spec.maxReplicas ?? 0, minReplicas, at.child("maxReplicas"));
  const isCore = scaleTargetRef.kind === "ReplicationController";
  validateReference(scaleTargetRef, isCore, at.child("scaleTargetRef"));
  validateMetrics(metrics, minReplicas, at.child("metrics"));
  for (const field of ["scaleUp", "scaleDown"] as const) {
    const rules = spec.behavior?.[field];
    if (rules) validateRules(rules, at.child("behavior").child(field));
  }
}

function validateMost(maxReplicas: number, minReplicas: number, at: Place): void {
  if (maxReplicas === 0) at.required();
  if (maxReplicas < 0 || maxReplicas < minReplicas) {
    at.invalid(`${maxReplicas} is less than 1 or than minReplicas`);
  }
}

const SELECTIONS = ["Disabled", "Max", "Min"];
const POLICY_TYPES = ["Percent", "Pods"];
const LONGEST_WINDOW = 3600;
const LONGEST_PERIOD = 1800;

// Policies that are absent are defaulted, none at all are not.
function validateRules(rules: Decoded<HPAScalingRules>, at: Place): void {
  const {
    stabilizationWindowSeconds: window = 0,
    selectPolicy = "Max",
    policies,
    tolerance = 0,
  } = rules;
  at.child("stabilizationWindowSeconds").within(window, 0, LONGEST_WINDOW);
  at.child("selectPolicy").among(selectPolicy, SELECTIONS);
  if (policies?.length === 0) at.child("policies").required("must have at least one policy");
  for (const [index, policy] of (policies ?? []).entries()) {
    validatePolicy(policy, at.child("policies").index(index));
  }
  if (nanosOf(tolerance) < 0n) at.child("tolerance").invalid("is negative");
}

function validatePolicy(
  { type = "", value = 0, periodSeconds = 0 }: Decoded<HPAScalingPolicy>,
  at: Place,
): void {
  at.child("type").among(type, POLICY_TYPES);
  if (value <= 0) at.child("value").invalid(`${value} is not positive`);
  at.child("periodSeconds").within(periodSeconds, 1, LONGEST_PERIOD);
}
