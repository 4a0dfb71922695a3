import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { isPacked } from "../layers/decompress.ts";
import type { OnBytes } from "../layers/read-layer.ts";
import { LIMITS, type Limits } from "../limits.ts";
import { BLOCK, isTarHead } from "../tar/header.ts";
import { openArchive } from "./archive.ts";
import { openStorage, storageDriver } from "./containers-storage.ts";
import type { Platform } from "./manifest.ts";
import { fileBytes, openBlobFolder, openLayout } from "./oci-layout.ts";
import type { Opening } from "./opened-image.ts";
import { openRootFolder } from "./root-folder.ts";

/** How a folder or a file is to be read. */
export interface PathOptions {
  readonly platform?: Platform;
  readonly limits?: Limits;
  /** Is told of bytes that are read while an archive is opened. */
  readonly onBytes?: OnBytes;
}

/** What a path holds: something to be opened as an image, `source`, a folder of sources, which has no layers, or `other`, a file that is no archive. */
export type PathKind = "layout" | "blobs" | "root" | "source" | "archive" | "storage" | "other";

/** What of a root file system even the smallest image has. */
const OF_A_ROOT = [
  "etc/os-release",
  "usr/lib/os-release",
  "var/lib/dpkg",
  "lib/apk/db",
  "usr/lib/apk/db",
  "var/lib/rpm",
  "usr/lib/sysimage/rpm",
  "etc/passwd",
];

/** What lies at a path; undefined where nothing does. */
export async function kindOfPath(path: string): Promise<PathKind | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  if (!found.isDirectory()) return (await beginsAsArchive(path)) ? "archive" : "other";
  return kindOfFolder(path);
}

function kindOfFolder(path: string): PathKind {
  const has = (name: string): boolean => existsSync(join(path, name));
  if (has("oci-layout") || (has("index.json") && has("blobs"))) return "layout";
  if (has("manifest.json") && has("version")) return "blobs";
  if (storageDriver(path) !== undefined) return "storage";
  return OF_A_ROOT.some(has) ? "root" : "source";
}

/** Whether a file begins as tar, or as something packed; a pipe is taken at its word, for it can be read only once. */
async function beginsAsArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    if (!(await file.stat()).isFile()) return true;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BLOCK), 0, BLOCK, 0);
    const head = buffer.subarray(0, bytesRead);
    return isPacked(head) || isTarHead(head);
  } finally {
    await file.close();
  }
}

/**
 * A path with the name of one image in it cut off, as `images.tar:shop:1.0`; the longest part that exists is the path. Undefined where none does, as of
 * a reference to a registry.
 */
export function splitPath(
  text: string,
): { readonly path: string; readonly name: string | undefined } | undefined {
  if (existsSync(text)) return { path: text, name: undefined };
  for (let colon = text.lastIndexOf(":"); colon > 0; colon = text.lastIndexOf(":", colon - 1)) {
    const path = text.slice(0, colon);
    if (existsSync(path)) return { path, name: text.slice(colon + 1) };
  }
  return undefined;
}

/** Opens what lies at a path, other than sources: every image that it holds, or the one of the name. */
export async function openPath(
  kind: Exclude<PathKind, "source" | "other">,
  { path, name }: { readonly path: string; readonly name: string | undefined },
  { platform, limits = LIMITS, onBytes = () => undefined }: PathOptions = {},
): Promise<readonly Opening[]> {
  switch (kind) {
    case "layout":
      return openLayout(path, name, platform);
    case "blobs":
      return [{ name: "", open: () => openBlobFolder(path, platform) }];
    case "root":
      return [{ name: "", open: () => openRootFolder(path, limits) }];
    case "storage":
      return openStorage(path, name, limits);
    case "archive":
      return openArchive(fileBytes(path), { reference: path, name, platform, limits, onBytes });
  }
}
