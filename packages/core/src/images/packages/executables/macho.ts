import { cString, uint32, uint64 } from "../bytes.ts";
import type { Executable, Region } from "./executable.ts";

const MAGIC_WIDE = 0xfeedfacf;
const MAGIC = 0xfeedface;
const SEGMENT = 1;
const SEGMENT_WIDE = 0x19;

/** The byte order and width of a program of macOS; undefined where it is none. */
function shapeOf(bytes: Uint8Array): { readonly big: boolean; readonly wide: boolean } | undefined {
  for (const big of [false, true]) {
    const magic = uint32(bytes, 0, big);
    if (magic === MAGIC || magic === MAGIC_WIDE) return { big, wide: magic === MAGIC_WIDE };
  }
  return undefined;
}

/** Whether a program of macOS begins here. */
export function isMachO(bytes: Uint8Array): boolean {
  return shapeOf(bytes) !== undefined;
}

/** A program of macOS (Apple, Mach-O file format reference). */
export function readMachO(bytes: Uint8Array): Executable {
  const { big, wide } = shapeOf(bytes) ?? { big: false, wide: true };
  const sections: Region[] = [];
  const segments: Region[] = [];
  const count = Math.min(uint32(bytes, 16, big), 10_000);
  let at = wide ? 32 : 28;
  for (let index = 0; index < count && at < bytes.length; index++) {
    const command = uint32(bytes, at, big);
    const size = uint32(bytes, at + 4, big);
    if (command === SEGMENT || command === SEGMENT_WIDE) {
      const segment: Segment = { bytes, at, big, wide: command === SEGMENT_WIDE };
      segments.push(segmentAt(segment));
      sections.push(...sectionsAt(segment));
    }
    if (size < 8) break;
    at += size;
  }
  return { bytes, sections, segments, base: 0 };
}

interface Segment {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly big: boolean;
  readonly wide: boolean;
}

function segmentAt({ bytes, at, big, wide }: Segment): Region {
  const name = cString(bytes, at + 8, at + 24);
  return wide
    ? {
        name,
        address: uint64(bytes, at + 24, big),
        at: uint64(bytes, at + 40, big),
        size: uint64(bytes, at + 48, big),
        writable: name === "__DATA",
      }
    : {
        name,
        address: uint32(bytes, at + 24, big),
        at: uint32(bytes, at + 32, big),
        size: uint32(bytes, at + 36, big),
        writable: name === "__DATA",
      };
}

function sectionsAt({ bytes, at, big, wide }: Segment): readonly Region[] {
  const count = Math.min(uint32(bytes, at + (wide ? 64 : 48), big), 255);
  const first = at + (wide ? 72 : 56);
  return Array.from({ length: count }, (_, index) => {
    const start = first + index * (wide ? 80 : 68);
    return {
      name: cString(bytes, start, start + 16),
      address: wide ? uint64(bytes, start + 32, big) : uint32(bytes, start + 32, big),
      size: wide ? uint64(bytes, start + 40, big) : uint32(bytes, start + 36, big),
      at: uint32(bytes, start + (wide ? 48 : 40), big),
      writable: false,
    };
  });
}
