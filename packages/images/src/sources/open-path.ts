import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS, type Limits } from "../limits.ts";
import { openArchive } from "./archive.ts";
import type { Platform } from "./manifest.ts";
import { fileBytes, openBlobFolder, openLayout } from "./oci-layout.ts";
import type { OpenedImage } from "./opened-image.ts";
import { openRootFolder } from "./root-folder.ts";

/** How a folder or a file is to be read. */
export interface PathOptions {
  readonly platform?: Platform;
  readonly limits?: Limits;
}

/** What a path holds that can be opened as an image; `source` is a folder of sources, which has no layers. */
export type PathKind = "layout" | "blobs" | "root" | "source" | "archive";

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
  if (!found.isDirectory()) return "archive";
  const has = (name: string): boolean => existsSync(join(path, name));
  if (has("oci-layout") || (has("index.json") && has("blobs"))) return "layout";
  if (has("manifest.json") && has("version")) return "blobs";
  return OF_A_ROOT.some(has) ? "root" : "source";
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

/** Opens what lies at a path, other than sources. */
export function openPath(
  kind: Exclude<PathKind, "source">,
  { path, name }: { readonly path: string; readonly name: string | undefined },
  { platform, limits = LIMITS }: PathOptions = {},
): Promise<OpenedImage> {
  switch (kind) {
    case "layout":
      return openLayout(path, name, platform);
    case "blobs":
      return openBlobFolder(path, platform);
    case "root":
      return openRootFolder(path, limits);
    case "archive":
      return openArchive(fileBytes(path), { reference: path, name, platform, limits });
  }
}
