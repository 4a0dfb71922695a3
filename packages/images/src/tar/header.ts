import { TarError } from "./tar-error.ts";

export const BLOCK = 512;
const EMPTY = -1;

/** One head of an archive as it stands there, before what other heads say of it. */
export interface Header {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly mode: number;
  readonly linkName: string;
  /** In the old form of GNU: places and lengths of what is stored, and whether more follow in the next block. */
  readonly sparse:
    | { readonly map: readonly SparsePart[]; readonly goesOn: boolean; readonly size: number }
    | undefined;
}

/** So many bytes at this place of a file; what lies between is zeros. */
export interface SparsePart {
  readonly at: number;
  readonly size: number;
}

/** Reads one block; undefined where it is all zeros, which ends an archive. `at` is its place, for the error. */
export function readHeader(block: Buffer, at: number): Header | undefined {
  const sum = sumOf(block);
  if (sum === EMPTY) return undefined;
  const written = numberIn(block, 148, 8);
  if (sum !== written && signedSum(block) !== written)
    throw new TarError(`it is no tar archive, or damaged, at byte ${at}`);
  const type = String.fromCharCode(block[156] ?? 0);
  const magic = block.toString("latin1", 257, 265);
  const name = textIn(block, 0, 100);
  const prefix = magic.startsWith("ustar\0") ? textIn(block, 345, 155) : "";
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    type: type === "\0" ? "0" : type,
    size: numberIn(block, 124, 12),
    mode: numberIn(block, 100, 8),
    linkName: textIn(block, 157, 100),
    sparse:
      type === "S"
        ? {
            map: sparseParts(block, 386, 4),
            goesOn: block[482] === 1,
            size: numberIn(block, 483, 12),
          }
        : undefined,
  };
}

/** Whether these bytes, if they are a block, are the head of a file of an archive, or the end of an empty one. */
export function isTarHead(bytes: Buffer): boolean {
  if (bytes.length < BLOCK) return false;
  try {
    readHeader(bytes.subarray(0, BLOCK), 0);
    return true;
  } catch {
    return false;
  }
}

/** The parts of a sparse file that stand in a block: places and lengths of 12 bytes each, up to the first that is empty. */
export function sparseParts(block: Buffer, from: number, most: number): SparsePart[] {
  const parts: SparsePart[] = [];
  for (let index = 0; index < most; index++) {
    const at = from + index * 24;
    if (block[at] === 0) break;
    parts.push({ at: numberIn(block, at, 12), size: numberIn(block, at + 12, 12) });
  }
  return parts;
}

/** The sum of a block; `EMPTY` where it is all zeros, which no head's sum is. */
function sumOf(block: Buffer): number {
  let sum = 256;
  let any = 0;
  for (let index = 0; index < BLOCK; index++) {
    const byte = block[index] ?? 0;
    any |= byte;
    // The field of the sum itself counts as spaces.
    if (index < 148 || index >= 156) sum += byte;
  }
  return any === 0 ? EMPTY : sum;
}

function textIn(block: Buffer, at: number, length: number): string {
  const zero = block.indexOf(0, at);
  return block.toString("utf8", at, zero < 0 || zero > at + length ? at + length : zero);
}

/** Octal digits, or a number of 256s where the first bit says so (GNU). */
function numberIn(block: Buffer, at: number, length: number): number {
  const first = block[at] ?? 0;
  if (first === 0x80) {
    let number = 0;
    for (let index = at + 1; index < at + length; index++)
      number = number * 256 + (block[index] ?? 0);
    return number;
  }
  const [digits = ""] = /[0-7]+/.exec(block.toString("latin1", at, at + length)) ?? [];
  return digits === "" ? 0 : Number.parseInt(digits, 8);
}

/** Old programs summed up bytes as signed numbers. */
function signedSum(block: Buffer): number {
  let sum = 256;
  for (let index = 0; index < BLOCK; index++) {
    if (index < 148 || index >= 156) sum += block.readInt8(index);
  }
  return sum;
}
