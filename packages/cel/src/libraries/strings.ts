import type { FunctionDeclaration, Library } from "../typing/environment.ts";
import { DYN, INT, listOf, STRING } from "../typing/type.ts";
import { NAMED } from "../values/go-quote.ts";
import {
  adapt,
  CelError,
  isList,
  lengthOf,
  type Result,
  showPlain,
  textOf,
  type Value,
} from "../values/value.ts";
import { binary, declare, global, many, member, unary } from "./declare.ts";
import { formatString } from "./format-string.ts";

/*
 * Functions on strings (cel-go's ext/strings.go); positions count characters (code points).
 */

function outOfRange(index: Value): CelError {
  return new CelError(`index out of range: ${showPlain(index)}`);
}

/** The characters of a text: of one without surrogates its own units. */
function charactersOf(text: string): string | readonly string[] {
  return lengthOf(text) === text.length ? text : Array.from(text);
}

function slice(characters: string | readonly string[], start: number, end?: number): string {
  return typeof characters === "string"
    ? characters.slice(start, end)
    : characters.slice(start, end).join("");
}

function charAt(text: Value, at: Value): Result {
  const characters = charactersOf(textOf(text));
  const index = Number(at);
  if (index < 0 || index > characters.length) {
    return outOfRange(at);
  }
  return characters[index] ?? "";
}

function indexOf(text: string, searched: string, offset: Value): Result {
  if (searched === "") {
    return offset;
  }
  const start = Number(offset);
  if (start < 0) {
    return outOfRange(offset);
  }
  const units = unitsOf(text, start);
  const found = units === undefined ? -1 : text.indexOf(searched, units);
  return found === -1 ? -1 : lengthOf(text.slice(0, found));
}

/** Where the character of an index begins, `undefined` past the end. */
function unitsOf(text: string, index: number): number | undefined {
  const characters = charactersOf(text);
  if (index >= characters.length) {
    return;
  }
  return typeof characters === "string" ? index : slice(characters, 0, index).length;
}

function lastIndexOf(text: string, searched: string): Result {
  const length = lengthOf(text);
  if (searched === "") {
    return length;
  }
  return length < lengthOf(searched) ? -1 : lastIndexOfFrom(text, searched, length - 1);
}

function lastIndexOfFrom(text: string, searched: string, offset: Value): Result {
  if (searched === "") {
    return offset;
  }
  const start = Number(offset);
  if (start < 0) {
    return outOfRange(offset);
  }
  const units = unitsOf(text, start);
  const found = units === undefined ? -1 : text.lastIndexOf(searched, units);
  return found === -1 ? -1 : lengthOf(text.slice(0, found));
}

function substring(text: Value, from: Value): Result {
  const characters = charactersOf(textOf(text));
  const start = Number(from);
  return start < 0 || start > characters.length ? outOfRange(from) : slice(characters, start);
}

function substringBetween(text: Value, from: Value, to: Value): Result {
  const characters = charactersOf(textOf(text));
  const [start, end] = [Number(from), Number(to)];
  if (start > end) {
    return new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  if (start < 0 || start > characters.length) {
    return outOfRange(from);
  }
  return end > characters.length ? outOfRange(to) : slice(characters, start, end);
}

/** Longer than anything that can be paid for, and short enough to be held. */
const LONGEST = 2 ** 26;

/** At most so many times; a negative limit is none. An empty text stands before every character and at the end. */
function replace(text: string, old: string, replacement: string, limit: number): Result {
  if (limit === 0 || old === replacement) {
    return text;
  }
  const parts =
    old === "" ? beforeEach(text, limit) : splitUpTo(text, old, limit < 0 ? -1 : limit + 1);
  return parts.length * replacement.length > LONGEST
    ? new CelError("string is too long")
    : parts.join(replacement);
}

function beforeEach(text: string, limit: number): readonly string[] {
  const characters = Array.from(text);
  const count = limit < 0 ? characters.length + 1 : Math.min(limit, characters.length + 1);
  const last = characters.slice(Math.max(0, count - 1)).join("");
  return ["", ...characters.slice(0, count - 1), last];
}

/** At most `limit` parts, of which the last is the rest; -1 for all. */
function splitUpTo(text: string, separator: string, limit: number): string[] {
  if (limit === 0) {
    return [];
  }
  const all = separator === "" ? Array.from(text) : text.split(separator);
  return limit < 0 || all.length <= limit
    ? all
    : [...all.slice(0, limit - 1), all.slice(limit - 1).join(separator)];
}

function join(list: Value, separator: string): Result {
  const parts: string[] = [];
  for (const element of isList(list) ? list : []) {
    const part = adapt(element);
    if (typeof part !== "string") {
      return new CelError("join: invalid input");
    }
    parts.push(part);
  }
  return parts.join(separator);
}

/** What Unicode calls white space, which Go's strings.TrimSpace takes away. */
const SPACE =
  "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACE_AROUND = new RegExp(`^${SPACE}+`);

function trim(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE_AROUND.test(text[end - 1] ?? "")) {
    end--;
  }
  return text.slice(0, end).replace(SPACE_AROUND, "");
}

