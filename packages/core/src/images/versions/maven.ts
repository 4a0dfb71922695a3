import { compareLists, compareNumbers, compareTexts, isDigits } from "./order.ts";

/**
 * The order of Maven, as org.apache.maven.artifact.versioning.ComparableVersion of Maven 3 and the "Version Order Specification" of its
 * POM reference have it: numbers, words with known places, and lists that dashes and changes between digits and letters open.
 */
export function compareMaven(a: string, b: string): number {
  return compareItems(parse(a), parse(b));
}

type Item =
  | { readonly type: "number"; readonly digits: string }
  | { readonly type: "word"; readonly word: string }
  | { readonly type: "list"; readonly items: Item[] };

function parse(text: string): Item {
  const version = text.trim().toLowerCase();
  const root: Item[] = [];
  const lists = [root];
  let list = root;
  let start = 0;
  const take = (end: number): void => {
    list.push(itemOf(version.slice(start, end), isDigits(version.charAt(end))));
    start = end;
  };
  const open = (): void => {
    const items: Item[] = [];
    list.push({ type: "list", items });
    lists.push(items);
    list = items;
  };
  for (let index = 0; index < version.length; index += 1) {
    const char = version.charAt(index);
    const separates = char === "." || char === "-";
    if (separates || (index > start && isDigits(char) !== isDigits(version.charAt(index - 1)))) {
      take(index);
      if (separates) start = index + 1;
      if (char !== ".") open();
    }
  }
  if (start < version.length) take(version.length);
  for (const one of lists.reverse()) trim(one);
  return { type: "list", items: root };
}

/** Nothing between two separators is 0. */
function itemOf(text: string, digitsFollow: boolean): Item {
  if (text === "" || isDigits(text)) return { type: "number", digits: text.replace(/^0+/, "") };
  return { type: "word", word: (digitsFollow ? SHORT.get(text) : undefined) ?? text };
}

const SHORT = new Map([
  ["a", "alpha"],
  ["b", "beta"],
  ["m", "milestone"],
]);

/** What says nothing goes at the end, and before lists at the end. */
function trim(list: Item[]): void {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index];
    if (item === undefined) continue;
    if (compareToNothing(item) === 0 && !(item.type === "list" && item.items.length > 0)) {
      list.splice(index, 1);
    } else if (item.type !== "list") return;
  }
}

/** The places of known words; the release itself is ""; other words are behind all of them, in their own order. */
const PLACES = new Map([
  ["alpha", "0"],
  ["beta", "1"],
  ["milestone", "2"],
  ["rc", "3"],
  ["cr", "3"],
  ["snapshot", "4"],
  ["", "5"],
  ["ga", "5"],
  ["final", "5"],
  ["release", "5"],
  ["sp", "6"],
]);
const RELEASE = "5";

function place(word: string): string {
  return PLACES.get(word) ?? `7-${word}`;
}

function compareToNothing(item: Item): number {
  if (item.type === "number") return item.digits === "" ? 0 : 1;
  if (item.type === "word") return compareTexts(place(item.word), RELEASE);
  for (const inner of item.items) {
    const order = compareToNothing(inner);
    if (order !== 0) return order;
  }
  return 0;
}

/** Where types differ: a number is more than a list, which is more than a word. */
const RANK = { number: 3, list: 2, word: 1 };

function compareItems(a: Item, b: Item): number {
  if (a.type === "number" && b.type === "number") return compareNumbers(a.digits, b.digits);
  if (a.type === "word" && b.type === "word") return compareTexts(place(a.word), place(b.word));
  if (a.type === "list" && b.type === "list") return compareLists(a.items, b.items, compareMaybe);
  return RANK[a.type] - RANK[b.type];
}

function compareMaybe(a: Item | undefined, b: Item | undefined): number {
  if (a !== undefined && b !== undefined) return compareItems(a, b);
  if (a !== undefined) return compareToNothing(a);
  return b === undefined ? 0 : -compareToNothing(b);
}
