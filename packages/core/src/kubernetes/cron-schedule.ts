interface Bounds {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const MONTHS = [
  "",
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const MONTH: Bounds = { name: "month", minimum: 1, maximum: 12, names: MONTHS };

const FIELDS: readonly Bounds[] = [
  { name: "minute", minimum: 0, maximum: 59 },
  { name: "hour", minimum: 0, maximum: 23 },
  { name: "day of the month", minimum: 1, maximum: 31 },
  MONTH,
  { name: "day of the week", minimum: 0, maximum: 6, names: DAYS },
];

/**
 * What is wrong with the schedule of a CronJob, as a lower-case clause; undefined where it is valid. As `ParseStandard` of
 * robfig/cron v3 and validateScheduleFormat of Kubernetes have it: five fields or a word with `@`, and no time zone in it.
 */
export function problemOfSchedule(schedule: string): string | undefined {
  const refused = refusalOfSchedule(schedule);
  return refused ?? (neverComes(fieldsOf(schedule)) ? "is for a date that never comes" : undefined);
}

/** Why the API server refuses the schedule, which takes days that never come. */
export function refusalOfSchedule(schedule: string): string | undefined {
  if (schedule.includes("TZ")) return "names a time zone, which belongs into timeZone";
  if (schedule.startsWith("@")) return problemOfWord(schedule);
  const fields = fieldsOf(schedule);
  if (fields.length !== FIELDS.length) return `has ${fields.length} fields instead of 5`;
  const problems = FIELDS.flatMap((bounds, index) => problemsOfField(fields[index] ?? "", bounds));
  return problems[0];
}

// White space as Go's strings.Fields has it.
function fieldsOf(schedule: string): readonly string[] {
  return schedule.split(/[\s\u0085]+/).filter((field) => field !== "");
}

function problemsOfField(field: string, bounds: Bounds): readonly string[] {
  return field
    .split(",")
    .filter((range) => range !== "" && !isRange(range, bounds))
    .map((range) => `has no valid ${bounds.name}: ${range}`);
}

const WORDS: ReadonlySet<string> = new Set([
  "@annually",
  "@daily",
  "@hourly",
  "@midnight",
  "@monthly",
  "@weekly",
  "@yearly",
]);

function problemOfWord(schedule: string): string | undefined {
  // Go's time.ParseDuration.
  const every = /^@every [-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
  return WORDS.has(schedule) || every.test(schedule) ? undefined : `is no known word: ${schedule}`;
}

function isRange(text: string, bounds: Bounds): boolean {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0 || !isStep(step)) return false;
  const [low = "", high, ...others] = range.split("-");
  if (low === "*" || low === "?") return true;
  // "N/step" goes on to the maximum.
  const open = step === undefined ? low : String(bounds.maximum);
  const start = valueOf(low, bounds);
  const end = valueOf(high ?? open, bounds);
  return others.length === 0 && isOrdered([bounds.minimum, start, end, bounds.maximum]);
}

function isStep(step: string | undefined): boolean {
  return step === undefined || (numberOf(step) ?? 0) > 0;
}

function isOrdered(numbers: readonly (number | undefined)[]): boolean {
  return numbers.every((number, index) => {
    const before = index === 0 ? number : numbers[index - 1];
    return number !== undefined && before !== undefined && before <= number;
  });
}

function valueOf(text: string, { names }: Bounds): number | undefined {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  return index >= 0 && text !== "" ? index : numberOf(text);
}

function numberOf(text: string): number | undefined {
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

const LONGEST = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// Only plain numbers are looked at, as in `0 0 31 2 *`; a day of the week would come anyway.
function neverComes([, , day = "", month = "", weekday = ""]: readonly string[]): boolean {
  const days = day.split(",").map(numberOf);
  const months = month.split(",").map((each) => valueOf(each, MONTH));
  if (!/^[*?]/.test(weekday) || days.includes(undefined) || months.includes(undefined))
    return false;
  return days.every((each) => months.every((of) => (each ?? 0) > (LONGEST[of ?? 0] ?? 31)));
}
