import { compareLists, compareNumbers, compareTexts } from "./order.ts";

/**
 * The order of apk: numbers, a letter, suffixes, a commit that does not count, and the build, as apk-tools has it (src/version.c;
 * doc/apk-package.5.scd). Texts that break the grammar are compared as far as they follow it.
 */
export function compareApk(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left.broken && right.broken) return compareTexts(left.text, right.text);
  return (
    compareLists(left.numbers, right.numbers, compareParts) ||
    compareTexts(left.letter, right.letter) ||
    compareLists(left.suffixes, right.suffixes, compareSuffixes) ||
    compareBuilds(left.build, right.build) ||
    Number(left.rest === "") - Number(right.rest === "")
  );
}

interface NumberPart {
  readonly digits: string;
  readonly first: boolean;
}

interface Suffix {
  readonly weight: number;
  readonly number: string;
}

interface ApkVersion {
  readonly text: string;
  readonly numbers: readonly NumberPart[];
  readonly letter: string;
  readonly suffixes: readonly Suffix[];
  readonly build: string | undefined;
  readonly rest: string;
  readonly broken: boolean;
}

/** No suffix has the weight 0. */
const SUFFIXES = new Map([
  ["alpha", -4],
  ["beta", -3],
  ["pre", -2],
  ["rc", -1],
  ["cvs", 1],
  ["svn", 2],
  ["git", 3],
  ["hg", 4],
  ["p", 5],
]);

function parse(text: string): ApkVersion {
  const trimmed = text.trim();
  const match =
    /^((?:\d+\.?)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?/.exec(
      trimmed,
    );
  const [all = "", numbers = "", letter = "", suffixes = ""] = match ?? [];
  const tail = trimmed.slice(all.length);
  const build = /^-r(\d*)/.exec(tail);
  return {
    text: trimmed,
    numbers: (numbers.match(/\d+/g) ?? []).map((digits, index) => ({ digits, first: index === 0 })),
    letter,
    suffixes: [...suffixes.matchAll(/_([a-z]+)(\d*)/g)].map(([, word = "", number = ""]) => ({
      weight: SUFFIXES.get(word) ?? 0,
      number,
    })),
    build: build?.[1],
    rest: build === null ? tail : tail.slice(build[0].length),
    broken: tail !== "" && build === null,
  };
}

/** After the first, a number with a leading zero is a fraction: it is compared as text. */
function compareParts(a: NumberPart | undefined, b: NumberPart | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  const asText = !a.first && (a.digits.startsWith("0") || b.digits.startsWith("0"));
  return asText ? compareTexts(a.digits, b.digits) : compareNumbers(a.digits, b.digits);
}

function compareSuffixes(a: Suffix | undefined, b: Suffix | undefined): number {
  const order = (a?.weight ?? 0) - (b?.weight ?? 0);
  return order || compareNumbers(a?.number ?? "", b?.number ?? "");
}

/** Less than `-r0` is only what has no build. */
function compareBuilds(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareNumbers(a, b);
}
