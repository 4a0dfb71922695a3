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
  const allowed = fields.map(numbersOf);
  const isAny = fields.map((field) => /^[*?]/.test(field));
  return (milliseconds) => {
    const date = new Date(milliseconds);
    const [minute, hour, day, month, weekday] = [
      date.getUTCMinutes(),
      date.getUTCHours(),
      date.getUTCDate(),
      date.getUTCMonth() + 1,
      date.getUTCDay(),
    ].map((number, at) => allowed[at]?.has(number) === true);
    const isTime = minute === true && hour === true && month === true;
    // Where both the day of the month and that of the week are named, one is enough.
    const isDay = isAny[2] === true || isAny[4] === true ? day && weekday : day || weekday;
    return isTime && isDay === true;
  };
}

function numbersOf(field: string, at: number): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const part of field.split(",")) {
    const [range = "", step] = part.split("/");
    const { start, end } = boundsOf(range, at, step !== undefined);
    for (let each = start; each <= end; each += Number(step ?? 1)) numbers.add(each);
  }
  return numbers;
}

/** `N/step` goes on to the greatest number. */
function boundsOf(range: string, at: number, hasStep: boolean) {
  const [least = 0, most = 0] = BOUNDS[at] ?? [];
  const [low = "", high] = range.split("-");
  if (low === "*" || low === "?") return { start: least, end: most };
  const start = numberOf(low, at);
  const open = hasStep ? most : start;
  return { start, end: high === undefined ? open : numberOf(high, at) };
}

function numberOf(text: string, at: number): number {
  const index = NAMES[at]?.indexOf(text.toLowerCase()) ?? -1;
  return index >= 0 ? index : Number(text);
}
