/** Databases, archives and programs as their formats describe them, written without the readers' help. */

/** A header of rpm: two numbers, entries of 16 bytes, data; big endian. */
export function rpmHeader(name: string, version: string): Buffer {
  const texts: readonly (readonly [number, string])[] = [
    [1000, name],
    [1001, version],
    [1002, "1.el9"],
    [1022, "x86_64"],
    [1044, `${name}-${version}-1.el9.src.rpm`],
  ];
  const data: Buffer[] = [];
  let at = 0;
  const entries = texts.map(([tag, text]) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32BE(tag, 0);
    entry.writeUInt32BE(6, 4);
    entry.writeUInt32BE(at, 8);
    entry.writeUInt32BE(1, 12);
    data.push(Buffer.from(`${text}\0`));
    at += text.length + 1;
    return entry;
  });
  const head = Buffer.alloc(8);
  head.writeUInt32BE(texts.length, 0);
  head.writeUInt32BE(at, 4);
  return Buffer.concat([head, ...entries, ...data]);
}

/** rpm's own database: a page of slots, then blobs in blocks of 16 bytes (rpm, lib/backend/ndb/rpmpkg.c). */
export function ndbOf(headers: readonly Buffer[]): Buffer {
  const slots = Buffer.alloc(4096);
  slots.write("RpmP", 0, "latin1");
  slots.writeUInt32LE(1, 12);
  for (let at = 32; at < slots.length; at += 16) slots.write("Slot", at, "latin1");
  const parts = [slots];
  let block = slots.length / 16;
  headers.forEach((header, index) => {
    const blob = Buffer.alloc(Math.ceil((16 + header.length + 12) / 16) * 16);
    blob.write("BlbS", 0, "latin1");
    blob.writeUInt32LE(index + 1, 4);
    blob.writeUInt32LE(header.length, 12);
    header.copy(blob, 16);
    slots.writeUInt32LE(index + 1, 32 + index * 16 + 4);
    slots.writeUInt32LE(block, 32 + index * 16 + 8);
    parts.push(blob);
    block += blob.length / 16;
  });
  return Buffer.concat(parts);
}

const SQLITE_PAGE = 4096;

/** A database of SQLite with one table `Packages` whose rows fit into one leaf (https://www.sqlite.org/fileformat2.html). */
export function sqliteOf(headers: readonly Buffer[]): Buffer {
  const schema = record([
    [Buffer.from("table"), "text"],
    [Buffer.from("Packages"), "text"],
    [Buffer.from("Packages"), "text"],
    [Buffer.from([2]), "number"],
    [Buffer.from("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY, blob BLOB)"), "text"],
  ]);
  const first = leaf([schema], 100);
  first.write("SQLite format 3\0", 0, "latin1");
  first.writeUInt16BE(SQLITE_PAGE, 16);
  const rows = headers.map((header) =>
    record([
      [Buffer.alloc(0), "null"],
      [header, "blob"],
    ]),
  );
  return Buffer.concat([first, leaf(rows, 0)]);
}

function record(columns: readonly (readonly [Buffer, string])[]): Buffer {
  const types = columns.map(([bytes, kind]) => {
    if (kind === "null") return Buffer.from([0]);
    if (kind === "number") return Buffer.from([bytes.length]);
    return varint(bytes.length * 2 + (kind === "text" ? 13 : 12));
  });
  const length = types.reduce((sum, type) => sum + type.length, 1);
  return Buffer.concat([Buffer.from([length]), ...types, ...columns.map(([bytes]) => bytes)]);
}

function varint(number: number): Buffer {
  return number < 128 ? Buffer.from([number]) : Buffer.from([128 | (number >> 7), number & 127]);
}

function leaf(records: readonly Buffer[], head: number): Buffer {
  const page = Buffer.alloc(SQLITE_PAGE);
  page[head] = 13;
  page.writeUInt16BE(records.length, head + 3);
  let end = SQLITE_PAGE;
  records.forEach((row, index) => {
    const cell = Buffer.concat([varint(row.length), Buffer.from([index + 1]), row]);
    end -= cell.length;
    cell.copy(page, end);
    page.writeUInt16BE(end, head + 8 + index * 2);
  });
  return page;
}

/** A hash database of Berkeley DB: a page of its own, and a bucket with pairs (Berkeley DB, src/dbinc/db_page.h). */
export function berkeleyOf(headers: readonly Buffer[]): Buffer {
  const size = 4096;
  const meta = Buffer.alloc(size);
  meta.writeUInt32LE(0x061561, 12);
  meta.writeUInt32LE(size, 20);
  meta.writeUInt32LE(1, 32);
  const bucket = Buffer.alloc(size);
  bucket[25] = 13;
  bucket.writeUInt16LE(headers.length * 2, 20);
  let end = size;
  headers.forEach((header, index) => {
    for (const [place, item] of [Buffer.from([1, index + 1, 0, 0, 0]), itemOf(header)].entries()) {
      end -= item.length;
      item.copy(bucket, end);
      bucket.writeUInt16LE(end, 26 + (index * 2 + place) * 2);
    }
  });
  return Buffer.concat([meta, bucket]);
}

function itemOf(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([1]), value]);
}

/** A zip archive of stored files (PKWARE, APPNOTE 4.3). */
export function storedZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(bytes.length, 18);
    local.writeUInt32LE(bytes.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), bytes);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** A program of Linux of 64 bits with one section, and segments that hold all of it. */
export function elfOf(name: string, content: Buffer, segments = 0): Buffer {
  const names = Buffer.from(`\0${name}\0`, "latin1");
  const head = Buffer.alloc(64);
  head.write("\x7fELF\x02\x01\x01", 0, "latin1");
  const program = Buffer.alloc(segments * 56);
  const length = 64 + program.length + content.length + names.length + 3 * 64;
  for (let index = 0; index < segments; index += 1) {
    program.writeUInt32LE(1, index * 56);
    program.writeUInt32LE(6, index * 56 + 4);
    program.writeBigUInt64LE(BigInt(length), index * 56 + 32);
  }
  const start = 64 + program.length;
  head.writeBigUInt64LE(64n, 32);
  head.writeBigUInt64LE(BigInt(start + content.length + names.length), 40);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(segments, 56);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(3, 60);
  head.writeUInt16LE(2, 62);
  const section = (nameAt: number, at: number, size: number): Buffer => {
    const entry = Buffer.alloc(64);
    entry.writeUInt32LE(nameAt, 0);
    entry.writeUInt32LE(1, 4);
    entry.writeBigUInt64LE(BigInt(at), 24);
    entry.writeBigUInt64LE(BigInt(size), 32);
    return entry;
  };
  return Buffer.concat([
    head,
    program,
    content,
    names,
    Buffer.alloc(64),
    section(1, start, content.length),
    section(0, start + content.length, names.length),
  ]);
}

/** What Go's linker writes since 1.18: a head of 32 bytes, the version and the modules, each after its length. */
export function goBuildInfo(): Buffer {
  const text = (value: string): Buffer =>
    Buffer.concat([
      Buffer.from([(value.length & 127) | 128, value.length >> 7]),
      Buffer.from(value, "latin1"),
    ]);
  const head = Buffer.alloc(32);
  head.write("\xff Go buildinf:\x08\x02", 0, "latin1");
  const mark = "m".repeat(16);
  const modules = "path\ta/b\nmod\ta/b\tv1.0.0\t\ndep\tc/d\tv1.2.0\th1:x\ndep\te/f\tv0.1.0\th1:y\n";
  return Buffer.concat([head, text("go1.22.1"), text(`${mark}${modules}${mark}`)]);
}
