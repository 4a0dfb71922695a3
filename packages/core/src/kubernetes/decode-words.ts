import { type FieldPath, formatFieldPath } from "./field-path.ts";
import type { JsonValue } from "./json.ts";

const LONGEST_TEXT = 60;

/** The words for a field that the structure lacks, with the field that was perhaps meant. */
export function unknownFieldMessage(path: FieldPath, fields: Iterable<string>): string {
  const written = String(path.at(-1));
  const close = closestName(written, fields);
  const advice = close === undefined ? "" : `, did you mean "${close}"?`;
  return `unknown field ${JSON.stringify(shortPath(path))}${advice}`;
}

/** The words for a value of the wrong type. A `secret` value is not quoted. */
export function wrongTypeMessage(
  path: FieldPath,
  expected: string,
  value: JsonValue,
  secret: boolean,
): string {
  return `${shortPath(path)}: must be ${expected}, not ${secret ? typeWords(value) : valueWords(value)}`;
}

/** The name that differs least from the one written: by case, or by few letters. */
function closestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > LONGEST_TEXT) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(written.length / 4)) + 1;
  for (const name of names) {
    const sameLetters = name.toLowerCase() === written.toLowerCase();
    const distance = sameLetters ? 0 : editDistance(written, name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

// Letters added, dropped or changed; two letters swapped count as one change.
function editDistance(from: string, to: string): number {
  const rows: number[][] = [];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 0; row <= from.length; row++) {
    rows.push([]);
    for (let column = 0; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const least = Math.min(
        at(row - 1, column - 1) + (same ? 0 : 1),
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        swapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
      rows[row]?.push(row + column === 0 ? 0 : least);
    }
  }
  return at(from.length, to.length);
}

function shortPath(path: FieldPath): string {
  return formatFieldPath(
    path.map((segment) => (typeof segment === "string" ? cut(segment) : segment)),
  );
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

function valueWords(value: JsonValue): string {
  if (typeof value === "string") return `the string ${JSON.stringify(cut(value))}`;
  if (typeof value === "boolean") return `the boolean ${String(value)}`;
  if (typeof value === "number" || typeof value === "bigint")
    return `the number ${cut(String(value))}`;
  return typeWords(value);
}

function typeWords(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "bigint") return "a number";
  return typeof value === "string" ? "this string" : `a ${typeof value}`;
}
