import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

function limits(...limits: JsonObject[]): readonly string[] {
  const metadata = { name: "l", namespace: "shop" };
  return errorsOf({ apiVersion: "v1", kind: "LimitRange", metadata, spec: { limits } });
}

describe("limit ranges", () => {
  it("are of types that there are, each once", () => {
    expect(limits({ type: "Container" }, { type: "Pod" }, { type: "example.com/own" })).toEqual([]);
    expect(limits({ type: "container" }, { type: "Pod" }, { type: "Pod" })).toEqual([
      'spec.limits[0].type Invalid: "container" is no type of limits',
      'spec.limits[2].type Duplicate: "Pod" is there already',
    ]);
  });

  it("keep the least below the most", () => {
    expect(limits({ type: "Pod", min: { cpu: "2" }, max: { cpu: "1" } })).toEqual([
      "spec.limits[0].min[cpu] Invalid: must keep min below max",
    ]);
    expect(
      limits({
        type: "Pod",
        min: { cpu: "1" },
        max: { cpu: "2" },
        maxLimitRequestRatio: { cpu: "3" },
      }),
    ).toEqual([
      "spec.limits[0].maxLimitRequestRatio[cpu] Invalid: is more than max divided by min",
    ]);
  });

  it("default what containers have, not what pods have", () => {
    expect(limits({ type: "Pod", default: { cpu: "1" } })).toEqual([
      "spec.limits[0].default Forbidden: may not be set for Pod",
    ]);
    // The default request is the default, which is the most.
    expect(limits({ type: "Container", max: { cpu: "1" }, defaultRequest: { cpu: "2" } })).toEqual([
      "spec.limits[0].defaultRequest[cpu] Invalid: must keep defaultRequest below max",
      "spec.limits[0].defaultRequest[cpu] Invalid: must keep defaultRequest below default",
    ]);
  });

  it("bound claims by their storage", () => {
    expect(limits({ type: "PersistentVolumeClaim" })).toEqual([
      "spec.limits[0].limits Required: must have min or max of storage",
    ]);
  });

  it("have a name from the server where they have none", () => {
    expect(errorsOf({ apiVersion: "v1", kind: "LimitRange", metadata: {} })).toEqual([]);
  });
});
