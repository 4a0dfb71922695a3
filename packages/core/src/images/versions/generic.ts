import { compareLists, compareNumbers, compareTexts, isDigits } from "./order.ts";

/**
 * An order for versions of no known grammar: numbers and words from the left, words of work in progress (`alpha`, `rc`, `pre`, `dev`)
 * before the end, all others after it. It is a guess, and who uses it says so.
 */
export function compareGeneric(a: string, b: string): number {
  return compareLists(segments(a), segments(b), compareSegments);
}

/** What follows `+` is a build; zeros before a word and at the end say nothing. */
function segments(text: string): readonly string[] {
  const [version = ""] = text
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, "")
    .split("+", 1);
  const found = version.match(/[0-9]+|[a-z]+/g) ?? [];
  return found.filter((segment, index) => !isIdle(segment, found.slice(index + 1)));
}

function isIdle(segment: string, rest: readonly string[]): boolean {
  if (!/^0+$/.test(segment)) return false;
  const next = rest.find((other) => !/^0+$/.test(other));
  return next === undefined || !isDigits(next);
}

function compareSegments(a: string | undefined, b: string | undefined): number {
  const order = weight(a) - weight(b);
  if (order !== 0 || a === undefined || b === undefined) return order;
  return isDigits(a) ? compareNumbers(a, b) : compareTexts(a, b);
}

function weight(segment: string | undefined): number {
  if (segment === undefined) return 0;
  if (isDigits(segment)) return 2;
  return /^(?:alpha|beta|a|b|c|rc|cr|pre|preview|dev|snapshot|milestone|m|ea)$/.test(segment)
    ? -1
    : 1;
}
