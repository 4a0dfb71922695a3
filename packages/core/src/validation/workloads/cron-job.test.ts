import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const template = { spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a" }] } };

function cronJob(spec: JsonObject, name = "sum"): readonly string[] {
  return errorsOf({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name, namespace: "shop" },
    spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template } }, ...spec },
  });
}

describe("cron jobs", () => {
  it("need a schedule that can be read", () => {
    expect(cronJob({})).toEqual([]);
    expect(cronJob({ schedule: "@daily" })).toEqual([]);
    expect(cronJob({ schedule: "" })).toEqual(["spec.schedule Required: must be set"]);
    expect(cronJob({ schedule: "61 * * * *" })).toHaveLength(1);
    // A day that never comes is one.
    expect(cronJob({ schedule: "0 0 30 2 *" })).toEqual([]);
  });

  it("have a time zone by its name", () => {
    expect(cronJob({ timeZone: "Europe/Berlin" })).toEqual([]);
    expect(cronJob({ timeZone: "" })).toEqual(["spec.timeZone Invalid: must not be empty"]);
    expect(cronJob({ timeZone: "Local" })).toEqual([
      'spec.timeZone Invalid: "Local" is no time zone',
    ]);
  });

  it("leave room in their names, and the selector to their jobs", () => {
    expect(cronJob({}, "a".repeat(52))).toEqual([]);
    expect(cronJob({}, "a".repeat(53))).toEqual([
      "metadata.name Invalid: is longer than 52 characters",
    ]);
    expect(
      cronJob({ jobTemplate: { spec: { template, selector: {}, manualSelector: true } } }),
    ).toEqual([
      "spec.jobTemplate.spec.selector Invalid: is made for each Job",
      'spec.jobTemplate.spec.manualSelector NotSupported: "true" is none of "false"',
    ]);
  });

  it("know what to do beside each other", () => {
    expect(cronJob({ concurrencyPolicy: "forbid", failedJobsHistoryLimit: -1 })).toEqual([
      "spec.failedJobsHistoryLimit Invalid: -1 is negative",
      'spec.concurrencyPolicy NotSupported: "forbid" is none of "Allow", "Forbid", "Replace"',
    ]);
  });
});
