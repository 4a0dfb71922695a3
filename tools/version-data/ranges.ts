/** Versions from one, to before another or without an end. */
export interface VersionRange {
  readonly from: string;
  readonly fixed?: string;
  /** What is in it may be affected or not: the source does not say it of releases. */
  readonly isUnclear?: boolean;
}

/** In ascending order, those that touch or overlap as one; what is sure counts before what is not. */
export function mergedRanges(ranges: readonly VersionRange[]): readonly VersionRange[] {
  const sure = joined(ranges.filter(({ isUnclear }) => isUnclear !== true));
  const start = sure[0]?.from;
  const unclear = ranges.filter(({ isUnclear }) => isUnclear === true)[0];
  if (!unclear) return sure;
  if (start === undefined) return [unclear];
  if (compareTexts(start, unclear.from) <= 0) return sure;
  return [{ ...unclear, fixed: start }, ...sure];
}

function joined(ranges: readonly VersionRange[]): readonly VersionRange[] {
  const found: VersionRange[] = [];
  for (const range of ranges.toSorted((a, b) => compareTexts(a.from, b.from))) {
    const last = found.at(-1);
    if (last && (last.fixed === undefined || compareTexts(range.from, last.fixed) < 0)) {
      found[found.length - 1] = withEnd(last, later(last.fixed, range.fixed));
    } else if (range.fixed === undefined || compareTexts(range.from, range.fixed) < 0) {
      found.push(range);
    }
  }
  return found;
}

function withEnd({ from }: VersionRange, fixed: string | undefined): VersionRange {
  return fixed === undefined ? { from } : { from, fixed };
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  return compareTexts(a, b) < 0 ? b : a;
}

/** By the rules of semantic versions, for texts that databases have; a text without numbers comes first. */
export function compareTexts(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const index of [0, 1, 2]) {
    const order = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (order !== 0) return order;
  }
  if (left.pre === "" || right.pre === "")
    return Number(left.pre === "") - Number(right.pre === "");
  return left.pre.localeCompare(right.pre, "en", { numeric: true });
}

function partsOf(text: string): { readonly numbers: readonly number[]; readonly pre: string } {
  const [release = "", ...pre] = text.split("-");
  return {
    numbers: release.split(".").map((part) => Number.parseInt(part, 10) || 0),
    pre: pre.join("-"),
  };
}
