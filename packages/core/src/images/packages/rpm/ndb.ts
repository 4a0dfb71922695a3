import { uint32 } from "../bytes.ts";
import { DamagedDatabase } from "./sqlite.ts";

const PAGE = 4096;
const SLOT_MAGIC = 0x746f6c53; // "Slot"
const BLOB_MAGIC = 0x53626c42; // "BlbS"

/** The first bytes of such a database: "RpmP". */
export const NDB_MAGIC = 0x506d7052;

/**
 * The headers of a database of rpm's own, `Packages.db` (rpm, lib/backend/ndb/rpmpkg.c): pages of slots of 16 bytes that say where each blob lies,
 * in blocks of 16 bytes.
 */
export function* blobsOfNdb(bytes: Uint8Array): Generator<Uint8Array | DamagedDatabase> {
  const pages = uint32(bytes, 12);
  if (pages === 0 || pages * PAGE > bytes.length) {
    yield new DamagedDatabase("it has more pages of slots than bytes");
    return;
  }
  // The first two places of slots hold the database's own head.
  for (let at = 32; at < pages * PAGE; at += 16) {
    if (uint32(bytes, at) !== SLOT_MAGIC) {
      yield new DamagedDatabase(`there is no slot at byte ${at}`);
      return;
    }
    const start = uint32(bytes, at + 8) * 16;
    if (start === 0) continue;
    yield blobAt(bytes, start, uint32(bytes, at + 4));
  }
}

function blobAt(bytes: Uint8Array, at: number, index: number): Uint8Array | DamagedDatabase {
  const length = uint32(bytes, at + 12);
  if (
    uint32(bytes, at) !== BLOB_MAGIC ||
    uint32(bytes, at + 4) !== index ||
    at + 16 + length > bytes.length
  )
    return new DamagedDatabase(`the blob of package ${index} is not where its slot says`);
  return bytes.subarray(at + 16, at + 16 + length);
}
