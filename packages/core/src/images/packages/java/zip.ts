import { uint16, uint32, uint64, utf8 } from "../bytes.ts";

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  /** Of its local head. */
  readonly at: number;
}

/** The entries of a zip archive by its central directory (PKWARE, APPNOTE 4.3); undefined where there is none. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const wide = uint32(bytes, end + 16) === 0xffffffff || uint16(bytes, end + 10) === 0xffff;
  const directory = wide ? directoryOf64(bytes, end) : directoryOf(bytes, end);
  if (!directory) return undefined;
  // A program may stand before the archive (`#!`, or a Windows launcher): places are counted from its first byte, or from the file's.
  const shift = Math.max(0, directory.end - directory.size - directory.at);
  const entries: ZipEntry[] = [];
  let at = directory.at + shift;
  while (at + 46 <= bytes.length && uint32(bytes, at) === 0x02014b50) {
    entries.push(entryAt(bytes, at, shift));
    at += 46 + uint16(bytes, at + 28) + uint16(bytes, at + 30) + uint16(bytes, at + 32);
  }
  return entries;
}

/** The stored bytes of an entry; empty where they are not there. */
export function storedBytes(bytes: Uint8Array, { at, compressed }: ZipEntry): Uint8Array {
  if (uint32(bytes, at) !== 0x04034b50) return bytes.subarray(0, 0);
  const start = at + 30 + uint16(bytes, at + 26) + uint16(bytes, at + 28);
  return bytes.subarray(start, start + compressed);
}

interface Directory {
  readonly at: number;
  readonly size: number;
  /** Where it must end. */
  readonly end: number;
}

function endOf(bytes: Uint8Array): number | undefined {
  // A comment of at most 65,535 bytes may follow.
  const least = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= least; at--) {
    if (bytes[at] === 0x50 && uint32(bytes, at) === 0x06054b50) return at;
  }
  return undefined;
}

function directoryOf(bytes: Uint8Array, end: number): Directory {
  return { size: uint32(bytes, end + 12), at: uint32(bytes, end + 16), end };
}

function directoryOf64(bytes: Uint8Array, end: number): Directory | undefined {
  const locator = end - 20;
  if (uint32(bytes, locator) !== 0x07064b50) return undefined;
  const at = uint64(bytes, locator + 8);
  if (uint32(bytes, at) !== 0x06064b50) return undefined;
  return { size: uint64(bytes, at + 40), at: uint64(bytes, at + 48), end: at };
}

function entryAt(bytes: Uint8Array, at: number, shift: number): ZipEntry {
  const nameLength = uint16(bytes, at + 28);
  const entry = {
    name: utf8(bytes, at + 46, at + 46 + nameLength),
    method: uint16(bytes, at + 10),
    compressed: uint32(bytes, at + 20),
    size: uint32(bytes, at + 24),
    at: uint32(bytes, at + 42),
  };
  const extra = at + 46 + nameLength;
  const wide = wideFields(bytes, extra, extra + uint16(bytes, at + 30));
  let field = 0;
  const real = (value: number): number =>
    value === 0xffffffff && wide !== undefined ? uint64(bytes, wide + 8 * field++) : value;
  // In this order, and each only where its short form is full.
  const size = real(entry.size);
  const compressed = real(entry.compressed);
  return { ...entry, size, compressed, at: real(entry.at) + shift };
}

function wideFields(bytes: Uint8Array, from: number, to: number): number | undefined {
  for (let at = from; at + 4 <= to; at += 4 + uint16(bytes, at + 2)) {
    if (uint16(bytes, at) === 1) return at + 4;
  }
  return undefined;
}
