import { CelError, Duration, fitsInt64, type Result, Timestamp } from "./value.ts";

/*
 * Times as Go's package time reads and writes them.
 */

const SECOND = 1_000_000_000n;

/** The first and the last instant that CEL knows: the years 1 to 9999. */
export const MIN_TIME: bigint = -62_135_596_800n * SECOND;
export const MAX_TIME: bigint = 253_402_300_799n * SECOND + 999_999_999n;

const UNITS = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["µs", 1000n],
  ["μs", 1000n],
  ["ms", 1_000_000n],
  ["s", SECOND],
  ["m", 60n * SECOND],
  ["h", 3600n * SECOND],
]);

const PART = /^([0-9]*)(\.[0-9]*)?(ns|us|µs|μs|ms|s|m|h)/;

/** What Go's time.ParseDuration makes of a text, in nanoseconds. */
export function parseDuration(text: string): bigint | undefined {
  const isNegative = text.startsWith("-");
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") {
    return 0n;
  }
  if (rest === "") {
    return;
  }
  let total = 0n;
  while (rest !== "") {
    const part = partOf(rest);
    if (part === undefined) {
      return;
    }
    total += part.nanoseconds;
    if (total > 2n ** 63n) {
      return;
    }
    rest = rest.slice(part.length);
  }
  const signed = isNegative ? -total : total;
  return fitsInt64(signed) ? signed : undefined;
}

function partOf(rest: string): { nanoseconds: bigint; length: number } | undefined {
  const found = PART.exec(rest);
  if (found === null) {
    return;
  }
  const [whole, integer = "", fraction = "", unit = ""] = found;
  const scale = UNITS.get(unit) ?? 1n;
  const digits = fraction.slice(1);
  if (integer === "" && digits === "") {
    return;
  }
  return {
    nanoseconds: BigInt(integer || "0") * scale + fractionOf(digits, scale),
    length: whole.length,
  };
}

/** The part of a unit that digits after a point are, cut off to nanoseconds by floating point as Go does it. */
function fractionOf(digits: string, scale: bigint): bigint {
  if (digits === "") {
    return 0n;
  }
  const counted = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(counted) * (Number(scale) / 10 ** counted.length)));
}

/** A duration as `string()` gives it: seconds, with as many digits as needed. */
export function showDuration({ nanoseconds }: Duration): string {
  const seconds = Number(nanoseconds / SECOND) + Number(nanoseconds % SECOND) / 1e9;
  return `${plainNumber(seconds)}s`;
}

/** A number without an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  const found = /^(-?)([0-9])(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(text);
  if (found === null) {
    return text;
  }
  const [, sign, first, rest = "", exponent] = found;
  const shift = Number(exponent);
  const digits = `${first}${rest}`;
  return shift < 0
    ? `${sign}0.${"0".repeat(-shift - 1)}${digits}`
    : `${sign}${digits.padEnd(shift + 1, "0")}`;
}

const TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})([.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/** What Go's time.Parse makes of a text in RFC 3339. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const found = TIME.exec(text);
  if (found === null) {
    return;
  }
  const [, year, month, day, hours, minutes, seconds, fraction = "", zone = "Z"] = found;
  const offset = offsetOf(zone);
  const parts = { year, month, day, hours, minutes, seconds };
  const epoch = epochOf(parts);
  if (epoch === undefined || offset === undefined) {
    return;
  }
  const nanoseconds = BigInt(fraction.slice(1, 10).padEnd(9, "0"));
  return new Timestamp(BigInt(epoch - offset * 60) * SECOND + nanoseconds, offset);
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hours: string | undefined;
  readonly minutes: string | undefined;
  readonly seconds: string | undefined;
}

/** Seconds since 1970 of a day and time that exist. */
function epochOf(parts: Parts): number | undefined {
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  const [hours, minutes, seconds] = [
    Number(parts.hours),
    Number(parts.minutes),
    Number(parts.seconds),
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return;
  }
  if (hours > 23 || minutes > 59 || seconds > 59) {
    return;
  }
  return daysSinceEpoch(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

function offsetOf(zone: string): number | undefined {
  if (zone === "Z") {
    return 0;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 24 || minutes > 60) {
    return;
  }
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0);
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
}

/** Day and time in a time zone that is `offset` minutes east of Greenwich. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

export function civilTime(nanoseconds: bigint, offset: number): CivilTime {
  const total = nanoseconds + BigInt(Math.round(offset * 60)) * SECOND;
  const nanos = ((total % SECOND) + SECOND) % SECOND;
  const epoch = Number((total - nanos) / SECOND);
  const days = Math.floor(epoch / 86_400);
  const ofDay = epoch - days * 86_400;
  const date = dateOf(days);
  return {
    ...date,
    hours: Math.floor(ofDay / 3600),
    minutes: Math.floor(ofDay / 60) % 60,
    seconds: ofDay % 60,
    nanoseconds: Number(nanos),
    dayOfWeek: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysSinceEpoch(date.year, 1, 1),
  };
}

function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: year + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** A timestamp in RFC 3339, in the time zone it was written in. */
export function showTimestamp({ nanoseconds, offset }: Timestamp): string {
  const time = civilTime(nanoseconds, offset);
  const fraction =
    time.nanoseconds === 0
      ? ""
      : `.${String(time.nanoseconds).padStart(9, "0").replace(/0+$/, "")}`;
  const date = `${pad(time.year, 4)}-${pad(time.month)}-${pad(time.day)}`;
  return `${date}T${pad(time.hours)}:${pad(time.minutes)}:${pad(time.seconds)}${fraction}${showOffset(offset)}`;
}

function showOffset(offset: number): string {
  if (offset === 0) {
    return "Z";
  }
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

const FIXED_ZONE = /^([+-]?)([0-9]{1,2}):([0-9]{1,2})$/;

/** Minutes east of Greenwich of a time zone at an instant: `02:00`, `-02:30`, or a name of the IANA database. */
export function zoneOffset(zone: string, nanoseconds: bigint): Result | number {
  const fixed = FIXED_ZONE.exec(zone);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    return fixed[1] === "-" ? -minutes : minutes;
  }
  if (zone === "" || zone === "UTC") {
    return 0;
  }
  return zone.includes(":")
    ? new CelError(`invalid timezone: ${zone}`)
    : namedOffset(zone, nanoseconds);
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function namedOffset(zone: string, nanoseconds: bigint): Result {
  if (!formats.has(zone)) {
    formats.set(zone, formatOf(zone));
  }
  const format = formats.get(zone);
  if (format === undefined) {
    return new CelError(`unknown time zone ${zone}`);
  }
  const seconds = Number((nanoseconds - (((nanoseconds % SECOND) + SECOND) % SECOND)) / SECOND);
  const parts = new Map(
    format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]),
  );
  const year = Number(parts.get("year")) * 1;
  const local =
    daysSinceEpoch(
      parts.get("era") === "BC" ? 1 - year : year,
      Number(parts.get("month")),
      Number(parts.get("day")),
    ) *
      86_400 +
    Number(parts.get("hour")) * 3600 +
    Number(parts.get("minute")) * 60 +
    Number(parts.get("second"));
  return (local - seconds) / 60;
}

const MAX_ZONES = 1000;

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (formats.size > MAX_ZONES) {
    formats.clear();
  }
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return;
  }
}
