import type { Dirent } from "node:fs";
import { lstat, open, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { NotRead } from "@watertight/core/images";
import { FILE, FOLDER, type LayerContents, LINK } from "../layers/layer.ts";
import { createFileReader, type FileReader } from "../layers/read-file.ts";
import type { Limits } from "../limits.ts";
import { messageOf } from "../message.ts";
import { fileBytes } from "./oci-layout.ts";
import type { OpenedImage } from "./opened-image.ts";

/** Of a running system: no files, or those of other machines. */
const PASSED_OVER: ReadonlySet<string> = new Set(["proc", "sys", "dev", "run"]);

/** Opens a folder that holds a root file system, as one layer. Symlinks are followed only inside of it, as a container would. */
export async function openRootFolder(folder: string, limits: Limits): Promise<OpenedImage> {
  return {
    reference: folder,
    digest: "",
    indexDigest: "",
    configuration: undefined,
    layers: [await readFolder(folder, limits)],
    notRead: [],
  };
}

/** A folder as one layer; what hides files of lower layers is as overlayfs and its likes have it. */
export async function readFolder(folder: string, limits: Limits): Promise<LayerContents> {
  const walk: Walk = {
    folder,
    limits,
    reader: createFileReader(limits),
    entries: new Map(),
    whiteouts: [],
    opaque: [],
    notRead: [],
  };
  await walkFolder(walk, "");
  return {
    digest: "",
    diffId: "",
    entries: walk.entries,
    whiteouts: walk.whiteouts,
    opaque: walk.opaque,
    files: walk.reader.files,
    notRead: walk.notRead,
    whole: true,
    size: 0,
  };
}

interface Walk {
  readonly folder: string;
  readonly limits: Limits;
  readonly reader: FileReader;
  readonly entries: Map<string, string>;
  readonly whiteouts: string[];
  readonly opaque: string[];
  readonly notRead: NotRead[];
}

async function walkFolder(walk: Walk, path: string): Promise<void> {
  const entries = await tried(walk, path, () =>
    readdir(join(walk.folder, path), { withFileTypes: true }),
  );
  for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = path === "" ? entry.name : `${path}/${entry.name}`;
    if (PASSED_OVER.has(inner)) continue;
    if (walk.entries.size >= walk.limits.entries) {
      walk.notRead.push({
        path: inner,
        reason: `the folder has more than ${walk.limits.entries} files`,
      });
      return;
    }
    await visit(walk, inner, entry);
  }
}

const WHITEOUT = ".wh.";

/** Whether an entry hides what lower layers have: a file with a name of OCI's, or a device with the number 0 of overlayfs. */
async function hides(walk: Walk, path: string, entry: Dirent): Promise<boolean> {
  if (entry.isCharacterDevice()) {
    const found = await tried(walk, path, () => lstat(join(walk.folder, path)));
    if (found?.rdev === 0) walk.whiteouts.push(path);
    return true;
  }
  if (!entry.name.startsWith(WHITEOUT)) return false;
  const folder = path.slice(0, Math.max(0, path.length - entry.name.length - 1));
  const hidden = entry.name.slice(WHITEOUT.length);
  if (hidden === ".wh..opq") walk.opaque.push(folder);
  else walk.whiteouts.push(folder === "" ? hidden : `${folder}/${hidden}`);
  return true;
}

async function visit(walk: Walk, path: string, entry: Dirent): Promise<void> {
  if (await hides(walk, path, entry)) return;
  if (entry.isDirectory()) {
    walk.entries.set(path, FOLDER);
    await walkFolder(walk, path);
  } else if (entry.isSymbolicLink()) {
    const target = await tried(walk, path, () => readlink(join(walk.folder, path)));
    if (target !== undefined) walk.entries.set(path, LINK + target);
  } else if (entry.isFile()) {
    walk.entries.set(path, FILE);
    await tried(walk, path, () => readOne(walk, path));
  }
}

async function readOne({ folder, reader }: Walk, path: string): Promise<void> {
  const place = join(folder, path);
  const { size, mode } = await lstat(place);
  const sink = reader.sinkOf({ path, size, mode });
  if (!sink) return;
  // The first bytes decide of most files that nothing more is wanted.
  const file = await open(place);
  let read: Buffer;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    read = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  let wants = sink.data(read);
  if (wants && size > read.length)
    for await (const chunk of fileBytes(place, { start: read.length, size: size - read.length })) {
      wants = sink.data(chunk);
      if (!wants) return;
    }
  if (wants) sink.end();
}

async function tried<Result>(
  { notRead }: Walk,
  path: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    notRead.push({ path: path || ".", reason: messageOf(error) });
    return undefined;
  }
}