function quote(text: string): string {
  return `"${text.replace(/[\u0007-\r\\"]/g, (each) => NAMED.get(each) ?? each)}"`;
}

function text(name: string, id: string, does: (text: string) => Result): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [STRING],
      STRING,
      unary((value) => does(textOf(value))),
    ),
  );
}

const SINCE_THE_START: readonly FunctionDeclaration[] = [
  declare("charAt", member("string_char_at_int", [STRING, INT], STRING, binary(charAt))),
  declare(
    "indexOf",
    member(
      "string_index_of_string",
      [STRING, STRING],
      INT,
      binary((whole, searched) => indexOf(textOf(whole), textOf(searched), 0)),
    ),
    member(
      "string_index_of_string_int",
      [STRING, STRING, INT],
      INT,
      many(([whole, searched, offset]) => indexOf(textOf(whole), textOf(searched), offset ?? 0)),
    ),
  ),
  declare(
    "lastIndexOf",
    member(
      "string_last_index_of_string",
      [STRING, STRING],
      INT,
      binary((whole, searched) => lastIndexOf(textOf(whole), textOf(searched))),
    ),
    member(
      "string_last_index_of_string_int",
      [STRING, STRING, INT],
      INT,
      many(([whole, searched, offset]) =>
        lastIndexOfFrom(textOf(whole), textOf(searched), offset ?? 0),
      ),
    ),
  ),
  text("lowerAscii", "string_lower_ascii", (value) =>
    value.replace(/[A-Z]+/g, (each) => each.toLowerCase()),
  ),
  declare(
    "replace",
    member(
      "string_replace_string_string",
      [STRING, STRING, STRING],
      STRING,
      many(([whole, old, added]) => replace(textOf(whole), textOf(old), textOf(added), -1)),
    ),
    member(
      "string_replace_string_string_int",
      [STRING, STRING, STRING, INT],
      STRING,
      many(([whole, old, added, limit]) =>
        replace(textOf(whole), textOf(old), textOf(added), Number(limit)),
      ),
    ),
  ),
  declare(
    "split",
    member(
      "string_split_string",
      [STRING, STRING],
      listOf(STRING),
      binary((whole, separator) => splitUpTo(textOf(whole), textOf(separator), -1)),
    ),
    member(
      "string_split_string_int",
      [STRING, STRING, INT],
      listOf(STRING),
      many(([whole, separator, limit]) =>
        splitUpTo(textOf(whole), textOf(separator), Number(limit)),
      ),
    ),
  ),
  declare(
    "substring",
    member("string_substring_int", [STRING, INT], STRING, binary(substring)),
    member(
      "string_substring_int_int",
      [STRING, INT, INT],
      STRING,
      many(([whole = "", from = 0, to = 0]) => substringBetween(whole, from, to)),
    ),
  ),
  text("trim", "string_trim", trim),
  text("upperAscii", "string_upper_ascii", (value) =>
    value.replace(/[a-z]+/g, (each) => each.toUpperCase()),
  ),
  declare(
    "join",
    member(
      "list_join",
      [listOf(STRING)],
      STRING,
      unary((list) => join(list, "")),
    ),
    member(
      "list_join_string",
      [listOf(STRING), STRING],
      STRING,
      binary((list, separator) => join(list, textOf(separator))),
    ),
  ),
];

const SINCE_1_29: readonly FunctionDeclaration[] = [
  declare(
    "format",
    member(
      "string_format",
      [STRING, listOf(DYN)],
      STRING,
      many(([format = "", args = []]) => formatString(textOf(format), isList(args) ? args : [])),
    ),
  ),
  declare(
    "strings.quote",
    global(
      "strings_quote",
      [STRING],
      STRING,
      unary((value) => quote(textOf(value))),
    ),
  ),
];

/** The strings library in the version that Kubernetes had until 1.28. */
export const STRINGS_0: Library = { functions: SINCE_THE_START };

/** The strings library in the version that Kubernetes has since 1.29. */
export const STRINGS_2: Library = { functions: [...SINCE_THE_START, ...SINCE_1_29] };

/** The strings library in a version that no Kubernetes has yet. */
export const STRINGS_3: Library = {
  functions: [
    ...SINCE_THE_START,
    ...SINCE_1_29,
    text("reverse", "string_reverse", (value) => Array.from(value).reverse().join("")),
  ],
};
