import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { errorWords } from "@watertight/manifests";
import { UsageError } from "../usage-error.ts";

/** Lines of one piece of a log, and how many bytes of the log lie before what comes next. */
export interface LogPiece {
  readonly lines: readonly string[];
  readonly end: number;
}

const NEWLINE = 10;
const PIECE = 1 << 18;
/** The API server's own limit for a body is 3 MiB, and an EventList of 400 events may be 10 MiB; a longer line is no event. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** The lines of a file from a byte on, in pieces; with `.gz` at the end of its name what it unpacks to. The last line may lack its line break. */
export async function* piecesOfFile(path: string, from = 0, ends = true): AsyncGenerator<LogPiece> {
  const isPacked = path.endsWith(".gz");
  const file = createReadStream(path, { highWaterMark: PIECE, start: isPacked ? 0 : from });
  const stream = isPacked ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => stream.destroy(error));
  try {
    yield* piecesOf(isPacked ? skipping(stream, from) : stream, from, ends);
  } catch (error) {
    throw new UsageError(`The audit log ${path} cannot be read: ${errorWords(error)}.`);
  }
}

/** The lines of a stream, in pieces. */
export function piecesOfStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<LogPiece> {
  return piecesOf(Readable.from(stream), 0, true);
}

async function* skipping(stream: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of stream) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** `ends`: what follows the last line break is a line, too; else it is still being written. */
async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  from: number,
  ends: boolean,
): AsyncGenerator<LogPiece> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let end = from;
  for await (const each of chunks) {
    const chunk = Buffer.from(each.buffer, each.byteOffset, each.byteLength);
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0) {
      // Of a line that is too long its beginning is enough to say so.
      if (restLength <= LONGEST_LINE) rest.push(chunk);
      restLength += chunk.length;
      continue;
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, last)]);
    end += restLength + last + 1;
    yield { lines: whole.toString("utf8").split("\n"), end };
    rest = [chunk.subarray(last + 1)];
    restLength = chunk.length - last - 1;
  }
  if (ends && restLength > 0) {
    yield { lines: [Buffer.concat(rest).toString("utf8")], end: end + restLength };
  }
}
