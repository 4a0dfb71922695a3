import { cString, uint16, uint32, uint64 } from "../bytes.ts";
import type { Executable, Region } from "./executable.ts";

/** A program of Windows (Microsoft, PE format). */
export function readPe(bytes: Uint8Array): Executable {
  const head = uint32(bytes, 0x3c);
  const count = uint16(bytes, head + 6);
  const optional = head + 24;
  const wide = uint16(bytes, optional) === 0x20b;
  const table = optional + uint16(bytes, head + 20);
  const sections: Region[] = [];
  for (let index = 0; index < count; index++) {
    const start = table + index * 40;
    if (start >= bytes.length) break;
    sections.push({
      name: cString(bytes, start, start + 8),
      address: uint32(bytes, start + 12),
      size: uint32(bytes, start + 16),
      at: uint32(bytes, start + 20),
      // Initialised, readable and writable.
      writable: [0x40, 0x4000_0000, 0x8000_0000].every(
        (flag) => (uint32(bytes, start + 36) & flag) !== 0,
      ),
    });
  }
  const base = wide ? uint64(bytes, optional + 24) : uint32(bytes, optional + 28);
  return { bytes, sections, segments: sections, base };
}
