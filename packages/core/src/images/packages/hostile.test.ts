import { expect, test } from "vitest";
import { fileOf, NO_TOOLS } from "../../../testing/images.ts";
import { readExecutable } from "./executables/index.ts";
import { readJar } from "./java/jar.ts";
import { readRpm } from "./rpm/index.ts";

/*
 * Files that are small and say that they are endless: each part is the whole again. What reads them in proportion to what they say never ends.
 */

test("a database of rpm whose packages are all the same bytes ends", () => {
  const header = Buffer.alloc(60_000);
  const pages = 60;
  const slots = Buffer.alloc(pages * 4096);
  slots.write("RpmP", 0, "latin1");
  slots.writeUInt32LE(pages, 12);
  for (let at = 32; at < slots.length; at += 16) {
    slots.write("Slot", at, "latin1");
    slots.writeUInt32LE(1, at + 4);
    slots.writeUInt32LE(slots.length / 16, at + 8);
  }
  const blob = Buffer.alloc(16);
  blob.write("BlbS", 0, "latin1");
  blob.writeUInt32LE(1, 4);
  blob.writeUInt32LE(header.length, 12);
  const { packages, notRead } = readRpm(
    fileOf("Packages.db", Buffer.concat([slots, blob, header])),
    NO_TOOLS,
  );
  expect(packages).toStrictEqual([]);
  expect(notRead.map(({ reason }) => reason)).toStrictEqual([
    "the database is damaged: the header of a package has no name or no version",
    "the database is damaged: its packages together are longer than the file",
  ]);
});

test("a program whose thousand segments are all of it, full of Go's mark, ends", () => {
  const segments = 1000;
  const marks = Buffer.from("\xff Go buildinf:\x08\x00".repeat(60_000), "latin1");
  const head = Buffer.alloc(64);
  head.write("\x7fELF\x02\x01\x01", 0, "latin1");
  head.writeBigUInt64LE(64n, 32);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(segments, 56);
  const table = Buffer.alloc(segments * 56);
  for (let at = 0; at < table.length; at += 56) {
    table.writeUInt32LE(1, at);
    table.writeUInt32LE(6, at + 4);
    table.writeBigUInt64LE(BigInt(64 + table.length + marks.length), at + 32);
  }
  const { packages, notRead } = readExecutable(
    fileOf("app", Buffer.concat([head, table, marks])),
    NO_TOOLS,
  );
  expect(packages).toStrictEqual([]);
  expect(notRead.map(({ path }) => path)).toStrictEqual(["app"]);
});

/** A zip archive that names one stored file so many times. */
function zipOfSame(name: string, content: Buffer, times: number): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const directory = Buffer.concat(
    Array.from({ length: times }, () => Buffer.concat([entry, Buffer.from(name)])),
  );
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(times, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, directory, end]);
}

test("an archive of Java with a thousand archives of a thousand archives ends, and says so", () => {
  const inner = zipOfSame("b.jar", Buffer.alloc(22), 1000);
  const outer = zipOfSame("a.jar", inner, 1000);
  const { packages, notRead } = readJar(fileOf("x.war", outer), NO_TOOLS);
  expect(packages).toStrictEqual([]);
  expect(notRead.find(({ reason }) => reason.startsWith("more than"))?.reason).toBe(
    "more than 20000 archives are in x.war!/a.jar: those that follow are not read",
  );
  expect(notRead.length).toBeLessThan(25_000);
});
