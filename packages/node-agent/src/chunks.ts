import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

/** Well below the 16 KiB at which container runtimes cut lines. */
const LONGEST = 12_000;

/** What tells a chunk from whatever else stands in a log. */
const MARK = "watertight-facts";

/** A text as lines for a Pod's log: `watertight-facts RUN NUMBER/COUNT DIGEST DATA`, compressed. */
export function toChunks(text: string, run: string): readonly string[] {
  const data = gzipSync(text, { level: 9 }).toString("base64");
  const digest = digestOf(text);
  const count = Math.max(1, Math.ceil(data.length / LONGEST));
  return Array.from({ length: count }, (_, index) =>
    [
      MARK,
      run,
      `${index + 1}/${count}`,
      digest,
      data.slice(index * LONGEST, (index + 1) * LONGEST),
    ].join(" "),
  );
}

/** More would not be facts of one node. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The text of a run from a log that may hold other lines; a sentence where a chunk is missing or changed. */
export function fromChunks(
  log: string,
  run: string,
): { readonly text: string } | { readonly problem: string } {
  const chunks = log.split("\n").flatMap((line) => chunkOf(line, run));
  const last = chunks.at(-1);
  if (!last) return { problem: "The log holds no facts." };
  const found = new Map(chunks.map(({ number, data }) => [number, data]));
  const numbers = Array.from({ length: last.count }, (_, index) => index + 1);
  const missing = numbers.filter((each) => !found.has(each));
  if (missing.length > 0) {
    return {
      problem: `Of ${last.count} parts of the facts ${missing.length} are missing, the first is ${missing[0] ?? 0}.`,
    };
  }
  return whole(numbers.map((each) => found.get(each) ?? "").join(""), last.digest);
}

interface Chunk {
  readonly number: number;
  readonly count: number;
  readonly digest: string;
  readonly data: string;
}

function chunkOf(line: string, run: string): readonly Chunk[] {
  const [mark, of, place = "", digest = "", data = ""] = line.trim().split(" ");
  const [, number, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(place) ?? [];
  if (mark !== MARK || of !== run || number === undefined || count === undefined) return [];
  return [{ number: Number(number), count: Number(count), digest, data }];
}

function whole(
  data: string,
  digest: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    const text = gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: MOST_BYTES }).toString(
      "utf8",
    );
    if (digestOf(text) === digest) return { text };
    return { problem: "The facts are not those that were sent: their digest differs." };
  } catch {
    return { problem: "The facts are not what was sent: they cannot be decompressed." };
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
