import { compareLists, compareNumbers, compareTexts, isDigits } from "./order.ts";

/** Numbers that dots or dashes separate, the longer being more: CRAN (`package_version` of R), Hackage, Bioconductor. */
export function compareDotted(a: string, b: string): number {
  return compareLists(a.trim().split(/[-.]/), b.trim().split(/[-.]/), compareParts);
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return isDigits(a) && isDigits(b) ? compareNumbers(a, b) : compareTexts(a, b);
}
