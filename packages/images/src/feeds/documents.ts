import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
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

/** The documents of a file or a folder: `.json`, `.jsonl`, `.csv`, each also as `.gz`, and zip archives of them. */
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
  return /[.](?:json|jsonl|csv)(?:[.]gz)?$|[.]zip$/i.test(name);
}

async function* textsOfFile(file: string, place: string): AsyncGenerator<FeedPart> {
  try {
    if (/[.]zip$/i.test(file)) yield* textsOfZip(file, place);
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
    try {
      yield* textsOf(await entry.read(), `${place}/${entry.name}`);
    } catch (error) {
      yield { place: `${place}/${entry.name}`, problem: messageOf(error) };
    }
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
