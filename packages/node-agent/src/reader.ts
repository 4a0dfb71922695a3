import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
} from "node:fs";
import { posix } from "node:path";

/** More of one file is not read, however large it says it is. */
const MOST_BYTES = 1024 * 1024;

/** More of one folder is not listed. */
const MOST_ENTRIES = 4096;

/** As the kernel has it. */
const MOST_LINKS = 40;

/** A part of the node that was not read, with the reason. */
interface NotRead {
  readonly what: string;
  readonly reason: string;
}

/** A file as it lies on the node, links not followed. */
export interface Entry {
  readonly stats: Stats;
  /** Of a link: the path on the node that it leads to in the end; undefined: nowhere. */
  readonly linkTarget?: string | undefined;
}

/**
 * Reads below a root folder as if it were `/`: links are followed within it, whatever they say, and nothing that is no regular file is opened.
 * It never throws; what could not be read is noted.
 */
export interface NodeReader {
  /** `absent`: it is not there. Undefined: nobody knows, and that is noted. */
  readonly entry: (path: string) => Entry | "absent" | undefined;
  /** A text as far as it is read; undefined where there is none. */
  readonly text: (path: string, most?: number) => string | undefined;
  /** The names in a folder, sorted; undefined where there is none. */
  readonly names: (path: string) => readonly string[] | undefined;
  /** The target of a link of /proc, as it is. */
  readonly link: (path: string) => string | undefined;
  readonly notRead: readonly NotRead[];
  readonly note: (what: string, reason: string) => void;
}

export function createReader(root: string): NodeReader {
  const notRead = new Map<string, string>();
  const note = (what: string, reason: string): void => {
    if (notRead.size < MOST_ENTRIES && !notRead.has(what)) notRead.set(what, reason);
  };
  /** What `work` gives; `absent` and undefined as `entry` has them. */
  const attempt = <Value>(
    path: string,
    work: (real: string) => Value,
  ): Value | "absent" | undefined => {
    try {
      const real = realPath(root, path);
      return real === undefined ? "absent" : work(real);
    } catch (error) {
      const code = codeOf(error);
      if (code === "ENOENT" || code === "ENOTDIR") return "absent";
      note(path, REASONS.get(code) ?? code.toLowerCase());
      return undefined;
    }
  };
  const given = <Value>(found: Value | "absent" | undefined): Value | undefined =>
    found === "absent" ? undefined : found;
  return {
    entry: (path) =>
      attempt(path, () => {
        const parent = realPath(root, posix.dirname(path));
        if (parent === undefined) return missing();
        const stats = lstatSync(posix.join(parent, posix.basename(path)));
        return stats.isSymbolicLink()
          ? { stats, linkTarget: logicalTarget(root, path) }
          : { stats };
      }),
    text: (path, most = MOST_BYTES) =>
      given(attempt(path, (real) => readRegular(real, { path, most }, note))),
    names: (path) => given(attempt(path, (real) => namesIn(real, path, note))),
    link: (path) =>
      given(
        attempt(posix.dirname(path), (parent) =>
          readlinkSync(posix.join(parent, posix.basename(path))),
        ),
      ),
    get notRead() {
      return Array.from(notRead, ([what, reason]) => ({ what, reason }));
    },
    note,
  };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ELOOP", "its links lead in a circle"],
  ["EIO", "the device does not answer"],
  ["ENAMETOOLONG", "its name is too long"],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "unreadable";
}

class Missing extends Error {
  readonly code = "ENOENT";
}

function missing(): never {
  throw new Missing("not there");
}

class Circle extends Error {
  readonly code = "ELOOP";
}

/** The path of the machine that a path of the node is, with every link followed inside the root; undefined where it leads nowhere. */
function realPath(root: string, path: string): string | undefined {
  const way = followed(root, path);
  return way === undefined ? undefined : posix.join(root, way);
}

function logicalTarget(root: string, path: string): string | undefined {
  try {
    return followed(root, path);
  } catch {
    return undefined;
  }
}

function followed(root: string, path: string): string | undefined {
  const left = path.split("/").filter((part) => part !== "" && part !== ".");
  const way: string[] = [];
  let links = 0;
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === "..") {
      way.pop();
      continue;
    }
    const here = `/${[...way, part].join("/")}`;
    const stats = lstatSync(posix.join(root, here), { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (!stats.isSymbolicLink()) {
      way.push(part);
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) throw new Circle("too many links");
    const target = readlinkSync(posix.join(root, here));
    if (target.startsWith("/")) way.length = 0;
    left.unshift(...target.split("/").filter((each) => each !== "" && each !== "."));
  }
  return `/${way.join("/")}`;
}

interface Wanted {
  readonly path: string;
  readonly most: number;
}

/** Opened without waiting and without a last link: a pipe or a device in the place of a file does not hold the collector up. */
function readRegular(real: string, wanted: Wanted, note: NodeReader["note"]): string | undefined {
  const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) {
      note(wanted.path, "it is no regular file");
      return undefined;
    }
    return textOf(file, wanted, note);
  } finally {
    closeSync(file);
  }
}

/** Files of /proc say that they are empty: what is read counts. */
function textOf(file: number, { path, most }: Wanted, note: NodeReader["note"]): string {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < most) {
    const chunk = Buffer.alloc(65_536);
    const count = readSync(file, chunk, 0, chunk.length, null);
    if (count === 0) return Buffer.concat(chunks).toString("utf8");
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  note(path, `only the first ${size} bytes were read`);
  return Buffer.concat(chunks).toString("utf8");
}

function namesIn(real: string, path: string, note: NodeReader["note"]): readonly string[] {
  const names = readdirSync(real).sort();
  if (names.length > MOST_ENTRIES)
    note(path, `only ${MOST_ENTRIES} of its ${names.length} entries were read`);
  return names.slice(0, MOST_ENTRIES);
}
