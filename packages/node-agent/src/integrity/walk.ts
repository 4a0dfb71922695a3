import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { posix } from "node:path";
import {
  createExclusion,
  type FileRecord,
  type FileType,
  type IntegrityRules,
  type PathNotRead,
} from "@watertight/core/nodes";
import { digestOfFile } from "./digest.ts";

/** What a walk gives as it goes: a path, or one that could not be read. */
export type Walked = { readonly record: FileRecord } | { readonly notRead: PathNotRead };

/**
 * Everything below the watched paths of a root, each once, folders before what is in them, in the order of the names. No link is followed, and what
 * is mounted elsewhere below is walked too: a mount hides files as well as a change does.
 */
export function* walkFiles(root: string, rules: IntegrityRules): Generator<Walked> {
  const isExcluded = createExclusion(rules.exclude);
  const seen = new Set<string>();
  for (const path of expanded(root, rules.watch)) {
    if (![...above(path)].some((each) => seen.has(each) || isExcluded(each))) {
      seen.add(path);
      yield* walkPath(root, path, isExcluded);
    }
  }
}

/** A path and every folder above it. */
function* above(path: string): Generator<string> {
  for (let at = path; at !== "" && at !== "/"; at = posix.dirname(at)) yield at;
}

function* walkPath(
  root: string,
  start: string,
  isExcluded: (path: string) => boolean,
): Generator<Walked> {
  // Not recursive: folders can be nested as deeply as whoever made them liked.
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const found = recordAt(root, path);
    if (found === undefined) continue;
    yield found;
    if (!("record" in found) || found.record.type !== "directory") continue;
    const below = pathsIn(root, path);
    if (typeof below === "string") yield { notRead: { path, reason: below } };
    else {
      yield* below.filter(isNoText).map(notText);
      const wanted = below.filter((each) => !isNoText(each) && !isExcluded(each));
      addReversed(waiting, wanted);
    }
  }
}

/** One by one: a folder may have more entries than a call takes arguments. */
function addReversed(waiting: string[], paths: readonly string[]): void {
  for (const path of paths.toReversed()) waiting.push(path);
}

function pathsIn(root: string, path: string): readonly string[] | string {
  const names = namesIn(root, path);
  if (typeof names === "string") return names;
  return names.map((name) => (path === "/" ? `/${name}` : `${path}/${name}`));
}

/** A name that is no UTF-8 comes with this mark in it, and could not be opened by what is left. */
function isNoText(path: string): boolean {
  return path.includes("\uFFFD");
}

function notText(path: string): Walked {
  return { notRead: { path, reason: "its name is no UTF-8" } };
}

/** Patterns of one root as the paths that are there, sorted. */
function expanded(root: string, patterns: readonly string[]): readonly string[] {
  const found = patterns.flatMap((pattern) => {
    if (!pattern.includes("*")) return [pattern];
    const folder = posix.dirname(pattern);
    const names = namesIn(root, folder);
    const matches = createExclusion([pattern]);
    return typeof names === "string"
      ? []
      : names.map((name) => `${folder}/${name}`).filter((path) => matches(path));
  });
  return [...new Set(found)].sort((a, b) => (a < b ? -1 : 1));
}

function namesIn(root: string, path: string): string[] | string {
  try {
    return readdirSync(posix.join(root, path)).sort();
  } catch (error) {
    return reasonOf(error);
  }
}

/** What is at a path; undefined where nothing is, which the comparison sees. */
function recordAt(root: string, path: string): Walked | undefined {
  const real = posix.join(root, path);
  try {
    const stats = lstatSync(real, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const type = typeOf(stats);
    if (type === "file") return fileAt(real, path, stats);
    const target = type === "link" ? readlinkSync(real) : undefined;
    return { record: { ...commonOf(path, type, stats), ...(target !== undefined && { target }) } };
  } catch (error) {
    return { notRead: { path, reason: reasonOf(error) } };
  }
}

function fileAt(real: string, path: string, stats: Stats): Walked {
  const digest = digestOfFile(real, "sha256");
  // What became another thing between the two looks is told as what it was: the next look tells the rest.
  const { size, nlink: links } = digest?.stats ?? stats;
  const record = { ...commonOf(path, "file", digest?.stats ?? stats), size, links };
  return { record: digest ? { ...record, sha256: digest.hex } : record };
}

function commonOf(
  path: string,
  type: FileType,
  { mode, uid, gid, ctimeMs }: Stats,
): Pick<FileRecord, "path" | "type" | "mode" | "uid" | "gid" | "changedAt"> {
  return { path, type, mode: mode & 0o7777, uid, gid, changedAt: ctimeMs };
}

function typeOf(stats: Stats): FileType {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  if (stats.isSymbolicLink()) return "link";
  if (stats.isFIFO()) return "fifo";
  if (stats.isSocket()) return "socket";
  return stats.isCharacterDevice() ? "character-device" : "block-device";
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EIO", "the device does not answer"],
  ["ELOOP", "it was replaced by a link while it was read"],
]);

function reasonOf(error: unknown): string {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  return REASONS.get(code) ?? (code === "" ? "unreadable" : code.toLowerCase());
}
