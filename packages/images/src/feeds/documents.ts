import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { unpacked } from "../layers/decompress.ts";
import { tarEntries } from "../tar/tar-stream.ts";
import { zipEntries } from "./zip.ts";

/** One document of a feed: a file, a line of one, or a file of an archive. */
interface FeedText {
  /** Where it stands, as people are told: `all.zip/GHSA-1.json`, `go.jsonl.gz:12`. */
  readonly place: string;
  readonly text: string;
}

/** What was read, or why it was not. */
export type FeedPart = FeedText | { readonly place: string; readonly problem: string };

/** What an expanded file may have at most. */
const LARGEST = 1024 * 1024 * 1024;

/** The documents of a file or a folder: `.json`, `.jsonl`, `.csv`, each also as `.gz`, and archives of them, zip or tar, the latter as gzip or Zstandard too. */
export async function* feedTexts(path: string): AsyncGenerator<FeedPart> {
  const stats = await stat(path);
  if (!stats.isDirectory()) {
    yield* textsOfFile(path, path);
    return;
  }
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    if (isFeedFile(file)) yield* textsOfFile(file, relative(path, file));
  }
}

function isFeedFile(name: string): boolean {
  return /[.](?:json|jsonl|csv)(?:[.]gz)?$|[.]zip$/i.test(name) || TAR.test(name);
}

const TAR = /[.]tar(?:[.](?:gz|zst))?$|[.]tgz$/i;

async function* textsOfFile(file: string, place: string): AsyncGenerator<FeedPart> {
  try {
    if (/[.]zip$/i.test(file)) yield* textsOfZip(file, place);
    else if (TAR.test(file)) yield* textsOfTar(file, place);
    else yield* textsOf(await readFile(file), place);
  } catch (error) {
    yield { place, problem: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "It cannot be read.";
}

async function* textsOfZip(file: string, place: string): AsyncGenerator<FeedPart> {
  for await (const entry of zipEntries(file)) {
    if (!isFeedFile(entry.name)) continue;
    if (TAR.test(entry.name)) continue;
    try {
      yield* textsOf(await entry.read(), `${place}/${entry.name}`);
    } catch (error) {
      yield { place: `${place}/${entry.name}`, problem: messageOf(error) };
    }
  }
}

async function* textsOfTar(file: string, place: string): AsyncGenerator<FeedPart> {
  for await (const { entry, content } of tarEntries(unpacked(bytesOfFile(file)))) {
    // Not an archive in an archive: none of the feeds is one.
    if (!isFeedFile(entry.path) || /[.]zip$/i.test(entry.path) || TAR.test(entry.path)) continue;
    const inner = `${place}/${entry.path}`;
    if (entry.size > LARGEST) yield { place: inner, problem: "It is larger than any advisory." };
    else yield* textsOfBytes(await wholeOf(content), inner);
  }
}

async function* bytesOfFile(file: string): AsyncGenerator<Buffer> {
  // A door: without an encoding the stream gives buffers.
  for await (const chunk of createReadStream(file, { highWaterMark: 524_288 }))
    yield chunk as Buffer;
}

async function wholeOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** One damaged file of an archive takes nothing from the others. */
function* textsOfBytes(bytes: Buffer, place: string): Generator<FeedPart> {
  try {
    yield* textsOf(bytes, place);
  } catch (error) {
    yield { place, problem: messageOf(error) };
  }
}

function* textsOf(bytes: Buffer, place: string): Generator<FeedPart> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const content = isGzip ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes;
  if (!/[.]jsonl(?:[.]gz)?$/i.test(place)) {
    yield { place, text: content.toString("utf8") };
    return;
  }
  // Line by line: a text of all lines would be as long again.
  let line = 1;
  for (let start = 0; start < content.length; line += 1) {
    const end = content.indexOf(10, start);
    const stop = end < 0 ? content.length : end;
    if (stop > start)
      yield { place: `${place}:${line}`, text: content.toString("utf8", start, stop) };
    start = stop + 1;
  }
}
