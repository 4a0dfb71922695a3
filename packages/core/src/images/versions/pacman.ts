import { compareNumbers, compareTexts } from "./order.ts";
import { compareEvr, splitRpmVersion } from "./rpm.ts";

/** The order of pacman, as vercmp(8) and lib/libalpm/version.c have it: `1.0a < 1.0rc < 1.0 < 1.0.a < 1.0.1`. */
export function comparePacman(a: string, b: string): number {
  const left = splitRpmVersion(a);
  const right = splitRpmVersion(b);
  // A release counts only where both have one.
  const both = left.release !== undefined && right.release !== undefined;
  return both
    ? compareEvr(left, right, compareParts)
    : compareEvr({ ...left, release: undefined }, { ...right, release: undefined }, compareParts);
}

interface Segment {
  readonly text: string;
  /** How many separators stand before it. */
  readonly gap: number;
}

function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  const left = segments(a);
  const right = segments(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareSegments(left[index], right[index]);
    if (order !== 0) return order;
  }
  if (left.length === right.length) return 0;
  return left.length > right.length ? remaining(left[length]) : -remaining(right[length]);
}

/** What is left is more, unless it is letters that nothing separates: `1.0rc` of `1.0`. */
function remaining(segment: Segment | undefined): number {
  return segment !== undefined && segment.gap === 0 && /^[A-Za-z]/.test(segment.text) ? -1 : 1;
}

function compareSegments(a: Segment | undefined, b: Segment | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.gap !== b.gap) return a.gap < b.gap ? -1 : 1;
  const isNumber = a.text.charCodeAt(0) <= 57;
  if (isNumber !== b.text.charCodeAt(0) <= 57) return isNumber ? 1 : -1;
  return isNumber ? compareNumbers(a.text, b.text) : compareTexts(a.text, b.text);
}

function segments(text: string): readonly Segment[] {
  return [...text.matchAll(/([^0-9A-Za-z]*)([0-9]+|[A-Za-z]+)/g)].map(
    ([, gap = "", part = ""]) => ({
      text: part,
      gap: gap.length,
    }),
  );
}
