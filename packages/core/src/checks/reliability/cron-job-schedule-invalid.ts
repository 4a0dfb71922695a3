import { problemOfSchedule } from "../../kubernetes/cron-schedule.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";

/** The schedule of a CronJob is one that Kubernetes understands, and comes. */
export const cronJobScheduleInvalid: ObjectCheck = {
  on: "object",
  kinds: ["batch/CronJob"],
  id: "cron-job-schedule-invalid",
  title: "Schedule that never comes",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server refuses a schedule that it does not understand, and one such as the 30th of February is never due: backups and the rotation of keys do not happen.",
  remediation:
    "Write minute, hour, day of the month, month and day of the week (0 to 6), and the time zone into `timeZone`.",
  references: [],
  aliases: ["datree:8"],

  *evaluate({ object }) {
    const schedule = valueAt(object, "spec", "schedule");
    if (typeof schedule !== "string") return; // the decoder tells
    const problem = problemOfSchedule(schedule);
    if (problem === undefined) return;
    yield { path: ["spec", "schedule"], message: `schedule ${problem}` };
  },

  examples: {
    violating: [
      {
        title: "an hour that there is not, and a day that never comes",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 24 * * *" },
          },
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "rotate" },
            spec: { schedule: "0 0 30 2 *" },
          },
        ],
        violations: [
          "CronJob/backup spec.schedule: schedule has no valid hour: 24",
          "CronJob/rotate spec.schedule: schedule names a day that never comes",
        ],
      },
    ],
    compliant: [
      {
        title: "working days",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "backup" },
            spec: { schedule: "0 3 * * MON-FRI" },
          },
        ],
      },
    ],
  },
};
