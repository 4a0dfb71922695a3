import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateRawSync, inflateSync } from "node:zlib";
import {
  type FoundPackages,
  type PackageFile,
  readExecutable,
  readerOf,
  type Tools,
} from "@watertight/core/images";
import { below, seeded } from "@watertight/core/testing";
import { LayerReader, openPath, readImage } from "@watertight/images";
import { expect, test } from "vitest";
import {
  berkeleyOf,
  elfOf,
  goBuildInfo,
  ndbOf,
  rpmHeader,
  sqliteOf,
  storedZip,
} from "./image-fixtures.ts";
import { ROOT } from "./suites.ts";

const TOOLS: Tools = {
  inflate: (bytes, format, limit) => {
    try {
      const options = { maxOutputLength: Math.max(1, limit) };
      return format === "raw" ? inflateRawSync(bytes, options) : inflateSync(bytes, options);
    } catch {
      return undefined;
    }
  },
};

const HEADERS = ["bash", "glibc", "openssl-libs", "zlib"].map((name, at) =>
  rpmHeader(name, `1.${at}`),
);
const POM = Buffer.from("groupId=org.x\nartifactId=inner\nversion=1.0\n");
const INNER = storedZip(new Map([["META-INF/maven/org.x/inner/pom.properties", POM]]));

interface Format {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly packages: number;
  /** It has lengths and places, so that what was cut off is missed. */
  readonly tellsCuts: boolean;
}

const FORMATS: readonly Format[] = [
  ["sqlite", "var/lib/rpm/rpmdb.sqlite", sqliteOf(HEADERS), 4, true] as const,
  ["ndb", "var/lib/rpm/Packages.db", ndbOf(HEADERS), 4, true] as const,
  ["berkeley", "var/lib/rpm/Packages", berkeleyOf(HEADERS), 4, true] as const,
  [
    "jar",
    "app/outer-2.0.jar",
    storedZip(new Map([["lib/inner-1.0.jar", INNER]])),
    2,
    true,
  ] as const,
  ["go", "app/go", elfOf(".go.buildinfo", goBuildInfo()), 4, false] as const,
  [
    "rust",
    "app/rust",
    elfOf(".dep-v0", deflateSync('{"packages":[{"name":"itoa","version":"1.0.1"}]}')),
    1,
    false,
  ] as const,
  [
    "dpkg",
    "var/lib/dpkg/status",
    Buffer.from(
      "Package: a\nStatus: install ok installed\nVersion: 1\n\nPackage: b\nStatus: install ok installed\nVersion: 2\n",
    ),
    2,
    false,
  ] as const,
  [
    "apk",
    "lib/apk/db/installed",
    Buffer.from("P:a\nV:1\nA:x\n\nP:b\nV:2\nA:x\n\n"),
    2,
    false,
  ] as const,
].map(([name, path, bytes, packages, tellsCuts]) => ({ name, path, bytes, packages, tellsCuts }));

function readBy({ path }: Format, bytes: Buffer): FoundPackages {
  const file: PackageFile = { path, bytes, text: () => bytes.toString("utf8") };
  return readerOf(path)?.read(file, TOOLS) ?? readExecutable(file, TOOLS);
}

const ROUNDS = 1500;

test.each(FORMATS)(
  "$name: whatever is cut or changed is read to an end, and what is cut off is told",
  (format) => {
    const whole = readBy(format, format.bytes);
    expect([whole.packages.length, whole.notRead]).toStrictEqual([format.packages, []]);
    const random = seeded(7);
    let silent = 0;
    let told = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const isCut = round % 3 === 0;
      const bytes = isCut
        ? format.bytes.subarray(0, below(random, format.bytes.length))
        : changed(format.bytes, random);
      const { packages, notRead } = readBy(format, bytes);
      told += notRead.length === 0 ? 0 : 1;
      const isLost = packages.length < format.packages && notRead.length === 0;
      // A file of no bytes is none.
      if (isCut && isLost && format.tellsCuts && bytes.length > 0) silent += 1;
    }
    console.log(`${format.name}: ${ROUNDS} damaged files, ${told} told`);
    expect(silent).toBe(0);
    if (format.tellsCuts) expect(told).toBeGreaterThan(0);
  },
  60_000,
);

/** A copy with up to eight bytes changed, more often to what is the least or the most. */
function changed(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = 1 + below(random, 8); times > 0; times -= 1) {
    const value = [0, 255, 127, 128, below(random, 256)][below(random, 5)] ?? 0;
    copy[below(random, copy.length)] = value;
  }
  return copy;
}

test("an archive of images that was cut or changed is an error, or says what of it was not read", async () => {
  const bytes = readFileSync(join(ROOT, "examples/shop/images.tar"));
  const folder = mkdtempSync(join(tmpdir(), "watertight-fuzz-"));
  const path = join(folder, "images.tar");
  const outcomes = { same: 0, told: 0, refused: 0 };
  try {
    const random = seeded(11);
    const expected = JSON.stringify((await packagesIn(path, bytes)).packages);
    expect(expected).toContain("lodash");
    for (let round = 0; round < 300; round += 1) {
      const damaged =
        round % 2 === 0 ? bytes.subarray(0, below(random, bytes.length)) : changed(bytes, random);
      const found = await packagesIn(path, damaged).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Error);
        return undefined;
      });
      if (found === undefined) outcomes.refused += 1;
      else if (found.told) outcomes.told += 1;
      else {
        outcomes.same += 1;
        expect(JSON.stringify(found.packages)).toBe(expected);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`archives: ${JSON.stringify(outcomes)}`);
  expect(Math.min(outcomes.same, outcomes.told, outcomes.refused)).toBeGreaterThan(0);
}, 60_000);

async function packagesIn(
  path: string,
  bytes: Buffer,
): Promise<{ readonly packages: readonly string[]; readonly told: boolean }> {
  writeFileSync(path, bytes);
  const packages: string[] = [];
  let told = false;
  for (const { open } of await openPath("archive", { path, name: undefined })) {
    const image = await readImage(await open(), new LayerReader());
    told ||= image.notRead.length > 0;
    packages.push(...image.packages.map(({ purl }) => purl));
  }
  return { packages, told };
}
