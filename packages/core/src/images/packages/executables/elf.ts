import { byteAt, cString, uint16, uint32, uint64 } from "../bytes.ts";
import { type Executable, MOST_REGIONS, type Region } from "./executable.ts";

/** A program of Linux (System V ABI, chapters 4 and 5). */
export function readElf(bytes: Uint8Array): Executable {
  const wide = byteAt(bytes, 4) === 2;
  const big = byteAt(bytes, 5) === 2;
  const head = wide ? 40 : 32;
  const word = (at: number): number => (wide ? uint64(bytes, at, big) : uint32(bytes, at, big));
  const counts = wide ? 54 : 42;
  const half = (index: number): number => uint16(bytes, counts + index * 2, big);
  const elf: Elf = { bytes, wide, big };
  const table = {
    at: word(head),
    size: half(2),
    count: half(3),
    names: half(4),
  };
  return {
    bytes,
    sections: sectionsOf(elf, table),
    segments: segmentsOf(elf, { at: word(wide ? 32 : 28), size: half(0), count: half(1) }),
    base: 0,
  };
}

interface Elf {
  readonly bytes: Uint8Array;
  readonly wide: boolean;
  readonly big: boolean;
}

interface Table {
  readonly at: number;
  readonly size: number;
  readonly count: number;
}

function sectionsOf(elf: Elf, table: Table & { readonly names: number }): readonly Region[] {
  const { bytes, big } = elf;
  if (table.at === 0 || table.size === 0 || table.at > bytes.length) return [];
  const first = sectionAt(elf, table.at);
  // Numbers that do not fit into the head stand in the first section.
  const count = Math.min(table.count === 0 ? first.size : table.count, MOST_REGIONS);
  const names = table.names === 0xffff ? first.link : table.names;
  const texts = sectionAt(elf, table.at + names * table.size);
  const sections: Region[] = [];
  for (let index = 0; index < count; index++) {
    if (table.at + index * table.size >= bytes.length) break;
    const section = sectionAt(elf, table.at + index * table.size);
    // 8: it takes no bytes of the file.
    if (section.type === 8 || section.at + section.size > bytes.length) continue;
    const name = texts.at + uint32(bytes, table.at + index * table.size, big);
    sections.push({ ...section, name: cString(bytes, name, Math.min(name + 64, bytes.length)) });
  }
  return sections;
}

function sectionAt(
  { bytes, wide, big }: Elf,
  at: number,
): Omit<Region, "name"> & { readonly link: number; readonly type: number } {
  const word = (offset: number): number =>
    wide ? uint64(bytes, at + offset, big) : uint32(bytes, at + offset, big);
  return {
    type: uint32(bytes, at + 4, big),
    address: word(wide ? 16 : 12),
    at: word(wide ? 24 : 16),
    size: word(wide ? 32 : 20),
    link: uint32(bytes, at + (wide ? 40 : 24), big),
    writable: (word(8) & 1) === 1,
  };
}

function segmentsOf({ bytes, wide, big }: Elf, table: Table): readonly Region[] {
  const segments: Region[] = [];
  if (table.size === 0) return segments;
  for (let index = 0; index < table.count; index++) {
    const start = table.at + index * table.size;
    // What is damaged may count thousands behind the file's end.
    if (start >= bytes.length) break;
    const word = (offset: number): number =>
      wide ? uint64(bytes, start + offset, big) : uint32(bytes, start + offset, big);
    // 1: it is loaded.
    if (uint32(bytes, start, big) !== 1) continue;
    const flags = uint32(bytes, start + (wide ? 4 : 24), big);
    segments.push({
      name: "",
      at: word(wide ? 8 : 4),
      address: word(wide ? 16 : 8),
      size: word(wide ? 32 : 16),
      writable: (flags & 3) === 2,
    });
  }
  return segments;
}
