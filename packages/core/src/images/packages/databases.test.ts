import { expect, test } from "vitest";
import { fileOf, NO_TOOLS } from "../../../testing/images.ts";
import { readApk } from "./apk.ts";
import { licencesInCopyright, readDpkg, readDpkgFiles } from "./dpkg.ts";
import { readRpm, readRpmJournal, readRpmManifest } from "./rpm/index.ts";

const STATUS = `Package: adduser
Status: install ok installed
Architecture: all
Version: 3.134
Description: add users
 Package: not-a-field
 .

Package: libc6
Status: hold ok installed
Architecture: amd64
Source: glibc (2.36-9)
Version: 2.36-9+deb12u3

Package: removed
Status: deinstall ok config-files
Version: 1
\r
Package: half
Status: install reinstreq half-installed
Version: 2
`;

test("dpkg's packages are those with files, each with its source, its line and its architecture", () => {
  const { packages, notRead } = readDpkg(fileOf("var/lib/dpkg/status", STATUS), NO_TOOLS);
  expect(notRead).toEqual([]);
  expect(
    packages.map(({ name, version, arch, source, line }) => ({
      name,
      version,
      arch,
      source,
      line,
    })),
  ).toEqual([
    {
      name: "adduser",
      version: "3.134",
      arch: "all",
      source: { name: "adduser", version: "3.134" },
      line: 1,
    },
    {
      name: "libc6",
      version: "2.36-9+deb12u3",
      arch: "amd64",
      source: { name: "glibc", version: "2.36-9" },
      line: 9,
    },
    { name: "half", version: "2", arch: "", source: { name: "half", version: "2" }, line: 19 },
  ]);
});

test("a package without a status is one of an image without dpkg", () => {
  const text = "Package: base-files\nVersion: 12.4\nArchitecture: amd64\n";
  expect(readDpkg(fileOf("var/lib/dpkg/status.d/base", text), NO_TOOLS).packages).toMatchObject([
    { name: "base-files", version: "12.4" },
  ]);
});

test("of a list of files those are kept in which other packages may be found", () => {
  const list =
    "/.\n/usr\n/usr/bin/tool\n/usr/share/doc/x\n/usr/lib/python3/dist-packages/six-1.0.dist-info/METADATA\n";
  expect(
    readDpkgFiles(fileOf("var/lib/dpkg/info/python3-six:amd64.list", list), NO_TOOLS).owners,
  ).toEqual(
    new Map([
      ["usr/bin/tool", "python3-six"],
      ["usr/lib/python3/dist-packages/six-1.0.dist-info/METADATA", "python3-six"],
    ]),
  );
});

test("licences of a copyright file are its fields, or the texts that it names", () => {
  expect(
    licencesInCopyright("Format: x\nLicense: GPL-2+\n text\nLicense: MIT\nLicense: MIT\n"),
  ).toEqual(["GPL-2+", "MIT"]);
  expect(licencesInCopyright("see /usr/share/common-licenses/LGPL-2.1.\n")).toEqual(["LGPL-2.1"]);
});

test("apk's packages have their origin and licence, and say which files are theirs", () => {
  const text =
    "C:Q1x\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\no:musl\nF:usr/bin\nR:ldd\nF:lib\nR:libc.so\n\nP:musl-utils\nV:1.2.4-r2\nA:x86_64\no:musl\n\n";
  const { packages, owners } = readApk(fileOf("lib/apk/db/installed", text), NO_TOOLS);
  expect(
    packages.map(({ name, version, source, licences, line }) => ({
      name,
      version,
      source,
      licences,
      line,
    })),
  ).toEqual([
    {
      name: "musl",
      version: "1.2.4-r2",
      source: { name: "musl", version: "1.2.4-r2" },
      licences: ["MIT"],
      line: 1,
    },
    {
      name: "musl-utils",
      version: "1.2.4-r2",
      source: { name: "musl", version: "1.2.4-r2" },
      licences: [],
      line: 12,
    },
  ]);
  expect(owners).toEqual(new Map([["usr/bin/ldd", "musl"]]));
});

test("a file in the place of rpm's database that is none is said, and so is a journal with changes", () => {
  expect(readRpm(fileOf("var/lib/rpm/rpmdb.sqlite", "no database"), NO_TOOLS).notRead).toEqual([
    { path: "var/lib/rpm/rpmdb.sqlite", reason: "it is no database that rpm has written" },
  ]);
  expect(
    readRpmJournal(fileOf("var/lib/rpm/rpmdb.sqlite-wal", "x".repeat(33)), NO_TOOLS).notRead,
  ).toHaveLength(1);
  expect(readRpmJournal(fileOf("var/lib/rpm/rpmdb.sqlite-wal", ""), NO_TOOLS).notRead).toEqual([]);
});

test("a database of SQLite that is cut or full of nonsense ends with a reason", () => {
  const head = "SQLite format 3\0\u0010\0".padEnd(4096, "\u0005");
  expect(readRpm(fileOf("rpmdb.sqlite", head), NO_TOOLS).notRead).toEqual([
    {
      path: "rpmdb.sqlite",
      reason: expect.stringMatching(/^the database is damaged: /) as unknown,
    },
  ]);
});

test("the list of images without rpm has names, versions, epochs and sources", () => {
  const text =
    "zlib\t1.2.13-2.cm2\t1\t2\tMicrosoft\t(none)\t3\tx86_64\t0\tzlib-1.2.13-2.cm2.src.rpm\nopenssl\t1.1.1k-30.cm2\t1\t2\tM\t1\t3\tx86_64\t1\topenssl-1.1.1k-30.cm2.src.rpm\n\n";
  const { packages } = readRpmManifest(
    fileOf("var/lib/rpmmanifest/container-manifest-2", text),
    NO_TOOLS,
  );
  expect(
    packages.map(({ name, version, release, epoch, source, line }) => ({
      name,
      version,
      release,
      epoch,
      source,
      line,
    })),
  ).toEqual([
    {
      name: "zlib",
      version: "1.2.13",
      release: "2.cm2",
      epoch: undefined,
      source: { name: "zlib", version: "1.2.13-2.cm2" },
      line: 1,
    },
    {
      name: "openssl",
      version: "1.1.1k",
      release: "30.cm2",
      epoch: 1,
      source: { name: "openssl", version: "1:1.1.1k-30.cm2" },
      line: 2,
    },
  ]);
});
