import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { UsageError } from "../usage-error.ts";

/** A folder in which a run keeps how far it has come and what it has found, so that the next goes on there, however it ended. */
export interface Spool {
  /** What the last commit of a run before said; undefined in an empty folder. */
  readonly saved: JsonObject | undefined;
  /** Lines of detections that belong to what the next commit says was read. */
  readonly add: (line: string) => void;
  /** Makes both the lines and the state last. A run that ends before it has said neither. */
  readonly commit: (state: JsonObject) => void;
  readonly close: () => void;
}

const STATE = "state.json";
const OUTPUT = "detections.jsonl";
const VERSION = 1;

/**
 * Opens or makes the folder. The order is what makes it exact: first the lines are written, then a state that names their length takes
 * the place of the one before; lines behind the length that the state names are cut off, for their events are read again.
 */
export function openSpool(directory: string): Spool {
  mkdirSync(directory, { recursive: true });
  const saved = savedIn(join(directory, STATE));
  const output = openSync(
    join(directory, OUTPUT),
    existsSync(join(directory, OUTPUT)) ? "r+" : "w",
  );
  let length = Number(saved?.["output"] ?? 0);
  ftruncateSync(output, length);
  let pending: string[] = [];
  return {
    saved,
    add: (line) => {
      pending.push(line);
    },
    commit: (state) => {
      const bytes = Buffer.from(pending.join(""));
      writeSync(output, bytes, 0, bytes.length, length);
      if (bytes.length > 0) fsyncSync(output);
      pending = [];
      length += bytes.length;
      replaceFile(
        join(directory, STATE),
        JSON.stringify({ ...state, version: VERSION, output: length }),
      );
    },
    close: () => {
      closeSync(output);
    },
  };
}

/** Puts a text in the place of a file, so that whoever reads has the old one or the new one. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, "w");
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

function savedIn(path: string): JsonObject | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const value = JSON.parse(readFileSync(path, "utf8")) as JsonValue;
    if (isJsonObject(value) && value["version"] === VERSION) return value;
  } catch {
    // Said below.
  }
  throw new UsageError(`${path} is no state of a spool; name another folder, or delete it.`);
}

/** Tells one log from another through renaming and packing: by its first line, which holds a time and an audit ID. */
export function idOfLog(firstLine: string): string {
  return createHash("sha256").update(firstLine).digest("hex").slice(0, 24);
}
