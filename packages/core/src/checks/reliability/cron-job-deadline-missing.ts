import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { adding } from "../writing/fixes.ts";

/** A CronJob says how late a run may start. */
export const cronJobDeadlineMissing: ObjectCheck = {
  on: "object",
  kinds: ["batch/CronJob"],
  id: "cron-job-deadline-missing",
  title: "CronJob without startingDeadlineSeconds",
  topic: "reliability",
  severity: "low",
  description:
    "Without `startingDeadlineSeconds` a CronJob that missed a hundred runs, during an outage or while it was suspended, is never started again: backups and key rotation silently stop. Below ten seconds the controller, which checks every ten seconds, may miss every run.",
  remediation: "Set `startingDeadlineSeconds`, for instance to half the time between two runs.",
  references: [],
  aliases: ["kube-score:cronjob-has-deadline", "datree:17"],

  *evaluate({ object }) {
    const path = ["spec", "startingDeadlineSeconds"];
    const seconds = valueAt(object, ...path);
    if (seconds === undefined) {
      const fix = adding("needs-value", path, 300);
      yield { path, message: "cron job has no startingDeadlineSeconds", fix };
    } else if (typeof seconds === "number" && seconds < 10) {
      yield { path, message: `cron job may start ${seconds} seconds late, which is less than 10` };
    }
  },

  examples: {
    violating: [
      {
        title: "none, and one that is too short",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 3 * * *" },
          },
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "rotate" },
            spec: { schedule: "0 4 * * *", startingDeadlineSeconds: 5 },
          },
        ],
        violations: [
          "CronJob/backup spec.startingDeadlineSeconds: cron job has no startingDeadlineSeconds",
          "CronJob/rotate spec.startingDeadlineSeconds: cron job may start 5 seconds late, which is less than 10",
        ],
      },
    ],
    compliant: [
      {
        title: "five minutes",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 3 * * *", startingDeadlineSeconds: 300 },
          },
        ],
      },
    ],
  },
};
