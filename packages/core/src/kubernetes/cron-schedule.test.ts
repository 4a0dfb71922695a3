import { expect, test } from "vitest";
import { problemOfSchedule } from "./cron-schedule.ts";

test.each([
  "* * * * *",
  "*/5 * * * *",
  "0 3 * * MON-FRI",
  "0 3 1 jan,Jul ?",
  "5/10 0-6/2 1,15 * 0",
  "  0   3 * * *  ",
  "0 0 29 2 *",
  "0 0 31 2 1",
  "@hourly",
  "@every 1h30m",
  "@every .5s",
])("%j is a schedule", (schedule) => {
  expect(problemOfSchedule(schedule)).toBeUndefined();
});

test.each([
  ["", "has 0 fields instead of 5"],
  ["* * * *", "has 4 fields instead of 5"],
  ["0 * * * * *", "has 6 fields instead of 5"],
  ["60 * * * *", "has no valid minute: 60"],
  ["0 24 * * *", "has no valid hour: 24"],
  ["0 0 0 * *", "has no valid day of the month: 0"],
  ["0 0 * 13 *", "has no valid month: 13"],
  ["0 0 * * 7", "has no valid day of the week: 7"],
  ["0 0 * * monday", "has no valid day of the week: monday"],
  ["*/0 * * * *", "has no valid minute: */0"],
  ["5-1 * * * *", "has no valid minute: 5-1"],
  ["1-2-3 * * * *", "has no valid minute: 1-2-3"],
  ["1/2/3 * * * *", "has no valid minute: 1/2/3"],
  ["-5 * * * *", "has no valid minute: -5"],
  ["a * * * *", "has no valid minute: a"],
  ["@reboot", "is no known word: @reboot"],
  ["@every day", "is no known word: @every day"],
  ["CRON_TZ=UTC 0 3 * * *", "names a time zone, which belongs into timeZone"],
  ["0 0 30 2 *", "is for a date that never comes"],
  ["0 0 31 apr,jun *", "is for a date that never comes"],
])("%j is none: it %s", (schedule, problem) => {
  expect(problemOfSchedule(schedule)).toBe(problem);
});
