import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const template = { spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a" }] } };

function job(spec: JsonObject, name = "sum"): readonly string[] {
  const metadata = { name, namespace: "shop" };
  return errorsOf({ apiVersion: "batch/v1", kind: "Job", metadata, spec: { template, ...spec } });
}

function policy(rule: JsonObject): readonly string[] {
  return job({ podFailurePolicy: { rules: [rule] } });
}

function indexes(succeededIndexes: string): readonly string[] {
  const successPolicy = { rules: [{ succeededIndexes }] };
  return job({ completionMode: "Indexed", completions: 10, successPolicy });
}

describe("jobs", () => {
  it("end", () => {
    expect(job({})).toEqual([]);
    expect(job({ template: { spec: { containers: [{ name: "a", image: "a" }] } } })).toEqual([
      "spec.template.spec.restartPolicy Required: must be OnFailure or Never",
    ]);
    expect(job({ completions: -1, backoffLimit: -2 })).toEqual([
      "spec.completions Invalid: -1 is negative",
      "spec.backoffLimit Invalid: -2 is negative",
    ]);
  });

  it("leave their selector to the server, unless they say otherwise", () => {
    expect(job({ selector: { matchLabels: { app: "a" } } })).toEqual([
      "spec.template.metadata.labels Invalid: are not selected by the selector",
      "spec.selector Invalid: may only be set beside manualSelector",
    ]);
    expect(job({ manualSelector: true })).toEqual([
      "spec.selector Required: must be set",
      "spec.template.metadata.labels Invalid: are not selected by the selector",
    ]);
    const labels = { "job-name": "other" };
    expect(job({ template: { ...template, metadata: { labels } } })).toEqual([
      "spec.template.metadata.labels[job-name] Invalid: is the server's to set",
    ]);
  });

  it("have names that leave room for labels and host names", () => {
    expect(job({}, "a".repeat(64))).toEqual([
      `spec.template.labels Invalid: "${"a".repeat(64)}" may be no longer than 63 characters`,
      `spec.template.labels Invalid: "${"a".repeat(64)}" may be no longer than 63 characters`,
    ]);
    expect(job({ completionMode: "Indexed", completions: 11 }, "a".repeat(61))).toEqual([
      `metadata.name Invalid: makes the host name "${"a".repeat(61)}-10", which may be no longer than 63 characters`,
    ]);
  });

  it("count by index only where they are indexed", () => {
    expect(job({ completionMode: "Indexed", parallelism: 2 })).toEqual([
      "spec.completions Required: must be set for completionMode Indexed",
    ]);
    expect(job({ backoffLimitPerIndex: 1 })).toEqual([
      "spec.backoffLimitPerIndex Invalid: may only be set for completionMode Indexed",
    ]);
    expect(job({ completionMode: "indexed" })).toEqual([
      'spec.completionMode NotSupported: "indexed" is none of "NonIndexed", "Indexed"',
    ]);
  });

  it("have rules for failures by exit codes or by conditions", () => {
    const onExitCodes = { operator: "In", values: [1, 2] };
    expect(policy({ action: "Ignore", onExitCodes })).toEqual([]);
    expect(policy({ action: "FailIndex" })).toEqual([
      "spec.podFailurePolicy.rules[0].action Invalid: may only be FailIndex beside backoffLimitPerIndex",
      "spec.podFailurePolicy.rules[0] Invalid: must have one of onExitCodes and onPodConditions",
    ]);
    expect(
      policy({
        action: "Count",
        onExitCodes: { operator: "In", values: [2, 0, 2], containerName: "b" },
      }),
    ).toEqual([
      'spec.podFailurePolicy.rules[0].onExitCodes.containerName Invalid: "b" is no container of the template',
      "spec.podFailurePolicy.rules[0].onExitCodes.values[1] Invalid: may not be 0 for operator In",
      'spec.podFailurePolicy.rules[0].onExitCodes.values[2] Duplicate: "2" is there already',
      "spec.podFailurePolicy.rules[0].onExitCodes.values Invalid: must be in ascending order",
    ]);
  });

  it("have rules for success by indexes of theirs", () => {
    expect(indexes("0-2,5,9")).toEqual([]);
    for (const text of ["10", "2,1", "1-1", "a", "1-2-3"]) {
      expect(indexes(text)).toEqual([
        `spec.successPolicy.rules[0].succeededIndexes Invalid: "${text}" are no indexes of the Job`,
      ]);
    }
  });
});
