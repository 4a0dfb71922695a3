import type {
  ContainerResourceMetricSource,
  ExternalMetricSource,
  MetricSpec,
  MetricTarget,
  ObjectMetricSource,
  PodsMetricSource,
  ResourceMetricSource,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { dnsLabelProblem } from "../names.ts";
import type { Place } from "../place.ts";
import { nanosOf } from "../quantities.ts";
import { containerResourceProblem } from "../resource-names.ts";
import { segmentProblem, validateReference } from "./object-reference.ts";

// Follows validateMetrics in pkg/apis/autoscaling/validation/validation.go.

const TYPES = ["ContainerResource", "External", "Object", "Pods", "Resource"];
const FIELDS: Readonly<Record<string, Source>> = {
  ContainerResource: "containerResource",
  External: "external",
  Object: "object",
  Pods: "pods",
  Resource: "resource",
};

type Source = Exclude<keyof MetricSpec, "type">;

// In the order in which the API server looks for them: of several the first is looked into.
const SOURCES: readonly Source[] = ["object", "external", "pods", "resource", "containerResource"];

export function validateMetrics(
  metrics: readonly Decoded<MetricSpec>[],
  minReplicas: number,
  at: Place,
): void {
  for (const [index, metric] of metrics.entries()) validateMetric(metric, at.index(index));
  const seesOutside = metrics.some(({ type }) => type === "Object" || type === "External");
  if (minReplicas === 0 && !seesOutside) {
    at.forbidden("must have an Object or External metric for zero replicas");
  }
}

function validateMetric(metric: Decoded<MetricSpec>, at: Place): void {
  const { type = "" } = metric;
  if (type === "") at.child("type").required();
  at.child("type").among(type, TYPES);
  const present = SOURCES.filter((source) => metric[source] !== undefined);
  const [first] = present;
  if (first !== undefined) validateSource(metric, first, at.child(first));
  const expected = FIELDS[type];
  if (expected !== undefined && metric[expected] === undefined) at.child(expected).required();
  if (present.length < 2) return;
  for (const source of present) {
    if (source !== expected) at.child(source).forbidden(`may not be set for type ${type}`);
  }
}

function validateSource(metric: Decoded<MetricSpec>, source: Source, at: Place): void {
  const { object, external, pods, resource, containerResource } = metric;
  if (source === "object" && object) validateObject(object, at);
  else if (source === "external" && external) validateExternal(external, at);
  else if (source === "pods" && pods) validatePods(pods, at);
  else if (source === "resource" && resource) validateResource(resource, at);
  else validateContainerResource(containerResource ?? {}, at);
}

function validatePods(source: Decoded<PodsMetricSource>, at: Place): void {
  validateIdentified(source, at);
  if (source.target?.averageValue === undefined)
    at.child("target").child("averageValue").required();
}

function validateResource(
  { name = "", target = {} }: Decoded<ResourceMetricSource>,
  at: Place,
): void {
  at.child("name").needs(name);
  validateUse(target, at.child("target"));
}

interface Identified {
  readonly metric?: { readonly name?: string };
  readonly target?: Decoded<MetricTarget>;
}

function validateIdentified({ metric, target }: Identified, at: Place): void {
  at.child("metric")
    .child("name")
    .needs(metric?.name ?? "", segmentProblem);
  validateTarget(target ?? {}, at.child("target"));
}

function validateObject(source: Decoded<ObjectMetricSource>, at: Place): void {
  validateReference(source.describedObject ?? {}, true, at.child("describedObject"));
  validateIdentified(source, at);
  const { value, averageValue } = source.target ?? {};
  if (value === undefined && averageValue === undefined) {
    at.child("target").child("averageValue").required("must be set, or value");
  }
}

function validateExternal(source: Decoded<ExternalMetricSource>, at: Place): void {
  validateIdentified(source, at);
  const { value, averageValue } = source.target ?? {};
  const targetAt = at.child("target");
  if (value === undefined && averageValue === undefined) {
    targetAt.child("averageValue").required("must be set, or value");
  }
  if (value !== undefined && averageValue !== undefined) {
    targetAt.child("value").forbidden("may not be beside averageValue");
  }
}

function validateContainerResource(
  { name = "", container = "", target = {} }: Decoded<ContainerResourceMetricSource>,
  at: Place,
): void {
  at.child("name").needs(name, containerResourceProblem);
  at.child("container").needs(container, dnsLabelProblem);
  validateUse(target, at.child("target"));
}

function validateUse(target: Decoded<MetricTarget>, at: Place): void {
  validateTarget(target, at);
  const { averageUtilization, averageValue } = target;
  if (averageUtilization === undefined && averageValue === undefined) {
    at.child("averageUtilization").required("must be set, or averageValue");
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    at.child("averageValue").forbidden("may not be beside averageUtilization");
  }
}

const TARGETS = ["Utilization", "Value", "AverageValue"];

function validateTarget(target: Decoded<MetricTarget>, at: Place): void {
  const { type = "", averageUtilization } = target;
  if (type === "") at.child("type").required();
  if (!TARGETS.includes(type)) at.child("type").invalid(`is none of ${TARGETS.join(", ")}`);
  for (const field of ["value", "averageValue"] as const) {
    const quantity = target[field];
    if (quantity !== undefined && nanosOf(quantity) <= 0n)
      at.child(field).invalid("is not positive");
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    at.child("averageUtilization").invalid(`${averageUtilization} is not positive`);
  }
}
