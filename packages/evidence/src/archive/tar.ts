/** A file of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
const END = BLOCK * 2;

/** A tar archive (POSIX ustar) of files with one owner, one mode and no time, so that the same files are the same bytes. */
export function tarOf(files: readonly TarFile[]): Buffer {
  const parts: Buffer[] = [];
  for (const { name, bytes } of files) {
    parts.push(
      headerOf(name, bytes.length),
      Buffer.from(bytes),
      Buffer.alloc(paddingOf(bytes.length)),
    );
  }
  return Buffer.concat([...parts, Buffer.alloc(END)]);
}

/** Names of ours are short: digests and numbers. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, "utf8");
  header.write("0000444\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\0", 257);
  header.write("00", 263);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/**
 * The files of an archive that `tarOf` wrote, each byte of it accounted for: a header, a padding or an end that differs from what
 * would be written is a fault, a whole sentence that says at which byte.
 */
export function filesOfTar(archive: Uint8Array): {
  readonly files: readonly TarFile[];
  readonly faults: readonly string[];
} {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files: TarFile[] = [];
  let at = 0;
  while (at + END < bytes.length) {
    const file = fileAt(bytes, at);
    if (typeof file === "string") return { files, faults: [file] };
    files.push(file);
    at += BLOCK + file.bytes.length + paddingOf(file.bytes.length);
  }
  const isEnded = bytes.length === at + END && bytes.subarray(at).every((byte) => byte === 0);
  return {
    files,
    faults: isEnded
      ? []
      : [`The archive does not end as it should at byte ${at}: something was cut off or added.`],
  };
}

function fileAt(bytes: Buffer, at: number): TarFile | string {
  const header = bytes.subarray(at, at + BLOCK);
  const name = header.toString("utf8", 0, 100).replace(/\0.*$/s, "");
  const size = Number.parseInt(header.toString("latin1", 124, 135), 8);
  const start = at + BLOCK;
  const end = start + size;
  const isWhole =
    Number.isSafeInteger(size) && size >= 0 && end + paddingOf(size) + END <= bytes.length;
  if (!isWhole || !header.equals(headerOf(name, size)))
    return `The header at byte ${at} was changed, or the archive was cut off.`;
  const isPadded = bytes.subarray(end, end + paddingOf(size)).every((byte) => byte === 0);
  if (!isPadded) return `The padding behind ${name}, at byte ${end}, was changed.`;
  return { name, bytes: bytes.subarray(start, end) };
}
