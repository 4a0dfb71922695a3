import { problemOfSchedule } from "@watertight/core/kubernetes";

/** Whether a minute, in UTC, is one of a schedule. */
export type IsTime = (milliseconds: number) => boolean;

const WORDS: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};
const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;
const NAMES: Readonly<Record<number, readonly string[]>> = {
  3: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  4: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

/** Reads a schedule as CronJobs have it (robfig/cron v3); throws with a sentence where it is none. */
export function scheduleOf(text: string): IsTime {
  const problem = text.startsWith("@every") ? "has no fixed times" : problemOfSchedule(text);
  if (problem !== undefined) throw new Error(`The schedule "${text}" ${problem}.`);
  const fields = (WORDS[text] ?? text).split(/\s+/).filter((field) => field !== "");
  const [minutes, hours, days, months, weekdays] = fields.map(numbersOf);
  const isEveryDay = /^[*?]/.test(fields[2] ?? "");
  const isEveryWeekday = /^[*?]/.test(fields[4] ?? "");
  return (milliseconds) => {
    const date = new Date(milliseconds);
    const isDay = days?.has(date.getUTCDate()) === true;
    const isWeekday = weekdays?.has(date.getUTCDay()) === true;
    return (
      minutes?.has(date.getUTCMinutes()) === true &&
      hours?.has(date.getUTCHours()) === true &&
      months?.has(date.getUTCMonth() + 1) === true &&
      // Where both are named, one is enough.
      (isEveryDay || isEveryWeekday ? isDay && isWeekday : isDay || isWeekday)
    );
  };
}

function numbersOf(field: string, at: number): ReadonlySet<number> {
  const [least = 0, most = 0] = BOUNDS[at] ?? [];
  const numbers = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step] = part.split("/");
    const [low = "", high] = range.split("-");
    const isAny = low === "*" || low === "?";
    const start = isAny ? least : numberOf(low, at);
    const open = isAny || step !== undefined ? most : start;
    const end = high === undefined ? open : numberOf(high, at);
    for (let each = start; each <= end; each += Number(step ?? 1)) numbers.add(each);
  }
  return numbers;
}

function numberOf(text: string, at: number): number {
  const index = NAMES[at]?.indexOf(text.toLowerCase()) ?? -1;
  return index >= 0 ? index : Number(text);
}
