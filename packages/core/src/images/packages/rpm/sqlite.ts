import { byteAt, latin1, uint16, uint32 } from "../bytes.ts";

/** A part of a database that could not be followed. */
export class DamagedDatabase {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Deeper trees do not exist: each level holds hundreds of pages. */
const DEEPEST = 40;

/**
 * The blobs of the table `Packages` of a database of SQLite, in the order of its keys (https://www.sqlite.org/fileformat2.html). What is
 * damaged ends the list with the reason.
 */
export function* blobsOfSqlite(bytes: Uint8Array): Generator<Uint8Array | DamagedDatabase> {
  const size = uint16(bytes, 16, true) === 1 ? 65_536 : uint16(bytes, 16, true);
  const database: Database = { bytes, size, usable: size - byteAt(bytes, 20), seen: new Set() };
  if (size < 512 || database.usable < 480) {
    yield new DamagedDatabase("its page size is impossible");
    return;
  }
  const root = rootOf(database);
  if (typeof root !== "number") yield root;
  else yield* blobsIn(rowsOf({ ...database, seen: new Set() }, root, 0));
}

interface Database {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly usable: number;
  /** Pages of the tree, so that a circle ends. */
  readonly seen: Set<number>;
}

function* blobsIn(
  rows: Iterable<Uint8Array | DamagedDatabase>,
): Generator<Uint8Array | DamagedDatabase> {
  for (const row of rows) {
    if (row instanceof DamagedDatabase) {
      yield row;
      return;
    }
    // Columns: hnum, which is the row's key and so NULL, and blob.
    const blob = columnsOf(row)[1];
    if (blob && blob.kind !== "number") yield blob.value;
  }
}

/** The page with which `Packages` begins: the schema is a table itself, from page 1. */
function rootOf(database: Database): number | DamagedDatabase {
  for (const row of rowsOf(database, 1, 0)) {
    if (row instanceof DamagedDatabase) return row;
    // Columns: type, name, tbl_name, rootpage, sql.
    const [type, name, , page] = columnsOf(row);
    if (type && name && latin1(type.value) === "table" && latin1(name.value) === "Packages")
      return page ? numberOf(page.value) : 0;
  }
  return new DamagedDatabase("it has no table Packages");
}

function* rowsOf(
  database: Database,
  number: number,
  depth: number,
): Generator<Uint8Array | DamagedDatabase> {
  const page =
    depth > DEEPEST
      ? new DamagedDatabase("its pages are nested too deep")
      : pageAt(database, number);
  if (page instanceof DamagedDatabase) {
    yield page;
    return;
  }
  const { bytes } = database;
  const { start, head, interior, cells } = page;
  for (let index = 0; index < cells; index++) {
    const cell = start + uint16(bytes, head + (interior ? 12 : 8) + index * 2, true);
    if (interior) yield* rowsOf(database, uint32(bytes, cell, true), depth + 1);
    else yield payloadOf(database, cell);
  }
  if (interior) yield* rowsOf(database, uint32(bytes, head + 8, true), depth + 1);
}

interface Page {
  readonly start: number;
  /** Where its own head begins: on the first page after the file's. */
  readonly head: number;
  readonly interior: boolean;
  readonly cells: number;
}

function pageAt({ bytes, size, seen }: Database, number: number): Page | DamagedDatabase {
  const start = (number - 1) * size;
  if (number < 1 || start + size > bytes.length || seen.has(number))
    return new DamagedDatabase(`page ${number} is not there, or twice`);
  seen.add(number);
  const head = number === 1 ? start + 100 : start;
  const type = byteAt(bytes, head);
  if (type !== 5 && type !== 13) return new DamagedDatabase(`page ${number} belongs to no table`);
  return { start, head, interior: type === 5, cells: uint16(bytes, head + 3, true) };
}

/** The record of a cell of a leaf; what does not fit into the page goes on in a chain of others. */
function payloadOf({ bytes, size, usable }: Database, cell: number): Uint8Array | DamagedDatabase {
  const [length, afterLength] = varint(bytes, cell);
  const [, at] = varint(bytes, afterLength);
  if (length > bytes.length) return new DamagedDatabase("a row is longer than the file");
  const local = localLength(length, usable);
  if (local === length) return bytes.subarray(at, at + length);
  const record = new Uint8Array(length);
  record.set(bytes.subarray(at, at + local));
  let filled = local;
  let page = uint32(bytes, at + local, true);
  while (filled < length) {
    const start = (page - 1) * size;
    if (page < 1 || start + size > bytes.length)
      return new DamagedDatabase(`page ${page} is not there`);
    const part = bytes.subarray(start + 4, start + 4 + Math.min(usable - 4, length - filled));
    record.set(part, filled);
    filled += part.length;
    page = uint32(bytes, start, true);
  }
  return record;
}

function localLength(length: number, usable: number): number {
  const most = usable - 35;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

interface Column {
  readonly kind: "number" | "blob" | "text";
  readonly value: Uint8Array;
}

function columnsOf(record: Uint8Array): readonly Column[] {
  const columns: Column[] = [];
  const [headerEnd, first] = varint(record, 0);
  let at = first;
  let data = headerEnd;
  while (at < headerEnd && at < record.length) {
    const [type, next] = varint(record, at);
    const length = lengthOf(type);
    columns.push({
      kind: type < 12 ? "number" : type % 2 === 0 ? "blob" : "text",
      value: record.subarray(data, data + length),
    });
    data += length;
    at = next;
  }
  return columns;
}

const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

function lengthOf(type: number): number {
  return NUMBERS[type] ?? Math.floor((type - 12) / 2);
}

function numberOf(value: Uint8Array): number {
  let number = 0;
  for (const byte of value) number = number * 256 + byte;
  return number;
}

/** A number of up to nine bytes, and the place after it. */
function varint(bytes: Uint8Array, from: number): readonly [number, number] {
  let number = 0;
  for (let at = from; at < from + 8; at++) {
    const byte = byteAt(bytes, at);
    number = number * 128 + (byte & 127);
    if (byte < 128) return [number, at + 1];
  }
  return [number * 256 + byteAt(bytes, from + 8), from + 9];
}
