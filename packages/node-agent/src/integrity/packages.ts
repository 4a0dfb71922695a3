import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { posix } from "node:path";
import type { PackageFile, PathNotRead } from "@watertight/core/nodes";
import type { PackageDatabase } from "./package-database.ts";
import { readApkFiles } from "./packages-apk.ts";
import { readDpkgFiles } from "./packages-dpkg.ts";
import { readRpmFiles } from "./packages-rpm.ts";

/** What the package databases of a node say. */
export interface InstalledPackages {
  /** Versions by `dpkg/openssl`. */
  readonly versions: ReadonlyMap<string, string>;
  readonly fileOf: (path: string) => PackageFile | undefined;
  readonly notRead: readonly PathNotRead[];
}

/** Reads every package database below a root. */
export function readPackages(root: string): InstalledPackages {
  const versions = new Map<string, string>();
  const files = new Map<string, PackageFile>();
  const notRead: PathNotRead[] = [];
  const note = (path: string, reason: string): void => {
    notRead.push({ path, reason });
  };
  const database: PackageDatabase = {
    ...{ versions, files, note, root },
    text: (path) => textOf(root, path, note),
    names: (path) => namesIn(root, path),
  };
  readDpkgFiles(database);
  readApkFiles(database);
  readRpmFiles(database);
  const aliases = mergedFolders(root);
  return {
    versions,
    notRead,
    fileOf: (path) => files.get(path) ?? files.get(aliases(path)),
  };
}

/** Where /bin is a link to /usr/bin, databases may still say /bin/sh. */
function mergedFolders(root: string): (path: string) => string {
  const merged = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].filter((name) => {
    try {
      return /^\/?usr\//.test(readlinkSync(posix.join(root, name)));
    } catch {
      return false;
    }
  });
  return (path) => {
    const [, below] = /^\/usr\/(.+)$/.exec(path) ?? [];
    const isMerged = below !== undefined && merged.some((name) => below.startsWith(`${name}/`));
    return isMerged ? `/${below}` : path;
  };
}

function textOf(root: string, path: string, note: PackageDatabase["note"]): string | undefined {
  try {
    return readFileSync(posix.join(root, path), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code !== "ENOENT" && code !== "ENOTDIR") note(path, "it cannot be read");
    return undefined;
  }
}

function namesIn(root: string, path: string): readonly string[] {
  try {
    return readdirSync(posix.join(root, path));
  } catch {
    return [];
  }
}
