import type { ContentSink } from "./entry.ts";
import { LONGEST_EXTENSION, partsOf, type Records, sizeIn } from "./extended.ts";
import { BLOCK, type Header, type SparsePart } from "./header.ts";
import { TarError } from "./tar-error.ts";

const ZEROS = Buffer.alloc(65_536);

/** How a sparse file is stored. */
export interface Sparse {
  readonly size: number;
  /** Undefined: the parts stand before the content, as lines (GNU's sparse form 1.0). */
  readonly parts: readonly SparsePart[] | undefined;
}

/** What heads say of a sparse file; undefined for others. */
export function sparseOf(
  header: Header,
  parts: readonly SparsePart[],
  records: Records,
): Sparse | undefined {
  if (header.sparse) return { size: header.sparse.size, parts };
  const size = sizeIn(records.get("GNU.sparse.realsize") ?? records.get("GNU.sparse.size"));
  if (size === undefined) return undefined;
  if (records.get("GNU.sparse.major") === "1") return { size, parts: undefined };
  const map = partsOf((records.get("GNU.sparse.map") ?? "").split(",").filter(Boolean).map(Number));
  if (!map) throw new TarError("the parts of a sparse file make no sense");
  return { size, parts: map };
}

/** Puts the zeros between the parts of a sparse file that are stored. */
export class SparseOutput {
  readonly #sink: ContentSink;
  readonly #size: number;
  #parts: readonly SparsePart[] | undefined;
  #map = "";
  #skip = 0;
  #index = 0;
  /** Of the content that the sink has been given. */
  #written = 0;
  #inPart = 0;
  #wants = true;

  constructor(sink: ContentSink, { size, parts }: Sparse) {
    this.#sink = sink;
    this.#size = size;
    this.#parts = parts;
  }

  data(chunk: Buffer): void {
    let at = 0;
    if (!this.#parts) at = this.#mapLines(chunk);
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      this.#skip -= skipped;
      at += skipped;
    }
    while (at < chunk.length && this.#wants) {
      const part = this.#parts?.[this.#index];
      if (!part) return;
      this.#zerosTo(part.at);
      const taken = Math.min(part.size - this.#inPart, chunk.length - at);
      if (taken > 0) this.#give(chunk.subarray(at, at + taken));
      at += taken;
      this.#inPart += taken;
      if (this.#inPart === part.size) {
        this.#index++;
        this.#inPart = 0;
      }
    }
  }

  end(): void {
    this.#zerosTo(this.#size);
    if (this.#wants) this.#sink.end();
  }

  /** A count and so many pairs, each number a line, filled up to whole blocks; the place after them, or the chunk's end. */
  #mapLines(chunk: Buffer): number {
    const before = this.#map.length;
    this.#map += chunk.toString("latin1", 0, Math.min(chunk.length, LONGEST_EXTENSION));
    if (this.#map.length > 2 * LONGEST_EXTENSION)
      throw new TarError("a sparse file has too many parts");
    const first = this.#map.indexOf("\n");
    const count = Number(this.#map.slice(0, first));
    let end = first;
    for (let index = 0; index < count * 2 && end >= 0; index++)
      end = this.#map.indexOf("\n", end + 1);
    if (first < 0 || end < 0) return chunk.length;
    const numbers = this.#map
      .slice(first + 1, end + 1)
      .split("\n")
      .filter(Boolean)
      .map(Number);
    this.#parts = partsOf(numbers);
    if (!this.#parts) throw new TarError("the parts of a sparse file make no sense");
    const length = Math.ceil((end + 1) / BLOCK) * BLOCK;
    this.#skip = Math.max(0, length - before - chunk.length);
    return Math.min(chunk.length, length - before);
  }

  #zerosTo(place: number): void {
    while (this.#wants && this.#written < place)
      this.#give(ZEROS.subarray(0, Math.min(ZEROS.length, place - this.#written)));
  }

  #give(bytes: Buffer): void {
    this.#written += bytes.length;
    if (this.#wants) this.#wants = this.#sink.data(bytes);
  }
}
