import {
  compareLists,
  compareNumberLists,
  compareNumbers,
  compareTexts,
  isDigits,
} from "./order.ts";

/**
 * Semantic Versioning 2.0.0, with what real versions have besides: a `v` or `go` in front, fewer or more than three numbers, and a
 * prerelease that nothing or a dot separates (`1.20rc1` of Go, `1.0.0.beta2`).
 */
export function compareSemver(a: string, b: string): number {
  return comparePlain(a, b) ?? compareParsed(a, b);
}

/**
 * The order of two versions as far as they are digits and dots; undefined where something else may decide. Dense: matching asks this of
 * every fix of a library, and to take versions apart first took four times as long.
 */
function comparePlain(a: string, b: string): number | undefined {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const endOfA = endOfPart(a, i);
    const endOfB = endOfPart(b, j);
    const left = numberIn(a, i, endOfA);
    const right = numberIn(b, j, endOfB);
    if (left < 0 || right < 0) return undefined;
    if (left !== right) return left - right;
    i = endOfA + 1;
    j = endOfB + 1;
  }
  return 0;
}

function endOfPart(text: string, start: number): number {
  const dot = text.indexOf(".", start);
  return dot < 0 ? text.length : dot;
}

/** Beyond this a number of JavaScript is not exact. */
const MOST_DIGITS = 15;

/** What is missing is 0; -1 for what is no plain number. */
function numberIn(text: string, start: number, end: number): number {
  if (start >= text.length) return 0;
  if (start === end || end - start > MOST_DIGITS) return -1;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function compareParsed(a: string, b: string): number {
  const left = parseSemver(a);
  const right = parseSemver(b);
  return (
    compareNumberLists(left.numbers, right.numbers) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

export interface Semver {
  readonly numbers: readonly string[];
  readonly prerelease: readonly string[];
  /** What follows `+`. */
  readonly build: string;
}

export function parseSemver(text: string): Semver {
  const [, numbers = "", rest = ""] =
    /^\s*(?:go|[vV=])?\s*((?:\d+\.)*\d*)([^]*)$/.exec(text.trim()) ?? [];
  const plus = rest.indexOf("+");
  const before = plus < 0 ? rest : rest.slice(0, plus);
  const prerelease = before.replace(/^[-.]/, "");
  return {
    numbers: numbers.split(".").filter((number) => number !== ""),
    prerelease: prerelease === "" ? [] : prerelease.split("."),
    build: plus < 0 ? "" : rest.slice(plus + 1),
  };
}

/** A prerelease is less than none; its identifiers from the left, numbers before words. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  return compareLists(a, b, compareIdentifiers);
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  const isNumber = isDigits(a);
  if (isNumber !== isDigits(b)) return isNumber ? -1 : 1;
  return isNumber ? compareNumbers(a, b) : compareTexts(a, b);
}

/** NuGet's: up to four numbers, and prereleases in either case (NuGet.Versioning, `VersionComparer.Default`). */
export function compareNuget(a: string, b: string): number {
  return compareSemver(a.toLowerCase(), b.toLowerCase());
}

/** Dart's: as SemVer, but builds count, and having one is more (pub_semver, `Version.compareTo`); what follows three numbers is build. */
export function comparePub(a: string, b: string): number {
  const left = parseSemver(a);
  const right = parseSemver(b);
  return (
    compareNumberLists(left.numbers.slice(0, 3), right.numbers.slice(0, 3)) ||
    comparePrereleases(left.prerelease, right.prerelease) ||
    compareLists(buildsOf(left), buildsOf(right), compareIdentifiers)
  );
}

function buildsOf({ numbers, build }: Semver): readonly string[] {
  return [...numbers.slice(3), ...build.split(".").filter((part) => part !== "")];
}

/** Bitnami's: a number after the dash is a revision, so more than none (bitnami/go-version). */
export function compareBitnami(a: string, b: string): number {
  const left = parseSemver(a);
  const right = parseSemver(b);
  const revised = [left, right].map(({ prerelease }) => prerelease.every(isDigits));
  return (
    compareNumberLists(left.numbers, right.numbers) ||
    comparePrereleases(revised[0] ? [] : left.prerelease, revised[1] ? [] : right.prerelease) ||
    compareNumberLists(left.prerelease, right.prerelease)
  );
}
