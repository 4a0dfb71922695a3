import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { isEventList } from "@watertight/core/audit";
import { type JsonValue, listAt, stringifyJson } from "@watertight/core/kubernetes";

/** What cannot be asked for again, kept on disk until it is judged: standard input, and what the API server sends to a webhook. */
export interface Inbox {
  /** The log that holds it, one event a line; read with `followLog`. */
  readonly path: string;
  /** Keeps lines; once it returns they outlast the process and the machine. */
  readonly keep: (lines: readonly string[]) => void;
  /**
   * Keeps the events of a body of the audit webhook backend. The status is for the API server: after 200 nothing of it is lost; after 400
   * it is no EventList; after 503 there is no room, and the API server sends it again.
   */
  readonly accept: (body: string) => { readonly status: 200 | 400 | 503 };
  /** Begins anew where all was read and it has grown long. */
  readonly trim: () => void;
}

const NEWLINE = 10;
/** Read parts are dropped at this many bytes. */
const PART = 64 * 1024 * 1024;
/** More that was not read yet is not taken: the API server keeps it, and drops what does not fit there. */
const MOST = 1024 * 1024 * 1024;

/** Opens or makes the inbox of a spool's folder. A line that a crash cut short was never acknowledged, and is dropped. */
export function openInbox(directory: string, most: number = MOST): Inbox {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "inbox.log");
  dropPartialLine(path);
  const keep = (lines: readonly string[]): void => {
    const file = openSync(path, "a");
    try {
      writeSync(file, lines.map((line) => `${line}\n`).join(""));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  };
  return {
    path,
    keep,
    accept: (body) => {
      const value = parsed(body);
      if (!isEventList(value)) return { status: 400 };
      if (sizeOf(path) + body.length > most) return { status: 503 };
      keep(listAt(value, "items").map(stringifyJson));
      return { status: 200 };
    },
    trim: () => {
      if (sizeOf(path) > PART) unlinkSync(path);
    },
  };
}

function parsed(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function dropPartialLine(path: string): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  if (bytes.at(-1) === NEWLINE || bytes.length === 0) return;
  const file = openSync(path, "r+");
  ftruncateSync(file, bytes.lastIndexOf(NEWLINE) + 1);
  closeSync(file);
}
