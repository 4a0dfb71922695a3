import type { Location } from "../snapshot/origin.ts";

/** What an exception is for: every member that is given must hold. `*` in a text stands for any text. */
export interface ExceptionScope {
  /** Ids of checks; `*` is every check. */
  readonly checks: readonly string[];
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Labels of the object, all of them. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly container?: string;
  /** The field, formatted as findings have it. */
  readonly path?: string;
  /** The file, as locations name it. */
  readonly file?: string;
  /** The `valueFingerprint` of a finding: another value in the same field is not excepted. */
  readonly value?: string;
}

/** An exception as the configuration states it. */
export interface ConfiguredException extends ExceptionScope {
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, as `2027-01-31`; absent: no end. */
  readonly until?: string;
}

/** Scanners whose annotations and ignore files are understood. */
const FOREIGN_TOOLS = [
  "checkov",
  "kube-linter",
  "kube-score",
  "kubeaudit",
  "kubescape",
  "polaris",
  "trivy",
] as const;
export type ForeignTool = (typeof FOREIGN_TOOLS)[number];

/** An exception of the configuration or of another scanner's ignore file, with where it stands. */
export interface PlacedException {
  readonly exception: ConfiguredException;
  /** Absent for our own configuration. */
  readonly tool?: ForeignTool;
  readonly location: Location;
}

/** A statement that a weakness is accepted, wherever it was written. */
export interface Exception extends ExceptionScope {
  readonly source: "annotation" | "configuration" | "foreign";
  /** Whose annotation or ignore file it is, for `foreign`. */
  readonly tool?: ForeignTool;
  /** Why the weakness is accepted; empty only where `problems` says so. */
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
  readonly location: Location;
  /** Lower-case clauses: why it does not hold although it was written. */
  readonly problems: readonly string[];
}

/** An exception after everything that it could except was seen. */
export interface JudgedException {
  readonly exception: Exception;
  readonly today: string;
  /** The checks that it names in vain. */
  readonly unused: readonly string[];
}

/** Whether the exception is in force on a day, given as `2026-07-01`. */
export function holds({ problems, until }: Exception, today: string): boolean {
  return problems.length === 0 && !isExpired(until, today);
}

/** Whether the last day has passed. Dates of this form are in order as texts are. */
export function isExpired(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day, as `2027-01-31`. */
export function isDay(text: string): boolean {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const leapDay = month === "02" && isLeapYear(Number(year)) ? 1 : 0;
  return Number(day) >= 1 && Number(day) <= (DAYS[Number(month) - 1] ?? 0) + leapDay;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
