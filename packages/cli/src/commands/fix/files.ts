import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { decodeText, errorWords } from "@watertight/manifests";

/** A file that may be changed, as it is. */
export interface SourceFile {
  readonly name: string;
  /** Without symbolic links. */
  readonly real: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The byte order mark, or nothing. */
  readonly mark: string;
}

/** The files that were given or stand below what was given, read once each. */
export interface SourceFiles {
  /** The file by the name that locations have, or a whole sentence on why it cannot be changed. */
  readonly open: (name: string) => SourceFile | string;
}

const MARK = "\ufeff";

/** `operands`: what was given on the command line; nothing outside it is changed, whatever symbolic links say. */
export function openSources(operands: readonly string[], workingDirectory: string): SourceFiles {
  const roots = operands.map((operand) => realOf(resolve(workingDirectory, givenFolder(operand))));
  const opened = new Map<string, SourceFile | string>();
  return {
    open: (name) => {
      const known = opened.get(name) ?? openSource(name, roots, workingDirectory);
      opened.set(name, known);
      return known;
    },
  };
}

/** Of a pattern the part before the first segment with a wildcard. */
function givenFolder(operand: string): string {
  const segments = operand.split("/");
  const wild = segments.findIndex((segment) => /[*?[\]{}!()]/.test(segment));
  return wild < 0 || realOf(operand) !== undefined
    ? operand
    : segments.slice(0, wild).join("/") || ".";
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function openSource(
  name: string,
  roots: readonly (string | undefined)[],
  workingDirectory: string,
): SourceFile | string {
  try {
    const real = realpathSync(resolve(workingDirectory, name));
    if (!roots.some((root) => root !== undefined && isWithin(real, root))) {
      return `${name} is a symbolic link to a file outside the paths that were given.`;
    }
    if (!statSync(real).isFile()) return `${name} is not a regular file.`;
    const bytes = readFileSync(real);
    const decoded = decodeText(bytes);
    if ("problem" in decoded) return decoded.problem;
    const { text } = decoded;
    const mark = bytes[0] === 0xef ? MARK : "";
    // What UTF-8 does not write as it was is in another encoding.
    if (!Buffer.from(mark + text).equals(bytes)) {
      return `${name} is not in UTF-8, the only encoding in which files are changed.`;
    }
    return { name, real, bytes, text, mark };
  } catch (error) {
    return `${name} cannot be read: ${errorWords(error)}.`;
  }
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/**
 * Puts a new text in the place of a file in one step, with the mode and the owner that it had; a whole sentence where that
 * cannot be done, and the file is as it was.
 */
export function writeSource(
  { name, real, bytes, mark }: SourceFile,
  text: string,
): string | undefined {
  const temporary = join(dirname(real), `.watertight-${process.pid}.tmp`);
  try {
    accessSync(real, constants.W_OK);
    if (!readFileSync(real).equals(bytes)) return `${name} has changed since it was read.`;
    const { mode, uid, gid } = statSync(real);
    writeWhole(temporary, mark + text, "wx");
    chmodSync(temporary, mode & 0o7777);
    keepOwner(temporary, uid, gid);
    renameSync(temporary, real);
    if (readFileSync(real, "utf8") === mark + text) return undefined;
    return `${name} does not hold what was written to it.`;
  } catch (error) {
    rmSync(temporary, { force: true });
    return `${name} cannot be written: ${errorWords(error)}.`;
  }
}

/** Only root may give files away, and without it the file is ours already or must become so. */
function keepOwner(path: string, uid: number, gid: number): void {
  const current = statSync(path);
  if (current.uid === uid && current.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch {
    // Whoever may write the folder but not give files away becomes the owner, as with every editor.
  }
}

/** Writes a file that is not there yet, with its folders; a whole sentence where another one is there or it cannot be written. */
export function writeNew(path: string, name: string, text: string): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text, "wx");
    return undefined;
  } catch (error) {
    if (isExisting(error)) {
      return readFileSync(path, "utf8") === text
        ? undefined
        : `${name} is there already with other content; name another folder for the patches, or remove it.`;
    }
    return `${name} cannot be written: ${errorWords(error)}.`;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function writeWhole(path: string, text: string, flag: "wx"): void {
  const descriptor = openSync(path, flag);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
