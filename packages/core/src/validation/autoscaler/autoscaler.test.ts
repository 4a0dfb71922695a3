import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "shop" };
const metadata = { name: "grow", namespace: "shop" };

function autoscaler(spec: JsonObject): readonly string[] {
  return errorsOf({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata,
    spec: { maxReplicas: 5, scaleTargetRef, ...spec },
  });
}

function metric(value: JsonObject): readonly string[] {
  return autoscaler({ metrics: [value] });
}

describe("autoscalers", () => {
  it("need a bound above", () => {
    expect(autoscaler({})).toEqual([]);
    expect(
      errorsOf({
        apiVersion: "autoscaling/v2",
        kind: "HorizontalPodAutoscaler",
        metadata,
        spec: { minReplicas: 2, scaleTargetRef },
      }),
    ).toEqual([
      "spec.maxReplicas Required: must be set",
      "spec.maxReplicas Invalid: 0 is less than 1 or than minReplicas",
    ]);
    expect(autoscaler({ minReplicas: 0 })).toEqual([
      "spec.minReplicas Invalid: 0 is less than 1",
      "spec.metrics Forbidden: must have an Object or External metric for zero replicas",
    ]);
  });

  it("scale what has an API group, or a ReplicationController", () => {
    const of = (fields: JsonObject) => autoscaler({ scaleTargetRef: { name: "shop", ...fields } });
    expect(of({ kind: "ReplicationController" })).toEqual([]);
    expect(of({ kind: "Deployment" })).toEqual([
      'spec.scaleTargetRef.apiVersion Invalid: "" has no API group',
    ]);
    expect(of({ apiVersion: "a/b/c" })).toEqual([
      "spec.scaleTargetRef.kind Required: must be set",
      'spec.scaleTargetRef.apiVersion Invalid: "a/b/c" is no group and version',
    ]);
  });

  it("have metrics of the type they say", () => {
    const target = { type: "Utilization", averageUtilization: 50 };
    expect(metric({ type: "Resource", resource: { name: "cpu", target } })).toEqual([]);
    expect(metric({ type: "Pods", resource: { name: "cpu", target } })).toEqual([
      "spec.metrics[0].pods Required: must be set",
    ]);
    expect(metric({ type: "Resource", resource: {} })).toEqual([
      "spec.metrics[0].resource.name Required: must be set",
      "spec.metrics[0].resource.target.type Required: must be set",
      "spec.metrics[0].resource.target.type Invalid: is none of Utilization, Value, AverageValue",
      "spec.metrics[0].resource.target.averageUtilization Required: must be set, or averageValue",
    ]);
    expect(metric({})).toEqual([
      "spec.metrics[0].type Required: must be set",
      'spec.metrics[0].type NotSupported: "" is none of "ContainerResource", "External", "Object", "Pods", "Resource"',
    ]);
  });

  it("behave", () => {
    const policies = [{ type: "Percent", value: 0, periodSeconds: 1801 }];
    const behavior = { scaleDown: { stabilizationWindowSeconds: 3601, policies } };
    expect(autoscaler({ behavior })).toEqual([
      "spec.behavior.scaleDown.stabilizationWindowSeconds Invalid: 3601 is not between 0 and 3600",
      "spec.behavior.scaleDown.policies[0].value Invalid: 0 is not positive",
      "spec.behavior.scaleDown.policies[0].periodSeconds Invalid: 1801 is not between 1 and 1800",
    ]);
  });

  it("have one target in version v1", () => {
    const v1 = (spec: JsonObject) =>
      errorsOf({ apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler", metadata, spec });
    const spec = { maxReplicas: 5, scaleTargetRef };
    expect(v1({ ...spec, targetCPUUtilizationPercentage: 50 })).toEqual([]);
    expect(v1({ ...spec, targetCPUUtilizationPercentage: 0 })).toEqual([
      "spec.metrics[0].resource.target.averageUtilization Invalid: 0 is not positive",
    ]);
  });
});
