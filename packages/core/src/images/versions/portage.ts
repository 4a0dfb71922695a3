import { compareLists, compareNumbers, compareTexts } from "./order.ts";

/** The order of Gentoo's packages: algorithm 3.1 of its Package Manager Specification. */
export function comparePortage(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  return (
    compareNumbers(left.numbers[0] ?? "", right.numbers[0] ?? "") ||
    compareLists(left.numbers.slice(1), right.numbers.slice(1), compareParts) ||
    compareTexts(left.letter, right.letter) ||
    compareLists(left.suffixes, right.suffixes, compareSuffixes) ||
    compareNumbers(left.revision, right.revision)
  );
}

interface Parsed {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly { readonly weight: number; readonly number: string }[];
  readonly revision: string;
}

const WEIGHTS = new Map([
  ["alpha", -4],
  ["beta", -3],
  ["pre", -2],
  ["rc", -1],
  ["p", 1],
]);

function parse(text: string): Parsed {
  const [, numbers = "", letter = "", suffixes = "", revision = ""] =
    /^([\d.]*)([a-z]?)((?:_[a-z]+\d*)*)(?:-r(\d+))?/.exec(text.trim()) ?? [];
  return {
    numbers: numbers.split("."),
    letter,
    suffixes: [...suffixes.matchAll(/_([a-z]+)(\d*)/g)].map(([, word = "", number = ""]) => ({
      weight: WEIGHTS.get(word) ?? 0,
      number,
    })),
    revision,
  };
}

/** A number with a leading zero is a fraction. */
function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  if (!a.startsWith("0") && !b.startsWith("0")) return compareNumbers(a, b);
  return compareTexts(a.replace(/0+$/, ""), b.replace(/0+$/, ""));
}

interface Suffix {
  readonly weight: number;
  readonly number: string;
}

/** Having `_p` is more than having nothing, even `_p0`. */
function compareSuffixes(a: Suffix | undefined, b: Suffix | undefined): number {
  return (a?.weight ?? 0) - (b?.weight ?? 0) || compareNumbers(a?.number ?? "", b?.number ?? "");
}
