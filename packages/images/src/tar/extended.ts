import type { SparsePart } from "./header.ts";

/** Long names and pax records of the longest kind are far shorter; Go's reader has the same limit, in bytes. */
export const LONGEST_EXTENSION = 1_048_576;

/** What pax heads say of the file that follows; "" takes away what a global head says. */
export type Records = ReadonlyMap<string, string>;

/** Reads pax records: `LENGTH KEY=VALUE\n`, the length with its own digits, in bytes (POSIX, pax). */
export function readRecords(bytes: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(32, at);
    if (space < 0) break;
    const length = Number(bytes.toString("latin1", at, space));
    if (!Number.isInteger(length) || length < space - at + 3) break;
    const record = bytes.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    // GNU's first sparse form repeats these two, in pairs.
    if (key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes") parts.push(value);
    else if (equals > 0) records.set(key, value);
    at += length;
  }
  if (parts.length > 0) records.set("GNU.sparse.map", parts.join(","));
  return records;
}

/** The parts of a sparse file as numbers in pairs; undefined where they are no whole pairs. */
export function partsOf(numbers: readonly number[]): readonly SparsePart[] | undefined {
  const parts: SparsePart[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    parts.push({ at: numbers[index] ?? 0, size: numbers[index + 1] ?? 0 });
  }
  const whole = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
  return whole && numbers.length % 2 === 0 ? parts : undefined;
}

/** A size as pax records have it; undefined where it is none. */
export function sizeIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
