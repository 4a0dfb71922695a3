/** One file, folder or link of an archive that a test writes. */
export interface TarFile {
  readonly path: string;
  readonly content?: string | Buffer;
  /** Of a symlink or, with `type`, of a hard link. */
  readonly link?: string;
  /** As in the head of an entry; by default what the rest says. */
  readonly type?: string;
  readonly mode?: number;
}

/** An archive as POSIX has it (ustar), written without the reader's help. */
export function tarOf(files: readonly TarFile[]): Buffer {
  return Buffer.concat([...files.flatMap(entryOf), Buffer.alloc(1024)]);
}

/** The blocks of one entry. */
export function entryOf({ path, content = "", link = "", type, mode = 0o644 }: TarFile): Buffer[] {
  const data = Buffer.from(content);
  const head = Buffer.alloc(512);
  const kind = type ?? (link !== "" ? "2" : path.endsWith("/") ? "5" : "0");
  head.write(path.slice(0, 100), 0);
  head.write(mode.toString(8).padStart(7, "0"), 100);
  head.write("0000000", 108);
  head.write("0000000", 116);
  head.write(data.length.toString(8).padStart(11, "0"), 124);
  head.write("00000000000", 136);
  head.write("        ", 148);
  head.write(kind, 156);
  head.write(link.slice(0, 100), 157);
  head.write("ustar\u000000", 257, "latin1");
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\u0000 `, 148, "latin1");
  return [head, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
}

/** The pax records before an entry. */
export function paxOf(records: Readonly<Record<string, string>>): Buffer[] {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest;
    while (length !== rest + String(length).length) length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
  });
  return entryOf({ path: "PaxHeaders/x", type: "x", content: lines.join("") });
}
