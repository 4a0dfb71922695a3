import type { FunctionDeclaration } from "../typing/environment.ts";
import { DURATION, INT, STRING, TIMESTAMP } from "../typing/type.ts";
import { type CivilTime, civilTime, zoneOffset } from "../values/time.ts";
import {
  Duration,
  intOf,
  noSuchOverload,
  type Result,
  Timestamp,
  textOf,
  type Value,
} from "../values/value.ts";
import { binary, declare, member, unary } from "./declare.ts";

/*
 * Parts of timestamps, in UTC unless a time zone is named, and of durations.
 */

const GETTERS: readonly (readonly [string, string, (time: CivilTime) => number])[] = [
  ["getFullYear", "year", ({ year }) => year],
  ["getMonth", "month", ({ month }) => month - 1],
  ["getDayOfYear", "day_of_year", ({ dayOfYear }) => dayOfYear],
  ["getDayOfMonth", "day_of_month", ({ day }) => day - 1],
  ["getDate", "day_of_month_1_based", ({ day }) => day],
  ["getDayOfWeek", "day_of_week", ({ dayOfWeek }) => dayOfWeek],
  ["getHours", "hours", ({ hours }) => hours],
  ["getMinutes", "minutes", ({ minutes }) => minutes],
  ["getSeconds", "seconds", ({ seconds }) => seconds],
  ["getMilliseconds", "milliseconds", ({ nanoseconds }) => Math.trunc(nanoseconds / 1e6)],
];

const OF_DURATIONS = new Map<string, bigint>([
  ["getHours", 3_600_000_000_000n],
  ["getMinutes", 60_000_000_000n],
  ["getSeconds", 1_000_000_000n],
  ["getMilliseconds", 1_000_000n],
]);

function inZone(timestamp: Value, zone: Value, part: (time: CivilTime) => number): Result {
  if (!(timestamp instanceof Timestamp)) {
    return noSuchOverload("get", timestamp);
  }
  const offset = zoneOffset(textOf(zone), timestamp.nanoseconds);
  return typeof offset === "number" ? part(civilTime(timestamp.nanoseconds, offset)) : offset;
}

export const TIME_FUNCTIONS: readonly FunctionDeclaration[] = GETTERS.map(([name, id, part]) => {
  const unit = OF_DURATIONS.get(name);
  const ofDuration =
    unit === undefined
      ? []
      : [
          member(
            `duration_to_${id}`,
            [DURATION],
            INT,
            unary((value) =>
              value instanceof Duration
                ? intOf(partOf(name, value.nanoseconds, unit))
                : noSuchOverload(name, value),
            ),
          ),
        ];
  return declare(
    name,
    member(
      `timestamp_to_${id}`,
      [TIMESTAMP],
      INT,
      unary((value) => inZone(value, "UTC", part)),
    ),
    member(
      `timestamp_to_${id}_with_tz`,
      [TIMESTAMP, STRING],
      INT,
      binary((value, zone) => inZone(value, zone, part)),
    ),
    ...ofDuration,
  );
});

/** The whole duration in a unit; of milliseconds too, which CEL's text has otherwise. */
function partOf(_name: string, nanoseconds: bigint, unit: bigint): bigint {
  return nanoseconds / unit;
}
