import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

function quota(spec: JsonObject): readonly string[] {
  const metadata = { name: "q", namespace: "shop" };
  return errorsOf({ apiVersion: "v1", kind: "ResourceQuota", metadata, spec });
}

describe("resource quotas", () => {
  it("count what can be counted", () => {
    expect(
      quota({ hard: { pods: "10", "requests.cpu": "1.5", "count/deployments.apps": 3 } }),
    ).toEqual([]);
    expect(quota({ hard: { pods: "1.5", cpu: "-1" } })).toEqual([
      "spec.hard[pods] Invalid: must be a whole number",
      "spec.hard[cpu] Invalid: is negative",
    ]);
  });

  it("have scopes that go together with what they count", () => {
    expect(quota({ hard: { pods: "1" }, scopes: ["BestEffort"] })).toEqual([]);
    expect(quota({ scopes: ["besteffort"] })).toEqual([
      'spec.scopes Invalid: "besteffort" is no scope',
    ]);
    expect(quota({ hard: { cpu: "1" }, scopes: ["BestEffort", "NotBestEffort"] })).toEqual([
      'spec.scopes Invalid: has "BestEffort", which does not count "cpu"',
      "spec.scopes Invalid: has both BestEffort and NotBestEffort",
    ]);
  });

  it("select scopes by operators", () => {
    const select = (requirement: JsonObject) =>
      quota({ scopeSelector: { matchExpressions: [requirement] } });
    const field = "spec.scopeSelector.matchExpressions";
    expect(select({ scopeName: "PriorityClass", operator: "In", values: ["high"] })).toEqual([]);
    expect(select({ scopeName: "PriorityClass", operator: "In" })).toEqual([
      `${field}.values Required: must be set for operator In`,
    ]);
    expect(select({ scopeName: "Terminating", operator: "In", values: ["a"] })).toEqual([
      `${field}.operator Invalid: must be Exists for this scope`,
    ]);
  });
});
