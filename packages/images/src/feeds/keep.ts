import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { NotRead } from "@watertight/core/images";
import { feedTexts } from "./documents.ts";
import { download, type Network, type Validators } from "./download.ts";
import { parseFeed } from "./read-advisories.ts";
import type { FeedSource } from "./sources.ts";
import { type StoreDescription, type StoredSource, StoreWriter } from "./store/write-store.ts";

/** The file of a store's folder that is asked. */
export const STORE_FILE = "advisories.wtadv";

/** What is known of a source's file. */
interface KeptSource {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly fetched: string;
  readonly validators: Validators;
}

/** What happened to one source. */
export interface Updated {
  readonly name: string;
  readonly status: "changed" | "unchanged" | "failed";
  readonly reason: string;
}

export interface UpdateOptions {
  readonly folder: string;
  readonly sources: readonly FeedSource[];
  /** Addresses in the place of `https://HOST` of the sources', tried first. */
  readonly mirrors: readonly string[];
  readonly now: () => Date;
  readonly network: Network;
}

/** Everything that was done: each source, the store, and what of the feeds could not be read. */
export interface UpdateResult {
  readonly sources: readonly Updated[];
  readonly store: StoreDescription;
  readonly notRead: readonly NotRead[];
}

/** Fetches what has changed, keeps what could not be fetched, and builds the store anew where anything is new. */
export async function update(options: UpdateOptions): Promise<UpdateResult> {
  const { folder, now } = options;
  await mkdir(join(folder, "sources"), { recursive: true });
  const kept = new Map((await readKept(folder)).map((source) => [source.name, source]));
  const updated: Updated[] = [];
  for (const source of options.sources) {
    const known = kept.get(source.name);
    const path = join(folder, "sources", source.file);
    const isThere = known !== undefined && (await exists(path));
    const urls = [...options.mirrors.map((mirror) => mirrored(source.url, mirror)), source.url];
    const result = await download(
      urls,
      path,
      isThere ? known.validators : undefined,
      options.network,
    );
    if (result.status === "changed") {
      kept.set(source.name, { ...source, ...result, fetched: now().toISOString() });
    } else if (result.status === "unchanged" && known !== undefined) {
      kept.set(source.name, { ...known, fetched: now().toISOString() });
    }
    updated.push({
      name: source.name,
      status: result.status,
      reason: "reason" in result ? result.reason : "",
    });
  }
  await writeKept(folder, [...kept.values()]);
  return { sources: updated, ...(await build(folder, now)) };
}

/** Takes files of feeds into the store, each in the place of an earlier one of its name. */
export async function importFiles(
  folder: string,
  paths: readonly string[],
  now: () => Date,
): Promise<UpdateResult> {
  await mkdir(join(folder, "sources"), { recursive: true });
  const kept = new Map((await readKept(folder)).map((source) => [source.name, source]));
  const updated: Updated[] = [];
  for (const path of paths) {
    const name = basename(path);
    const isFolder = (await stat(path)).isDirectory();
    // A folder is asked where it stands: it may be a large checkout.
    if (!isFolder) await copyFile(path, join(folder, "sources", name));
    const validators = { etag: "", modified: (await stat(path)).mtime.toUTCString() };
    const file = isFolder ? path : name;
    kept.set(name, { name, file, from: path, fetched: now().toISOString(), validators });
    updated.push({ name, status: "changed", reason: "" });
  }
  await writeKept(folder, [...kept.values()]);
  return { sources: updated, ...(await build(folder, now)) };
}

function mirrored(url: string, mirror: string): string {
  return url.replace(/^https?:\/\/[^/]+/, mirror.replace(/\/+$/, ""));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const KEPT_FILE = "sources.json";

async function readKept(folder: string): Promise<readonly KeptSource[]> {
  const text = await readFile(join(folder, KEPT_FILE), "utf8").catch(() => "[]");
  try {
    // A door: this file is written here alone; a damaged one means that all is fetched anew.
    return JSON.parse(text) as readonly KeptSource[];
  } catch {
    return [];
  }
}

async function writeKept(folder: string, kept: readonly KeptSource[]): Promise<void> {
  const path = join(folder, KEPT_FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(kept, undefined, 1)}\n`);
  await rename(`${path}.new`, path);
}

/** Builds the store of the files that are there; the later of two sources counts where both have an id. */
async function build(
  folder: string,
  now: () => Date,
): Promise<Pick<UpdateResult, "store" | "notRead">> {
  const notRead: NotRead[] = [];
  const sources: StoredSource[] = [];
  const writer = await StoreWriter.create(join(folder, STORE_FILE));
  try {
    for (const source of (await readKept(folder)).toReversed()) {
      const counts = await addSource(folder, source, { writer, notRead });
      const { name, from, fetched, validators } = source;
      sources.unshift({ name, from, fetched, modified: validators.modified, ...counts });
    }
    return { store: await writer.finish(now().toISOString(), sources), notRead };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

interface Building {
  readonly writer: StoreWriter;
  readonly notRead: NotRead[];
}

async function addSource(
  folder: string,
  { file, name }: KeptSource,
  { writer, notRead }: Building,
): Promise<Pick<StoredSource, "documents" | "advisories">> {
  const counts = { documents: 0, advisories: 0 };
  const path = /[\\/]/.test(file) ? file : join(folder, "sources", file);
  if (!(await exists(path))) {
    notRead.push({ path: name, reason: "It was never fetched, or is not there any more." });
    return counts;
  }
  for await (const part of feedTexts(path)) {
    const document = "problem" in part ? part.problem : parseFeed(part.text);
    if (typeof document === "string") {
      notRead.push({ path: `${name}: ${part.place}`, reason: document });
      continue;
    }
    counts.documents += 1;
    for (const advisory of document.advisories) {
      if (await writer.add(advisory)) counts.advisories += 1;
    }
    for (const [cve, known] of document.exploitations) writer.addExploitation(cve, known);
  }
  return counts;
}

/** Takes a whole store, as a bundle brings it, in the place of the one that is there. */
export async function installStore(folder: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, STORE_FILE);
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  // Files of sources that the bundle knows nothing of would be built into the next store.
  await rm(join(folder, KEPT_FILE), { force: true });
}
