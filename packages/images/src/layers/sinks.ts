import { GO_MAGIC, goPackagesInPart, mayBeExecutable, type NotRead } from "@watertight/core/images";
import type { ContentSink } from "../tar/entry.ts";

/** Memory for files that are read and let go of at once. Longer ones get memory of their own. */
export class Scratch {
  #buffer: Buffer = Buffer.allocUnsafeSlow(65_536);

  of(size: number): Buffer {
    if (size > 16_777_216) return Buffer.allocUnsafeSlow(size);
    if (this.#buffer.length < size)
      this.#buffer = Buffer.allocUnsafeSlow(Math.max(size, this.#buffer.length * 2));
    return this.#buffer.subarray(0, size);
  }
}

/** Collects a whole file of a known size and hands it over; the bytes are the scratch's again when `done` returns. */
export function wholeFile(
  size: number,
  scratch: Scratch,
  done: (bytes: Buffer) => void,
): ContentSink {
  let buffer: Buffer | undefined;
  let filled = 0;
  return {
    data: (chunk) => {
      buffer ??= scratch.of(size);
      filled += chunk.copy(buffer, filled);
      return true;
    },
    end: () => {
      done(buffer ? buffer.subarray(0, filled) : Buffer.alloc(0));
    },
  };
}

/** A file that its first bytes may show to be a program; only then it is collected. */
export function perhapsProgram(
  size: number,
  scratch: Scratch,
  done: (bytes: Buffer) => void,
): ContentSink {
  const inner = wholeFile(size, scratch, done);
  return ifProgram(inner);
}

/** The same of one that is too long to be held: it is searched as it passes for what Go's linker writes. */
export function longProgram(
  path: string,
  done: (found: ReturnType<typeof goPackagesInPart>, notRead: readonly NotRead[]) => void,
): ContentSink {
  return ifProgram(searchedForGo(path, done));
}

function ifProgram(inner: ContentSink): ContentSink {
  let known = false;
  let head: Buffer = Buffer.alloc(0);
  return {
    data: (chunk) => {
      if (known) return inner.data(chunk);
      // A first chunk of less than eight bytes is rare.
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < 8) {
        head = Buffer.from(head);
        return true;
      }
      if (!mayBeExecutable(head)) return false;
      known = true;
      return inner.data(head);
    },
    end: () => {
      if (known) inner.end();
    },
  };
}

/** All of a program's modules stand within so many bytes. */
const LONGEST_INFO = 4_194_304;

function searchedForGo(path: string, done: Parameters<typeof longProgram>[1]): ContentSink {
  const magic = Buffer.from(GO_MAGIC);
  let before: Buffer = Buffer.alloc(0);
  let collected: Buffer[] = [];
  let length = 0;
  let found: ReturnType<typeof goPackagesInPart> = [];
  const settle = (): void => {
    if (length > 0 && found.length === 0)
      found = goPackagesInPart({ path }, Buffer.concat(collected));
    collected = [];
    length = 0;
  };
  return {
    data: (chunk) => {
      if (length > 0) {
        collected.push(Buffer.from(chunk));
        length += chunk.length;
        if (length > LONGEST_INFO) settle();
        return true;
      }
      const window = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
      const at = window.indexOf(magic);
      if (at >= 0) {
        collected = [Buffer.from(window.subarray(at))];
        length = window.length - at;
      }
      before = Buffer.from(window.subarray(Math.max(0, window.length - magic.length)));
      return true;
    },
    end: () => {
      settle();
      const reason =
        "the program is too long to be held: only the modules of Go were looked for in it";
      done(found, found.length === 0 ? [{ path, reason }] : []);
    },
  };
}
