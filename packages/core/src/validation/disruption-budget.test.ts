import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonObject } from "../kubernetes/json.ts";

function budget(spec: JsonObject, name = "b"): readonly string[] {
  const metadata = { name, namespace: "shop" };
  return errorsOf({ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata, spec });
}

describe("disruption budgets", () => {
  it("have one bound, a number or a percentage", () => {
    expect(budget({})).toEqual([]);
    expect(budget({ minAvailable: "50%" })).toEqual([]);
    expect(budget({ minAvailable: 1, maxUnavailable: 1 })).toEqual([
      "spec Invalid: may not have both minAvailable and maxUnavailable",
    ]);
    expect(budget({ maxUnavailable: -1 })).toEqual(["spec.maxUnavailable Invalid: -1 is negative"]);
    expect(budget({ maxUnavailable: "half" })).toEqual([
      'spec.maxUnavailable Invalid: "half" is no percentage such as "25%"',
    ]);
    expect(budget({ minAvailable: "101%" })).toEqual([
      'spec.minAvailable Invalid: "101%" is more than 100%',
    ]);
  });

  it("know two policies of eviction", () => {
    expect(budget({ unhealthyPodEvictionPolicy: "Never" })).toEqual([
      'spec.unhealthyPodEvictionPolicy NotSupported: "Never" is none of "AlwaysAllow", "IfHealthyBudget"',
    ]);
  });

  it("are asked about their names where the rest is right", () => {
    expect(budget({}, "a/b")).toEqual([`metadata.name Invalid: "a/b" may not contain '/' or '%'`]);
    expect(budget({ minAvailable: -1 }, "a/b")).toEqual([
      "spec.minAvailable Invalid: -1 is negative",
    ]);
  });
});
