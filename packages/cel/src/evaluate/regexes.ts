import { RE2JS } from "re2js";
import { CelError, isInt, noSuchOverload, type Result, type Value } from "../values/value.ts";

/*
 * Regular expressions of RE2 in linear time (decision 0034), with the names of the functions that take them.
 */

const MAX_KEPT = 500;
const kept = new Map<string, CelError | RE2JS>();

/** The regular expression of a pattern, or what is wrong with it. */
export function compiledRegex(pattern: string): CelError | RE2JS {
  const known = kept.get(pattern);
  if (known !== undefined) {
    return known;
  }
  if (kept.size >= MAX_KEPT) {
    kept.clear();
  }
  const made = compile(pattern);
  kept.set(pattern, made);
  return made;
}

function compile(pattern: string): CelError | RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    return new CelError(error instanceof Error ? error.message : "error parsing regexp");
  }
}

type RegexFunction = (regex: RE2JS, text: string, rest: readonly Value[]) => Result;

/** Functions whose second argument is a regular expression. */
export const REGEX_FUNCTIONS: ReadonlyMap<string, RegexFunction> = new Map<string, RegexFunction>([
  ["matches", (regex, text) => regex.test(text)],
  ["find", findFirst],
  [
    "findAll",
    (regex, text, [limit = -1]) =>
      isInt(limit) ? findEvery(regex, text, Number(limit)) : noSuchOverload("findAll", limit),
  ],
]);

export function findFirst(regex: RE2JS, text: string): string {
  const matcher = regex.matcher(text);
  return matcher.find() ? (matcher.group() ?? "") : "";
}

/** All matches from the left, at most `limit`; a negative limit is none. Like Go, none that is empty and follows another. */
export function findEvery(regex: RE2JS, text: string, limit: number): Value[] {
  const found: Value[] = [];
  const matcher = regex.matcher(text);
  let lastEnd = -1;
  while ((limit < 0 || found.length < limit) && matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (!(start === end && start === lastEnd)) {
      found.push(matcher.group() ?? "");
    }
    lastEnd = end;
  }
  return found;
}
