import { link, mkdir, open, readdir, readFile, rename, unlink } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Storage } from "./storage.ts";

/** A folder of this machine. It is made where it is not there; only its owner may look into it. */
export function folderStorage(folder: string): Storage {
  return {
    name: folder,
    create: (key, bytes) => createFile(join(folder, ...key.split("/")), bytes),
    read: (key) => readIfThere(join(folder, ...key.split("/"))),
    list: async (prefix) => {
      const all = await filesBelow(folder);
      return all
        .map((path) => relative(folder, path).split(sep).join("/"))
        .filter((key) => key.startsWith(prefix) && !key.includes(DRAFT))
        .sort();
    },
    remove: async (key) => {
      await unlink(join(folder, ...key.split("/"))).catch(ignoreAbsent);
    },
    hold: () => Promise.resolve(),
    locking: () =>
      Promise.resolve({
        isOffered: false,
        because:
          "a folder can be changed by whoever may write to it: the chain shows it, and nothing prevents it",
      }),
  };
}

const DRAFT = ".draft-";

/** A file is there whole or not at all, and none is written over: a link fails where the name is taken. */
async function createFile(path: string, bytes: Uint8Array): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}${DRAFT}${process.pid}`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // Some file systems have no links.
    if ((await readIfThere(path)) !== undefined) return false;
    await rename(draft, path);
    return true;
  } finally {
    await unlink(draft).catch(ignoreAbsent);
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return [];
      throw error;
    },
  );
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

function ignoreAbsent(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
