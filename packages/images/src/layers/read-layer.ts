import { createHash, type Hash } from "node:crypto";
import type { NotRead } from "@watertight/core/images";
import type { Limits } from "../limits.ts";
import { messageOf } from "../message.ts";
import type { ContentSink, OnEntry, TarEntry } from "../tar/entry.ts";
import { cleanPath } from "../tar/path.ts";
import { TarError } from "../tar/tar-error.ts";
import { createTarReader } from "../tar/tar-reader.ts";
import { unpacked } from "./decompress.ts";
import { emptyLayer, FILE, FOLDER, type LayerContents, LINK, layerName } from "./layer.ts";
import { createFileReader, type FileReader } from "./read-file.ts";

/** Where the bytes of a layer come from. */
export interface LayerSource {
  /** What it must be of, `sha256:…`, stored and unpacked; "" where nobody says. */
  readonly digest: string;
  readonly diffId: string;
  /** Begins anew each time; undefined after the first where that cannot be. */
  readonly open: () => AsyncIterable<Buffer> | undefined;
}

/** Is told how many bytes more were unpacked. */
export type OnBytes = (bytes: number) => void;

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/**
 * Reads a layer in one pass. What is damaged, cut or too long ends it with what was read so far and the reason in `notRead`; bytes that are not
 * those that the image asks for are not trusted, and nothing of them is kept.
 */
export async function readLayer(
  source: LayerSource,
  limits: Limits,
  onBytes: OnBytes = () => undefined,
): Promise<LayerContents> {
  const found = new Collected(limits);
  const stored = createHash("sha256");
  const plain = createHash("sha256");
  const bytes = source.open();
  if (!bytes) return emptyLayer(source, "its bytes cannot be read a second time");
  const failure = await passed(found, { bytes, stored, plain, onBytes }, limits);
  const [digest, diffId] = [`sha256:${stored.digest("hex")}`, `sha256:${plain.digest("hex")}`];
  if (failure === undefined) {
    const mismatch = mismatchOf(source, digest, diffId);
    if (mismatch !== undefined) return emptyLayer(source, mismatch);
    await found.readLinked(source);
  }
  return {
    digest: source.digest || digest,
    diffId: source.diffId || diffId,
    ...found.contents(),
    whole: failure === undefined,
    notRead: [
      ...found.notRead,
      ...(failure === undefined ? [] : [{ path: layerName(source), reason: failure }]),
    ],
  };
}

/** Why bytes of these digests are not the layer that is asked for; undefined where they are. */
export function mismatchOf(
  source: Pick<LayerSource, "digest" | "diffId">,
  digest: string,
  diffId: string,
): string | undefined {
  if (source.digest !== "" && source.digest !== digest)
    return `its bytes are those of ${digest}: they were changed, and nothing of them is trusted`;
  if (source.diffId !== "" && source.diffId !== diffId)
    return `unpacked it is ${diffId} and not ${source.diffId}, as the image's configuration has it: nothing of it is trusted`;
  return undefined;
}

interface Pass {
  readonly bytes: AsyncIterable<Buffer>;
  readonly stored: Hash;
  readonly plain: Hash;
  readonly onBytes: OnBytes;
}

/** The reason for which it ended early; undefined where it did not. */
async function passed(
  found: Collected,
  { bytes, stored, plain, onBytes }: Pass,
  limits: Limits,
): Promise<string | undefined> {
  const reader = createTarReader(found.onEntry);
  const deadline = performance.now() + limits.time;
  try {
    for await (const chunk of unpacked(hashed(bytes, stored))) {
      plain.update(chunk);
      found.size += chunk.length;
      onBytes(chunk.length);
      if (found.size > limits.unpacked) return `it unpacks to more than ${limits.unpacked} bytes`;
      if (performance.now() > deadline)
        return `it takes longer than ${limits.time / 60_000} minutes`;
      reader.push(chunk);
    }
    reader.end();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

class Collected {
  readonly notRead: NotRead[] = [];
  size = 0;
  readonly #limits: Limits;
  readonly #entries: Map<string, string> = new Map();
  readonly #whiteouts: string[] = [];
  readonly #opaque: string[] = [];
  readonly #reader: FileReader;
  /** Files whose content was told under another name that nobody reads: which are to be read as what. */
  readonly #linked: Map<string, string[]> = new Map();
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#reader = createFileReader(limits);
  }

  readonly onEntry: OnEntry = (entry) => {
    if (++this.#count > this.#limits.entries)
      throw new TarError(`it has more than ${this.#limits.entries} files`);
    const { path } = entry;
    const slash = path.lastIndexOf("/");
    if (path.startsWith(WHITEOUT, slash + 1)) {
      this.#whiteout(path, slash);
      return undefined;
    }
    switch (entry.kind) {
      case "folder":
        if (path !== "") this.#mark(path, FOLDER);
        return undefined;
      case "symlink":
        this.#mark(path, LINK + entry.linkName);
        return undefined;
      case "hardlink":
        this.#hardLink(entry);
        return undefined;
      case "other":
        this.#mark(path, FILE);
        return undefined;
      case "file":
        this.#mark(path, FILE);
        return this.#reader.sinkOf(entry);
    }
  };

  /** The last of a name counts, in its own place of the order. */
  #mark(path: string, mark: string): void {
    if (this.#entries.delete(path)) this.#reader.forget(path);
    this.#entries.set(path, mark);
  }

  #whiteout(path: string, slash: number): void {
    const folder = slash < 0 ? "" : path.slice(0, slash);
    const name = path.slice(slash + 1);
    if (name === OPAQUE) this.#opaque.push(folder);
    // Others that begin with two are a storage driver's own.
    else if (!name.startsWith(".wh..wh.") && name !== WHITEOUT) {
      const hidden = name.slice(WHITEOUT.length);
      this.#whiteouts.push(folder === "" ? hidden : `${folder}/${hidden}`);
    }
  }

  #hardLink({ path, linkName }: TarEntry): void {
    this.#mark(path, FILE);
    if (this.#reader.link(path, linkName)) return;
    const target = cleanPath(linkName);
    this.#linked.set(target, [...(this.#linked.get(target) ?? []), path]);
  }

  /** A second pass, for files whose content stands under a name that told nothing of it, as stores of packages have it. */
  async readLinked(source: LayerSource): Promise<void> {
    if (this.#linked.size === 0) return;
    const bytes = source.open();
    const reader = createTarReader((entry): ContentSink | undefined =>
      entry.kind === "file"
        ? this.#reader.sinkAs(entry, this.#linked.get(entry.path) ?? [])
        : undefined,
    );
    try {
      if (!bytes) throw new Error("its content stands under another name");
      for await (const chunk of unpacked(bytes)) reader.push(chunk);
    } catch (error) {
      for (const path of [...this.#linked.values()].flat())
        this.notRead.push({ path, reason: messageOf(error) });
    }
  }

  contents(): Pick<LayerContents, "entries" | "whiteouts" | "opaque" | "files" | "size"> {
    return {
      entries: this.#entries,
      whiteouts: this.#whiteouts,
      opaque: this.#opaque,
      files: this.#reader.files,
      size: this.size,
    };
  }
}
