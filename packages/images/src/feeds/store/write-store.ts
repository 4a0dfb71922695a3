import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { type Advisory, type Exploitation, filedEntries } from "@watertight/core/images";
import { hashOf, MAGIC, SLOT_BYTES, type Tail, writeTail } from "./layout.ts";
import { BlockWriter } from "./pack.ts";

/** One source of advisories as the store describes it. */
export interface StoredSource {
  readonly name: string;
  /** Where it came from: an address or a file. */
  readonly from: string;
  /** When it was fetched or imported, and what the server said of its age; ISO 8601 or "". */
  readonly fetched: string;
  readonly modified: string;
  readonly documents: number;
  readonly advisories: number;
}

/** What a store says of itself. */
export interface StoreDescription {
  readonly built: string;
  readonly advisories: number;
  readonly packages: number;
  readonly exploitations: number;
  /** As keys of packages begin: `debian:12`, `npm`. */
  readonly ecosystems: readonly string[];
  readonly sources: readonly StoredSource[];
}

interface Slot {
  readonly hash: number;
  readonly start: number;
  readonly length: number;
}

/** Bytes that are written at once: a write of each block took four times as long. */
const CHUNK = 4 * 1024 * 1024;

/** Writes a store: advisories as they come, entries at the end, the file in place only when it is whole. */
export class StoreWriter {
  private readonly slots: Slot[] = [];
  private readonly seen = new Set<string>();
  private readonly entries = new Map<string, BlockWriter>();
  private readonly exploitations = new Map<string, Exploitation>();
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private position = 0;

  private readonly file: FileHandle;
  private readonly temporary: string;
  private readonly path: string;

  private constructor(file: FileHandle, temporary: string, path: string) {
    this.file = file;
    this.temporary = temporary;
    this.path = path;
  }

  static async create(path: string): Promise<StoreWriter> {
    const temporary = `${path}.${process.pid}.new`;
    const writer = new StoreWriter(await open(temporary, "w"), temporary, path);
    await writer.write(Buffer.from(MAGIC, "latin1"));
    return writer;
  }

  /** Adds an advisory, unless one of its id is there already; tells whether it was added. */
  async add(advisory: Advisory): Promise<boolean> {
    if (this.seen.has(advisory.id)) return false;
    this.seen.add(advisory.id);
    await this.block(`a${advisory.id}`, JSON.stringify({ ...advisory, affected: [] }));
    for (const [key, entry] of filedEntries(advisory)) {
      const block = this.entries.get(key) ?? new BlockWriter();
      this.entries.set(key, block);
      block.add(entry);
    }
    return true;
  }

  addExploitation(cve: string, exploitation: Exploitation): void {
    this.exploitations.set(cve, { ...this.exploitations.get(cve), ...exploitation });
  }

  /** Puts the file in place, with what it says of itself. */
  async finish(built: string, sources: readonly StoredSource[]): Promise<StoreDescription> {
    for (const [key, block] of this.entries) await this.block(`p${key}`, block.text());
    for (const [cve, known] of this.exploitations)
      await this.block(`e${cve}`, JSON.stringify(known));
    const description: StoreDescription = {
      built,
      advisories: this.seen.size,
      packages: this.entries.size,
      exploitations: this.exploitations.size,
      ecosystems: [
        ...new Set([...this.entries.keys()].map((key) => key.slice(0, key.indexOf("\u0000")))),
      ],
      sources,
    };
    const table = tableOf(this.slots);
    const text = Buffer.from(JSON.stringify(description));
    const tableStart = this.position;
    const tail: Tail = {
      tableStart,
      slots: table.length / SLOT_BYTES,
      descriptionStart: tableStart + table.length,
      descriptionLength: text.length,
    };
    for (const part of [table, text, writeTail(tail)]) await this.write(part);
    await this.flush();
    await this.file.sync();
    await this.file.close();
    await rename(this.temporary, this.path);
    return description;
  }

  /** Leaves what was there before as it is. */
  async abandon(): Promise<void> {
    await this.file.close();
    await rm(this.temporary, { force: true });
  }

  private async block(key: string, text: string): Promise<void> {
    const bytes = Buffer.from(`${key}\n${text}`);
    this.slots.push({ hash: hashOf(key), start: this.position, length: bytes.length });
    await this.write(bytes);
  }

  private async write(bytes: Buffer): Promise<void> {
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    this.position += bytes.length;
    if (this.pendingBytes >= CHUNK) await this.flush();
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    await this.file.writeFile(bytes);
  }
}

/** Open addressing, half full at most. */
function tableOf(slots: readonly Slot[]): Buffer {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, slots.length * 2)));
  const table = Buffer.alloc(size * SLOT_BYTES);
  for (const { hash, start, length } of slots) {
    let slot = hash & (size - 1);
    while (table.readUInt32LE(slot * SLOT_BYTES) !== 0) slot = (slot + 1) & (size - 1);
    table.writeUInt32LE(hash, slot * SLOT_BYTES);
    table.writeDoubleLE(start, slot * SLOT_BYTES + 4);
    table.writeUInt32LE(length, slot * SLOT_BYTES + 12);
  }
  return table;
}
