import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";

/** Runs of a CronJob do not overlap. */
export const cronJobConcurrent: ObjectCheck = {
  on: "object",
  kinds: ["batch/CronJob"],
  id: "cron-job-concurrent",
  title: "CronJob with concurrencyPolicy Allow",
  topic: "reliability",
  severity: "info",
  description:
    "With `concurrencyPolicy: Allow`, the default, runs that hang or are slow pile up until the nodes are full.",
  remediation: "Set `concurrencyPolicy` to `Forbid`, or to `Replace` where the newest run matters.",
  references: [],
  aliases: ["datree:24"],

  *evaluate({ object }) {
    const path = ["spec", "concurrencyPolicy"];
    const policy = valueAt(object, ...path);
    // "" is like an absent field.
    if (policy !== undefined && policy !== "" && policy !== "Allow") return;
    yield {
      path,
      message: "concurrencyPolicy is Allow",
      fix: setting("may-break", path, policy, "Forbid"),
    };
  },

  examples: {
    violating: [
      {
        title: "the default",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 3 * * *" },
          },
        ],
        violations: ["CronJob/backup spec.concurrencyPolicy: concurrencyPolicy is Allow"],
      },
    ],
    compliant: [
      {
        title: "one at a time",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 3 * * *", concurrencyPolicy: "Forbid" },
          },
        ],
      },
    ],
  },
};
