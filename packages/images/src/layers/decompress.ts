import * as zlib from "node:zlib";
import { createGunzip } from "node:zlib";
import { Decompress } from "fzstd";

/** How the bytes of a layer are packed, by the first of them. */
type Packing = "gzip" | "zstd" | "plain";

/** Layers packed in another way have no media type of OCI or Docker. */
const OTHERS: readonly (readonly [string, string])[] = [
  ["425a68", "bzip2"],
  ["fd377a585a00", "xz"],
  ["04224d18", "lz4"],
];

/** Which packing these first bytes (six at least, or all) show; throws for one that is none of an image's layer. */
function packingOf(head: Buffer): Packing {
  const hex = head.toString("hex", 0, 6);
  if (hex.startsWith("1f8b")) return "gzip";
  // A frame, or one to be skipped before it.
  if (hex.startsWith("28b52ffd") || /^5.2a4d18/.test(hex)) return "zstd";
  const other = OTHERS.find(([magic]) => hex.startsWith(magic));
  if (other) throw new Error(`it is compressed by ${other[1]}, which layers of images are not`);
  return "plain";
}

/** Whether these first bytes are of something packed, in whatever way. */
export function isPacked(head: Buffer): boolean {
  try {
    return packingOf(head) !== "plain";
  } catch {
    return true;
  }
}

/** Unpacks a stream whose packing its first bytes tell. Chunks are the reader's until it asks for the next. */
export async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await headOf(chunks);
  const all = joined(first, chunks);
  switch (packingOf(first)) {
    case "gzip":
      yield* throughStream(all, createGunzip(AHEAD));
      return;
    case "zstd":
      yield* throughZstd(all);
      return;
    case "plain":
      yield* all;
  }
}

/** Some chunks are unpacked ahead, while those before are read: else unpacking and reading would wait for each other. */
const AHEAD = { chunkSize: 524_288, highWaterMark: 2_097_152 };

async function headOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 6) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** A stream that what is written to comes out of unpacked; errors of the source come out too. */
async function* throughStream(
  source: AsyncGenerator<Buffer>,
  stream: NodeJS.ReadWriteStream & { destroy: (error?: Error) => void },
): AsyncGenerator<Buffer> {
  const { pipeline } = await import("node:stream");
  pipeline(source, stream, () => undefined);
  try {
    // A door: without an encoding the stream gives buffers.
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    stream.destroy();
  }
}

/** Zstandard's own limit unless it is told otherwise: 128 MiB. */
const MOST_WINDOW_LOG = 27;

async function* throughZstd(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  // Since Node.js 22.15 and 23.8; types are of Node.js 20.
  const create: unknown = Reflect.get(zlib, "createZstdDecompress");
  if (typeof create === "function") {
    const stream: unknown = Reflect.apply(create, undefined, [AHEAD]);
    // A door: it is a stream as its documentation says.
    yield* throughStream(source, stream as Parameters<typeof throughStream>[1]);
  } else yield* throughLibrary(source);
}

/** So long may a piece of 4 KiB take: a window as wide as the format allows is moved for every block. */
const LONGEST_PIECE = 5000;

async function* throughLibrary(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let output: Buffer[] = [];
  let began = performance.now();
  const decompress = new Decompress((chunk) => {
    // The library may write over it when it goes on.
    output.push(Buffer.from(chunk));
    if (performance.now() - began > LONGEST_PIECE)
      throw new Error("it takes too long to be decompressed: its window is too wide");
  });
  let any = false;
  for await (const chunk of source) {
    if (!any) refuseWideWindow(chunk);
    any = true;
    for (let at = 0; at < chunk.length; at += 4096) {
      began = performance.now();
      decompress.push(chunk.subarray(at, at + 4096), false);
      yield* output;
      output = [];
    }
  }
  began = performance.now();
  decompress.push(Buffer.alloc(0), true);
  yield* output;
}

// RFC 8878, 3.1.1.1: without the flag of a single segment the window's descriptor follows.
function refuseWideWindow(head: Buffer): void {
  if (head.length < 6 || head.readUInt32LE(0) !== 0xfd2fb528) return;
  const single = ((head[4] ?? 0) & 0x20) !== 0;
  if (!single && 10 + ((head[5] ?? 0) >> 3) > MOST_WINDOW_LOG)
    throw new Error("it asks for a window of more than 128 MiB to be decompressed");
}
