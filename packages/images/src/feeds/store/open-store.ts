import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Advisory, AdvisorySource, Exploitation, Suspects } from "@watertight/core/images";
import { hashOf, readTail, SLOT_BYTES, TAIL_BYTES } from "./layout.ts";
import { allOf, parted } from "./pack.ts";
import type { StoreDescription } from "./write-store.ts";

/** A store that is open: a source of advisories, and what it says of itself. */
export interface OpenStore extends AdvisorySource {
  readonly description: StoreDescription;
  readonly close: () => void;
}

/** Opens a store; throws with a sentence for a file that is none or is damaged. */
export function openStore(path: string): OpenStore {
  const file = openSync(path, "r");
  try {
    return storeOf(file, path);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function storeOf(file: number, path: string): OpenStore {
  const { size } = fstatSync(file);
  const tail = readTail(bytesAt(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES), size);
  if (tail === undefined) {
    throw new Error(
      `${path} is no store of advisories of this version, or is damaged; build it anew with vulnerabilities update or import.`,
    );
  }
  const table = bytesAt(file, tail.tableStart, tail.slots * SLOT_BYTES);
  const description = bytesAt(file, tail.descriptionStart, tail.descriptionLength);
  const find = (key: string): string | undefined => blockOf(file, table, key);
  // A door: the writer of this version wrote what this reads.
  const described = JSON.parse(description.toString("utf8")) as StoreDescription;
  return {
    description: described,
    ecosystems: new Set(described.ecosystems),
    entries: (key) => {
      const text = find(`p${key}`);
      return text === undefined ? [] : allOf(text);
    },
    suspects: (key, version) => {
      const text = find(`p${key}`);
      return text === undefined ? NONE : parted(text, version);
    },
    advisory: (id) => parsed(find(`a${id}`)) as Advisory | undefined,
    exploitation: (cve) => parsed(find(`e${cve}`)) as Exploitation | undefined,
    close: () => {
      closeSync(file);
    },
  };
}

const NONE: Suspects = { entries: [], others: () => [] };

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function bytesAt(file: number, start: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  const read = readSync(file, buffer, 0, length, start);
  return read === length ? buffer : buffer.subarray(0, read);
}

/** What stands after a key's line. */
function blockOf(file: number, table: Buffer, key: string): string | undefined {
  const hash = hashOf(key);
  const mask = table.length / SLOT_BYTES - 1;
  for (let tried = 0; tried <= mask; tried += 1) {
    const at = ((hash + tried) & mask) * SLOT_BYTES;
    const found = table.readUInt32LE(at);
    if (found === 0) return undefined;
    if (found !== hash) continue;
    const bytes = bytesAt(file, table.readDoubleLE(at + 4), table.readUInt32LE(at + 12));
    const text = bytes.toString("utf8");
    // Another key may have the same hash.
    if (text.startsWith(key) && text.charCodeAt(key.length) === 10)
      return text.slice(key.length + 1);
  }
  return undefined;
}
