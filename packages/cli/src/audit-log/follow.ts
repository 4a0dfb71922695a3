import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type LogPiece, piecesOfFile } from "./lines.ts";
import { idOfLog } from "./spool.ts";

/** How far each log was read, by the log's id. */
export type Offsets = Map<string, number>;

/** Lines of a log that were not read before. */
interface NewLines extends LogPiece {
  readonly path: string;
  readonly id: string;
}

/** Reads what is new in a log and in those that it was rotated to. */
export interface FollowedLog {
  /** `ends`: nothing more is written, so that a last line without its line break is one. */
  readonly read: (ends: boolean) => AsyncGenerator<NewLines>;
}

/**
 * A log with its rotated parts: those whose names begin as its own does (`audit-2026-07-01T10-00-00.000.log`, `audit.log.1`, also packed).
 * A part is known by its first line, so that neither renaming nor packing makes it be read again, and what was written between the last
 * look and a rotation is not missed. Parts that were there before the first run are not read.
 */
export function followLog(path: string, offsets: Offsets, isFirstRun: boolean): FollowedLog {
  const looked = new Map<string, string>();
  let ignoresRotated = isFirstRun;
  return {
    async *read(ends) {
      for (const part of [...rotatedParts(path), path]) {
        const stamp = stampOf(part);
        const isLive = part === path;
        if (stamp === undefined || (!isLive && looked.get(part) === stamp)) continue;
        const id = await idOf(part, ends);
        if (id === undefined) continue;
        if (ignoresRotated && !isLive) offsets.set(id, Number.MAX_SAFE_INTEGER);
        yield* readPart(part, id, { offsets, ends: ends || !isLive });
        looked.set(part, stamp);
      }
      ignoresRotated = false;
    },
  };
}

async function* readPart(
  path: string,
  id: string,
  { offsets, ends }: { readonly offsets: Offsets; readonly ends: boolean },
): AsyncGenerator<NewLines> {
  const from = offsets.get(id) ?? 0;
  if (!path.endsWith(".gz") && from >= sizeOf(path)) return;
  if (from === Number.MAX_SAFE_INTEGER) return;
  for await (const piece of piecesOfFile(path, from, ends)) {
    offsets.set(id, piece.end);
    yield { ...piece, path, id };
  }
}

/** The first line tells; undefined as long as it is not whole. */
async function idOf(path: string, ends: boolean): Promise<string | undefined> {
  for await (const { lines } of piecesOfFile(path, 0, ends || path.endsWith(".gz"))) {
    return idOfLog(lines[0] ?? "");
  }
  return undefined;
}

function rotatedParts(path: string): readonly string[] {
  const folder = dirname(path);
  const name = basename(path);
  const stem = name.slice(0, name.length - extname(name).length);
  return readdirSync(folder)
    .filter((each) => each !== name && (each.startsWith(`${stem}-`) || each.startsWith(`${name}.`)))
    .map((each) => join(folder, each))
    .map((each) => ({ each, time: timeOf(each) }))
    .sort((a, b) => a.time - b.time || (a.each < b.each ? -1 : 1))
    .map(({ each }) => each);
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? `${found.size} ${found.mtimeMs}` : undefined;
}

/** Offsets as a state has them, and back. */
export function offsetsJson(offsets: Offsets): JsonObject {
  return Object.fromEntries(offsets);
}
