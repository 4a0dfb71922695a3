import {
  compareLists,
  compareNumberLists,
  compareNumbers,
  compareTexts,
  isDigits,
} from "./order.ts";

/**
 * The order of Python's packages (PEP 440, now the "Version specifiers" of packaging.python.org). What is no version of it is less than
 * any that is, in the order that setuptools had before (`pkg_resources.parse_version`).
 */
export function comparePep440(a: string, b: string): number {
  const left = parsePep440(a);
  const right = parsePep440(b);
  if (left === undefined || right === undefined) {
    if (left !== undefined || right !== undefined) return left === undefined ? -1 : 1;
    return compareTexts(legacyKey(a), legacyKey(b));
  }
  return comparePublic(left, right) || compareLocals(left.local, right.local);
}

export interface Pep440 {
  readonly epoch: string;
  readonly release: readonly string[];
  /** Of alpha 0, beta 1, candidate 2. */
  readonly pre: { readonly phase: number; readonly number: string } | undefined;
  readonly post: string | undefined;
  readonly dev: string | undefined;
  readonly local: readonly string[];
}

const VERSION =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preNumber>\d*))?(?:-(?<implicit>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<post>\d*))?(?:[-_.]?dev[-_.]?(?<dev>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

export function parsePep440(text: string): Pep440 | undefined {
  const groups = VERSION.exec(text.trim().toLowerCase())?.groups;
  if (groups === undefined) return undefined;
  return {
    epoch: groups["epoch"] ?? "",
    release: groups["release"]?.split(".") ?? [],
    pre: preOf(groups["pre"], groups["preNumber"]),
    post: groups["post"] ?? groups["implicit"],
    dev: groups["dev"],
    local: groups["local"]?.split(/[-_.]/) ?? [],
  };
}

function preOf(word: string | undefined, number = ""): Pep440["pre"] {
  return word === undefined ? undefined : { phase: phaseOf(word), number };
}

function phaseOf(word: string): number {
  if (word.startsWith("a")) return 0;
  return word.startsWith("b") ? 1 : 2;
}

/** All but the local part. */
function comparePublic(a: Pep440, b: Pep440): number {
  return (
    compareNumbers(a.epoch, b.epoch) ||
    compareNumberLists(a.release, b.release) ||
    comparePhases(a, b) ||
    compareOptional(a.post, b.post) ||
    -compareOptional(a.dev, b.dev, -1)
  );
}

function comparePhases(a: Pep440, b: Pep440): number {
  return (
    phaseWeight(a) - phaseWeight(b) || compareNumbers(a.pre?.number ?? "", b.pre?.number ?? "")
  );
}

/** A development release of the release itself is before its alphas. */
function phaseWeight({ pre, post, dev }: Pep440): number {
  if (pre !== undefined) return pre.phase;
  return post === undefined && dev !== undefined ? -1 : 3;
}

/** Having one is more than having none; of two, their numbers in the given direction. */
function compareOptional(a: string | undefined, b: string | undefined, direction = 1): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return direction * compareNumbers(a, b);
}

function compareLocals(a: readonly string[], b: readonly string[]): number {
  return compareLists(a, b, (left, right) => {
    if (left === undefined || right === undefined)
      return Number(right === undefined) - Number(left === undefined);
    const isNumber = isDigits(left);
    if (isNumber !== isDigits(right)) return isNumber ? 1 : -1;
    return isNumber ? compareNumbers(left, right) : compareTexts(left, right);
  });
}

const LEGACY_WORDS = new Map([
  ["pre", "c"],
  ["preview", "c"],
  ["rc", "c"],
  ["-", "final-"],
  ["dev", "@"],
]);

function legacyKey(text: string): string {
  const parts: string[] = [];
  const found = text.toLowerCase().match(/\d+|[a-z]+|-|[^.a-z\d-]+/g) ?? [];
  for (const part of [...found, "final"]) {
    if (isDigits(part)) {
      parts.push(part.padStart(8, "0"));
      continue;
    }
    const word = `*${LEGACY_WORDS.get(part) ?? part}`;
    if (word < "*final") dropLast(parts, "*final-");
    dropLast(parts, "00000000");
    parts.push(word);
  }
  return parts.join("");
}

function dropLast(parts: string[], what: string): void {
  while (parts.at(-1) === what) parts.pop();
}
