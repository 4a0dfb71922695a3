import { valueAt } from "../../kubernetes/json-fields.ts";
import { controllerReferenceOf } from "../../kubernetes/owners.ts";
import type { ObjectCheck } from "../check.ts";
import { adding } from "../writing/fixes.ts";

/** Jobs that nothing else cleans up go by themselves. */
export const jobLifetimeMissing: ObjectCheck = {
  on: "object",
  kinds: ["batch/Job"],
  id: "job-lifetime-missing",
  title: "Job without ttlSecondsAfterFinished",
  topic: "reliability",
  severity: "info",
  description:
    "A finished Job stays with its pods, their logs and their environment until somebody deletes it: old credentials remain readable, and thousands of them slow the API server down. Jobs of a CronJob or of another controller are cleaned up by it.",
  remediation: "Set `ttlSecondsAfterFinished`.",
  references: [],
  aliases: ["kube-linter:job-ttl-seconds-after-finished"],

  *evaluate({ object }) {
    if (valueAt(object, "spec", "ttlSecondsAfterFinished") !== undefined) return;
    if (controllerReferenceOf(object)) return;
    const path = ["spec", "ttlSecondsAfterFinished"];
    yield {
      path,
      message: "ttlSecondsAfterFinished is not set",
      fix: adding("needs-value", path, 86_400),
    };
  },

  examples: {
    violating: [
      {
        title: "a job of nobody",
        objects: [{ apiVersion: "batch/v1", kind: "Job", metadata: { name: "migrate" }, spec: {} }],
        violations: [
          "Job/migrate spec.ttlSecondsAfterFinished: ttlSecondsAfterFinished is not set",
        ],
      },
    ],
    compliant: [
      {
        title: "a job that goes",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "Job",
            metadata: { name: "migrate" },
            spec: { ttlSecondsAfterFinished: 3600 },
          },
        ],
      },
    ],
  },
};
