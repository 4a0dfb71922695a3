/** A part of a program's file that has a name or an address. */
export interface Region {
  /** "" for segments of ELF and Mach-O. */
  readonly name: string;
  /** Where it is in memory, less the base at which a program of Windows is loaded. */
  readonly address: number;
  readonly at: number;
  readonly size: number;
  /** Initialised data that the program may write. */
  readonly writable: boolean;
}

/** What readers of programs need, whatever the format. */
export interface Executable {
  readonly bytes: Uint8Array;
  readonly sections: readonly Region[];
  readonly segments: readonly Region[];
  /** Where a program of Windows is loaded; else 0. */
  readonly base: number;
}

/** More sections than this exist in object files only. */
export const MOST_REGIONS = 70_000;

/** The bytes of the first section of a name; undefined where there is none. */
export function sectionOf(
  { bytes, sections }: Executable,
  ...names: readonly string[]
): Uint8Array | undefined {
  const found = sections.find(({ name, size }) => names.includes(name) && size > 0);
  return found && bytes.subarray(found.at, found.at + found.size);
}

/** The bytes at an address of memory; empty where nothing of the file is there. */
export function bytesAtAddress(
  { bytes, segments, base }: Executable,
  address: number,
  length: number,
): Uint8Array {
  const at = address - base;
  const found = segments.find((each) => at >= each.address && at < each.address + each.size);
  if (!found) return new Uint8Array(0);
  const start = found.at + (at - found.address);
  return bytes.subarray(start, Math.min(start + length, found.at + found.size));
}
