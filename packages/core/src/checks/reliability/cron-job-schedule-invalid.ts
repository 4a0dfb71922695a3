import { isRefusedAt } from "../../cluster/refusals.ts";
import { problemOfSchedule } from "../../kubernetes/cron-schedule.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";

/** The schedule of a CronJob comes. */
export const cronJobScheduleInvalid: ObjectCheck = {
  on: "object",
  kinds: ["batch/CronJob"],
  id: "cron-job-schedule-invalid",
  title: "CronJob schedule that is never due",
  topic: "reliability",
  severity: "medium",
  description:
    "The API server accepts a schedule such as the 30th of February, which is never due: backups and key rotation do not happen. A schedule that it cannot parse is rejected, which `object-refused` reports.",
  remediation:
    "Set `schedule` to minute, hour, day of the month, month and day of the week (0 to 6), and the time zone in `timeZone`.",
  references: [],
  aliases: ["datree:8"],

  *evaluate(entry) {
    const path = ["spec", "schedule"];
    const schedule = valueAt(entry.object, ...path);
    if (typeof schedule !== "string" || isRefusedAt(entry, path)) return;
    const problem = problemOfSchedule(schedule);
    if (problem !== undefined) yield { path, message: `schedule ${problem}` };
  },

  examples: {
    violating: [
      {
        title: "a day that never comes",
        objects: [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "rotate" },
            spec: { schedule: "0 0 30 2 *" },
          },
        ],
        violations: ["CronJob/rotate spec.schedule: schedule is for a date that never comes"],
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
