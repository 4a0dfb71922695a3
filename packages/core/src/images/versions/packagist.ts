import { compareNumbers, isDigits } from "./order.ts";

/** The order of Composer: versions as its normalizer writes them (four numbers, no `v`, no build), by PHP's `version_compare`. */
export function comparePackagist(a: string, b: string): number {
  return compareParts(partsOf(a), partsOf(b));
}

function partsOf(text: string): readonly string[] {
  const parts = text
    .trim()
    .replace(/^v/i, "")
    .replace(/\+.*$/, "")
    .replaceAll(/[-_]/g, ".")
    .replaceAll(/([^\d.])(\d)/g, "$1.$2")
    .replaceAll(/(\d)([^\d.])/g, "$1.$2")
    .split(".")
    .filter((part) => part !== "");
  const word = parts.findIndex((part) => !isDigits(part));
  const numbers = word < 0 ? parts : parts.slice(0, word);
  const zeros = Array.from({ length: Math.max(0, 4 - numbers.length) }, () => "0");
  return [...numbers, ...zeros, ...(word < 0 ? [] : parts.slice(word))];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareOne(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  if (a.length === b.length) return 0;
  return a.length > b.length ? rest(a.slice(length)) : -rest(b.slice(length));
}

/** What only one has: a number is more, a word is compared with the place of numbers. */
function rest(parts: readonly string[]): number {
  return isDigits(parts[0] ?? "") ? 1 : compareParts(parts, ["#"]);
}

function compareOne(a: string, b: string): number {
  const isNumber = isDigits(a);
  const isOtherNumber = isDigits(b);
  if (isNumber && isOtherNumber) return compareNumbers(a, b);
  return weight(isNumber ? "#" : a) - weight(isOtherNumber ? "#" : b);
}

const WORDS = ["dev", "a", "b", "rc", "#", "p"];

function weight(word: string): number {
  const lower = word.toLowerCase();
  return WORDS.findIndex((known) => lower.startsWith(known));
}
