/*
 * The file that advisories are kept in, made to be asked and not to be loaded: blocks of JSON, then a hash table of where the block of
 * a key is, then a description, then the places of those. Opening reads the table alone (20 bytes a key); a question reads one block.
 *
 *   "WTADV002" | block … block | table | description | tail (48 bytes)
 *
 * A block is its key, a line feed, and JSON (of a package: what pack.ts says). Keys are `p` and a package's key, `a` and an advisory's id,
 * `e` and a CVE.
 */

export const MAGIC = "WTADV002";

/** Lengths and places of table and description, the number of slots, and the magic once more. */
export const TAIL_BYTES = 48;

/** Hash (4 bytes), place (8), length (4), unused (4). */
export const SLOT_BYTES = 20;

export interface Tail {
  readonly tableStart: number;
  readonly slots: number;
  readonly descriptionStart: number;
  readonly descriptionLength: number;
}

export function writeTail(tail: Tail): Buffer {
  const buffer = Buffer.alloc(TAIL_BYTES);
  buffer.writeDoubleLE(tail.tableStart, 0);
  buffer.writeDoubleLE(tail.slots, 8);
  buffer.writeDoubleLE(tail.descriptionStart, 16);
  buffer.writeDoubleLE(tail.descriptionLength, 24);
  buffer.write(MAGIC, 40, "latin1");
  return buffer;
}

/** Undefined for what is no such file, or was cut off. */
export function readTail(buffer: Buffer, fileSize: number): Tail | undefined {
  if (buffer.length < TAIL_BYTES || buffer.toString("latin1", 40, 48) !== MAGIC) return undefined;
  const tail = {
    tableStart: buffer.readDoubleLE(0),
    slots: buffer.readDoubleLE(8),
    descriptionStart: buffer.readDoubleLE(16),
    descriptionLength: buffer.readDoubleLE(24),
  };
  const isWhole =
    tail.tableStart + tail.slots * SLOT_BYTES === tail.descriptionStart &&
    tail.descriptionStart + tail.descriptionLength + TAIL_BYTES === fileSize;
  return isWhole && Number.isInteger(Math.log2(tail.slots)) ? tail : undefined;
}

/** FNV-1a over the code units of a key; never 0, which marks an empty slot. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0 || 1;
}
