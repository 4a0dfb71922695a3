import { type ContentSink, kindOf, type OnEntry } from "./entry.ts";
import { LONGEST_EXTENSION, type Records, readRecords, sizeIn } from "./extended.ts";
import { BLOCK, type Header, readHeader, type SparsePart, sparseParts } from "./header.ts";
import { cleanPath } from "./path.ts";
import { type Sparse, SparseOutput, sparseOf } from "./sparse.ts";
import { TarError } from "./tar-error.ts";

/** A reader of archives to which bytes are given as they come. */
export interface TarReader {
  readonly push: (chunk: Buffer) => void;
  /** To be called after the last byte; throws where something is missing. */
  readonly end: () => void;
}

interface Collecting {
  readonly type: string;
  readonly chunks: Buffer[];
}

/**
 * Reads tar archives as POSIX (ustar, pax) and GNU write them, whatever cuts the bytes come in, and holds no more of them than names.
 * It throws `TarError` for what is no archive, is damaged, or ends too early.
 */
export function createTarReader(onEntry: OnEntry): TarReader {
  const state = new Reading(onEntry);
  return {
    push: (chunk) => {
      state.push(chunk);
    },
    end: () => {
      state.finish();
    },
  };
}

// One object with plain fields: this runs for each block of gigabytes.
class Reading {
  readonly #onEntry: OnEntry;
  /** A head that has come in part. */
  readonly #block = Buffer.alloc(BLOCK);
  #inBlock = 0;
  /** Bytes of content that are still to come, and of padding after them. */
  #left = 0;
  #padding = 0;
  #position = 0;
  #ended = false;
  #any = false;
  #sink: ContentSink | undefined;
  #collecting: Collecting | undefined;
  #sparse: SparseOutput | undefined;
  #global: Map<string, string> = new Map();
  #local: Map<string, string> = new Map();
  #pending: { header: Header; parts: SparsePart[]; goesOn: boolean } | undefined;
  #path = "";

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.#ended) {
      if (this.#left > 0) at += this.#content(chunk, at);
      else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, chunk.length - at);
        this.#padding -= skipped;
        at += skipped;
      } else at += this.#head(chunk, at);
    }
    this.#position += chunk.length;
  }

  finish(): void {
    if (this.#left > 0) throw new TarError(`it ends in the middle of ${this.#path || "a head"}`);
    if (this.#inBlock > 0 && !this.#ended) throw new TarError("it ends in the middle of a head");
    if (!this.#any && this.#position > 0 && !this.#ended)
      throw new TarError("it is no tar archive");
  }

  #content(chunk: Buffer, at: number): number {
    const taken = Math.min(this.#left, chunk.length - at);
    const part = taken === chunk.length && at === 0 ? chunk : chunk.subarray(at, at + taken);
    this.#left -= taken;
    if (this.#collecting) this.#collecting.chunks.push(Buffer.from(part));
    else if (this.#sparse) this.#sparse.data(part);
    else if (this.#sink && !this.#sink.data(part)) this.#sink = undefined;
    if (this.#left === 0) this.#contentEnds();
    return taken;
  }

  #contentEnds(): void {
    const collected = this.#collecting;
    if (collected) {
      this.#collecting = undefined;
      this.#extension(collected);
      return;
    }
    this.#sparse?.end();
    this.#sink?.end();
    this.#sink = undefined;
    this.#sparse = undefined;
  }

  #head(chunk: Buffer, at: number): number {
    const taken = Math.min(BLOCK - this.#inBlock, chunk.length - at);
    const whole = taken === BLOCK;
    if (!whole) chunk.copy(this.#block, this.#inBlock, at, at + taken);
    this.#inBlock += taken;
    if (this.#inBlock < BLOCK) return taken;
    this.#inBlock = 0;
    const block = whole ? chunk.subarray(at, at + BLOCK) : this.#block;
    if (this.#pending?.goesOn) this.#moreParts(block);
    else {
      const header = readHeader(block, this.#position + at + taken - BLOCK);
      // One block of zeros ends it: writers that append leave more, and what follows is not part of it.
      if (header) this.#open(header);
      else this.#ended = true;
      this.#any = true;
    }
    return taken;
  }

  #moreParts(block: Buffer): void {
    const pending = this.#pending;
    if (!pending) return;
    if (pending.parts.length > 100_000) throw new TarError("a sparse file has too many parts");
    pending.parts.push(...sparseParts(block, 0, 21));
    pending.goesOn = block[504] === 1;
    if (!pending.goesOn) this.#begin(pending.header);
  }

  #open(header: Header): void {
    if ("xgLK".includes(header.type)) {
      if (header.size > LONGEST_EXTENSION)
        throw new TarError(`a head that extends another has ${header.size} bytes`);
      this.#expect(header.size);
      this.#collecting = { type: header.type, chunks: [] };
      if (header.size === 0) this.#contentEnds();
      return;
    }
    this.#pending = {
      header,
      parts: [...(header.sparse?.map ?? [])],
      goesOn: header.sparse?.goesOn ?? false,
    };
    if (!this.#pending.goesOn) this.#begin(header);
  }

  #expect(size: number): void {
    if (!Number.isSafeInteger(size)) throw new TarError("a file is longer than any can be");
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
  }

  #extension({ type, chunks }: Collecting): void {
    const bytes = Buffer.concat(chunks);
    if (type === "x") this.#local = readRecords(bytes);
    else if (type === "g")
      for (const [key, value] of readRecords(bytes)) this.#global.set(key, value);
    else
      this.#local.set(
        type === "L" ? "path" : "linkpath",
        bytes.toString("utf8").replace(/\0.*$/s, ""),
      );
  }

  #begin(header: Header): void {
    const parts = this.#takeParts();
    const records: Records =
      this.#global.size === 0 ? this.#local : new Map([...this.#global, ...this.#local]);
    this.#local = new Map();
    const named = withRecords(header, records);
    const kind = kindOf(header.type, named.name);
    // Links, folders and devices have no content, whatever their heads say; what is unknown has (so Go's reader).
    this.#expect("123456".includes(header.type) || kind === "folder" ? 0 : named.size);
    const sparse = kind === "file" ? sparseOf(header, parts, records) : undefined;
    this.#path = cleanPath(records.get("GNU.sparse.name") ?? named.name);
    const sink = this.#onEntry({
      path: this.#path,
      kind,
      size: sparse?.size ?? this.#left,
      mode: header.mode,
      linkName: named.linkName,
    });
    this.#give(sink, sparse);
    if (this.#left === 0) this.#contentEnds();
  }

  #takeParts(): readonly SparsePart[] {
    const parts = this.#pending?.parts ?? [];
    this.#pending = undefined;
    return parts;
  }

  #give(sink: ContentSink | undefined, sparse: Sparse | undefined): void {
    this.#sparse = sink && sparse && new SparseOutput(sink, sparse);
    this.#sink = this.#sparse ? undefined : sink;
  }
}

/** What a head says when pax records before it have had their say. */
function withRecords(header: Header, records: Records): Pick<Header, "name" | "size" | "linkName"> {
  return {
    name: records.get("path") ?? header.name,
    size: sizeIn(records.get("size")) ?? header.size,
    linkName: records.get("linkpath") ?? header.linkName,
  };
}
