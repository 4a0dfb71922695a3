import { type FileHandle, open } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

/** A file of a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  /** Its content; throws where it is damaged, encrypted, or larger than it says. */
  readonly read: () => Promise<Buffer>;
}

/** No advisory and no tracker is larger: what claims to be is a bomb. */
const LARGEST = 512 * 1024 * 1024;

/** The files of a zip archive, also a large one (ZIP64), by its central directory (PKWARE APPNOTE 4.3); throws where there is none. */
export async function* zipEntries(path: string): AsyncGenerator<ZipEntry> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { start, length } = await findDirectory(file, size);
    const directory = await readAt(file, start, length);
    let at = 0;
    while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
      const header = headerAt(directory, at);
      at = header.end;
      if (header.name.endsWith("/")) continue;
      yield { name: header.name, size: header.size, read: () => content(file, header) };
    }
  } finally {
    await file.close();
  }
}

interface Header {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
  readonly end: number;
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  if (length < 0 || length > LARGEST || start < 0) throw new Error("The zip archive is damaged.");
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, start);
  if (bytesRead < length) throw new Error("The zip archive ends too early.");
  return buffer;
}

async function findDirectory(
  file: FileHandle,
  size: number,
): Promise<{ readonly start: number; readonly length: number }> {
  const tailLength = Math.min(size, 65_557 + 20);
  const tail = await readAt(file, size - tailLength, tailLength);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > tail.length) throw new Error("It is no zip archive.");
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  const hasMore = start === 0xffffffff || tail.readUInt16LE(at + 10) === 0xffff;
  const locator = at - 20;
  if (!hasMore || locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50)
    return { start, length };
  const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
  return { start: Number(record.readBigUInt64LE(48)), length: Number(record.readBigUInt64LE(40)) };
}

function headerAt(directory: Buffer, at: number): Header {
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const end = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  if (end > directory.length) throw new Error("The zip archive is damaged.");
  const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const short = {
    size: directory.readUInt32LE(at + 24),
    compressed: directory.readUInt32LE(at + 20),
    offset: directory.readUInt32LE(at + 42),
  };
  return {
    name: directory.toString("utf8", at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    flags: directory.readUInt16LE(at + 8),
    ...withLongNumbers(short, extra),
    end,
  };
}

type Numbers = Pick<Header, "size" | "compressed" | "offset">;

/** Numbers that do not fit stand in the extra field 1, in this order. */
function withLongNumbers(short: Numbers, extra: Buffer): Numbers {
  const long = { ...short };
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1)
    at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  for (const key of ["size", "compressed", "offset"] as const) {
    if (short[key] !== 0xffffffff || at + 8 > extra.length) continue;
    long[key] = Number(extra.readBigUInt64LE(at));
    at += 8;
  }
  return long;
}

async function content(file: FileHandle, header: Header): Promise<Buffer> {
  const { name, method, flags, compressed, size, offset } = header;
  if ((flags & 1) !== 0) throw new Error(`${name} is encrypted.`);
  const local = await readAt(file, offset, 30);
  const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const bytes = await readAt(file, start, compressed);
  if (method === 0) return bytes;
  if (method !== 8)
    throw new Error(`${name} is compressed in a way that is not known (${method}).`);
  return inflateRawSync(bytes, { maxOutputLength: Math.min(Math.max(size, 1), LARGEST) });
}
