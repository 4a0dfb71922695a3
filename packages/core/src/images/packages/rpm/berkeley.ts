import { byteAt, uint16, uint32 } from "../bytes.ts";
import { DamagedDatabase } from "./sqlite.ts";

const HASH_MAGIC = 0x061561;
const HEAD = 26;
/** Types of pages: a hash bucket as old and as new versions write it, and what does not fit into one. */
const BUCKETS: ReadonlySet<number> = new Set([2, 13]);
const OVERFLOW = 7;

/** Whether a hash database of Berkeley DB begins here. */
export function isBerkeley(bytes: Uint8Array): boolean {
  return uint32(bytes, 12) === HASH_MAGIC || uint32(bytes, 12, true) === HASH_MAGIC;
}

/**
 * The values of a hash database of Berkeley DB, `Packages` (Berkeley DB, src/dbinc/db_page.h): each bucket holds pairs of key and value, and
 * a long value lies in a chain of pages of its own.
 */
export function* blobsOfBerkeley(bytes: Uint8Array): Generator<Uint8Array | DamagedDatabase> {
  const big = uint32(bytes, 12, true) === HASH_MAGIC;
  const size = uint32(bytes, 20, big);
  const last = uint32(bytes, 32, big);
  if (size < 512 || size > 65_536) {
    yield new DamagedDatabase("its page size is impossible");
    return;
  }
  if (byteAt(bytes, 24) !== 0) {
    yield new DamagedDatabase("it is encrypted");
    return;
  }
  for (let number = 1; number <= last; number++) {
    const start = number * size;
    if (start + size > bytes.length) {
      yield new DamagedDatabase(`it ends before page ${number} of ${last}`);
      return;
    }
    if (BUCKETS.has(byteAt(bytes, start + 25))) yield* valuesOf({ bytes, size, big }, start);
  }
}

interface Database {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly big: boolean;
}

function* valuesOf(database: Database, start: number): Generator<Uint8Array | DamagedDatabase> {
  const { bytes, size, big } = database;
  const entries = uint16(bytes, start + 20, big);
  const placeOf = (index: number): number => uint16(bytes, start + HEAD + index * 2, big);
  for (let index = 1; index < entries; index += 2) {
    const at = placeOf(index);
    const kind = byteAt(bytes, start + at);
    // 1: the value itself, up to where the item before begins; 3: where it lies. The rest are lists of duplicates, which rpm has none of.
    if (kind === 1)
      yield bytes.subarray(start + at + 1, start + Math.min(size, placeOf(index - 1)));
    else if (kind === 3)
      yield overflowOf(
        database,
        uint32(bytes, start + at + 4, big),
        uint32(bytes, start + at + 8, big),
      );
    else yield new DamagedDatabase(`an item of the page at byte ${start} is of an unknown kind`);
  }
}

function overflowOf(
  { bytes, size, big }: Database,
  first: number,
  length: number,
): Uint8Array | DamagedDatabase {
  if (length > bytes.length) return new DamagedDatabase("a value is longer than the file");
  const value = new Uint8Array(length);
  let filled = 0;
  for (let page = first; filled < length; page = uint32(bytes, page * size + 16, big)) {
    const start = page * size;
    const part = uint16(bytes, start + 22, big);
    if (page === 0 || byteAt(bytes, start + 25) !== OVERFLOW || part === 0 || part > size - HEAD)
      return new DamagedDatabase(`page ${page} does not go on with a value`);
    const chunk = bytes.subarray(start + HEAD, start + HEAD + Math.min(part, length - filled));
    value.set(chunk, filled);
    filled += part;
  }
  return value;
}
